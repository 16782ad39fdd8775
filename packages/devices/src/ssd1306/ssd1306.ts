/**
 * 128 × 64 OLED display with SSD1306: `board-ssd1306` on I2C, `wokwi-ssd1306` on I2C or 4-wire SPI.
 *
 * Pins: `board-ssd1306`: GND VCC SCL SDA. `wokwi-ssd1306`: DATA (or SDA), CLK (or SCL), VIN (or VCC), 3V3, GND, DC, RST, CS.
 * The modules have pull-ups on their I2C lines. On SPI CLK is SCK and DATA is MOSI; the module takes what comes, over whichever bus.
 * CS high: it takes no notice of SPI; RST low: reset (the RAM keeps its contents).
 * Source: Solomon Systech SSD1306 data sheet rev 1.5 with the charge pump application note; MicroPython's driver ssd1306.py.
 *
 * Attributes
 *   i2cAddress, i2c-address  0x3c (default) or 0x3d; any other is told
 *   powerOnRam               "zero" (default) or "noise": what the RAM holds before anything is written. Real chips show noise.
 * Outputs, both written at the STOP of a transfer (SPI: at its end) and at each step of a scroll
 *   gddram     the display RAM, 1024 bytes by page and segment; all 0 at first
 *   registers  8 bytes, see `registersOf`. `renderSsd1306` makes the picture of both.
 * Faults: unknown-command, invalid-command, protocol, no-power; floating-input: DC is open while it is written to over SPI.
 *
 * Not modelled: 3-wire SPI and the parallel interfaces; reading display data; DC as the address bit of I2C; the oscillator setting of D5h (the divider
 * is); brightness by pre-charge and VCOMH; zoom and fade of the SSD1306B; ghosting while the RAM is written; a display that
 * never had power is reported, but works. One that loses it forgets everything and does not answer until it is back.
 */
import {
  defineDevice,
  HIGH_Z,
  pull,
  type DeviceContext,
  type DeviceDefinition,
  type TrackWriter,
} from "@tickless/sim-core";
import { choiceAttribute } from "../attributes.js";
import { takeRuns, writeData } from "./addressing.js";
import { commandOf } from "./commands.js";
import { addressAttribute } from "../i2c-lines.js";
import { connectFourWire, type FourWire, type FourWirePins } from "../four-wire.js";
import {
  endTransfer,
  receive,
  receiveCommand,
  receiveData,
  startTransfer,
  type OledChip,
  type Report,
} from "../oled-decoder.js";
import { framePeriod, scrollStep } from "./scrolling.js";
import { registersOf, resetState, type Ssd1306State } from "./state.js";

/** The least supply of a module's regulator or of the chip's logic, volts (VDD at least 1.65 V). */
const MIN_SUPPLY = 1.65;
/** On the module, from each line to its 3.3 V: 4.7 kilohm. */
const PULL_UP = pull(3.3, 4700);
/** Status byte: bit 6 says that the display is off (data sheet 8.1.5.2). */
const STATUS_OFF = 0x40;

const CHIP: OledChip<Ssd1306State> = { name: "SSD1306", commandOf, write: writeData };

interface Names {
  readonly scl: string;
  readonly sda: string;
  readonly supplies: readonly string[];
  /** The pins of SPI beside those of I2C. */
  readonly spi?: Pick<FourWirePins, "cs" | "dc" | "rst">;
}

function connectAs(ctx: DeviceContext<Ssd1306State>, names: Names): void {
  const gddram = ctx.output("gddram", "pixels");
  const registers = ctx.output("registers", "pixels");
  const address = addressAttribute(ctx, [0x3c, 0x3d], 0x3c, "an SSD1306 has 0x3c or 0x3d");
  const noisy = choiceAttribute(ctx, "powerOnRam", ["zero", "noise"], "zero") === "noise";
  if (noisy) fillWithNoise(ctx);
  registers.write(0, registersOf(ctx.state));
  ctx.state.recorded = registersOf(ctx.state);
  record(ctx, gddram, registers);

  const frame = ctx.timer(() => {
    scrollStep(ctx.state);
    record(ctx, gddram, registers);
    frame.start(ctx.state.scroll.frames * framePeriod(ctx.state));
  });
  const report = (kind: string, message: string): void => ctx.fault(kind, message);
  const afterByte = (): void => {
    if (!ctx.state.scrolling) frame.stop();
    else if (!frame.pending) frame.start(ctx.state.scroll.frames * framePeriod(ctx.state));
  };
  ctx.i2cTarget(ctx.pin(names.scl), ctx.pin(names.sda), {
    matches: (candidate) => candidate === address && !ctx.state.failed,
    start: () => startTransfer(ctx.state),
    write: (byte) => {
      receive(CHIP, ctx.state, byte, report);
      afterByte();
      return true;
    },
    read: () => (ctx.state.on ? 0 : STATUS_OFF),
    stop: () => {
      endTransfer(ctx.state, report);
      record(ctx, gddram, registers);
    },
  });
  const restart = (kept: Partial<Ssd1306State>): void => {
    const { recorded, powered, told } = ctx.state;
    ctx.state = { ...resetState(), recorded, powered, told, ...kept };
    frame.stop();
  };
  if (names.spi) {
    const done = (): void => {
      afterByte();
      record(ctx, gddram, registers);
    };
    const reset = (): void => restart({ gddram: ctx.state.gddram, dirty: ctx.state.dirty });
    connectFourWire(ctx, { sck: names.scl, mosi: names.sda, ...names.spi }, spiSide(ctx, report, reset, done));
  }
  checkPower(ctx, names);
  watchPower(ctx, names, () => {
    restart({ failed: true });
    ctx.state.dirty.fill(1);
    if (noisy) fillWithNoise(ctx);
    record(ctx, gddram, registers);
  });
}

/** What comes over SPI; `done` runs after each transfer. */
function spiSide(ctx: DeviceContext<Ssd1306State>, report: Report, reset: () => void, done: () => void): FourWire {
  return {
    works: () => !ctx.state.failed,
    command: (bytes) => {
      for (const byte of bytes) receiveCommand(CHIP, ctx.state, byte, report);
      done();
    },
    data: (bytes) => {
      receiveData(CHIP, ctx.state, bytes, report);
      done();
      return undefined;
    },
    reset: () => {
      reset();
      done();
    },
  };
}

function fillWithNoise(ctx: DeviceContext<Ssd1306State>): void {
  ctx.state.gddram = ctx.state.gddram.map(() => ctx.random.u32() & 0xff);
  ctx.state.dirty.fill(1);
}

/** Writes to the tracks what changed since last time. */
function record(ctx: DeviceContext<Ssd1306State>, gddram: TrackWriter, registers: TrackWriter): void {
  for (const { offset, data } of takeRuns(ctx.state)) gddram.write(offset, data);
  const now = registersOf(ctx.state);
  if (now.every((byte, index) => byte === ctx.state.recorded[index])) return;
  registers.write(0, now);
  ctx.state.recorded = now;
}

/** Pulls the lines up while there is a supply; calls `lost` when it has failed. */
function watchPower(ctx: DeviceContext<Ssd1306State>, names: Names, lost: () => void): void {
  const supplies = names.supplies.map((name) => ctx.pin(name));
  const lines = [names.scl, names.sda].map((name) => ctx.pin(name));
  const look = (): void => {
    const powered = supplies.some((pin) => pin.state.volts >= MIN_SUPPLY);
    if (ctx.state.powered && !powered) lost();
    if (powered !== ctx.state.powered) for (const line of lines) line.set(powered ? PULL_UP : HIGH_Z);
    ctx.state.powered = powered;
    if (powered) ctx.state.failed = false;
  };
  for (const pin of supplies) ctx.watchState(pin, look);
}

/** At power-on: a forgotten supply wire is the usual reason why a real display stays dark. */
function checkPower(ctx: DeviceContext<Ssd1306State>, names: Names): void {
  const supplies = names.supplies.map((name) => ctx.pin(name));
  const ground = ctx.pin("GND");
  const check = ctx.timer(() => {
    const powered = supplies.some((pin) => pin.state.volts >= MIN_SUPPLY);
    if (!powered) ctx.fault("no-power", `no supply at ${names.supplies.join(" or ")}: a real display would not answer`);
    if (ground.level !== 0) ctx.fault("no-power", "GND is not connected to ground: a real display would not answer");
  });
  check.start(0);
}

const ATTRIBUTES = ["i2cAddress", "i2c-address", "powerOnRam"];

export const boardSsd1306: DeviceDefinition = defineDevice<Ssd1306State>({
  type: "board-ssd1306",
  pins: ["GND", "VCC", "SCL", "SDA"],
  pullUps: ["SCL", "SDA"],
  highVolts: { SCL: 3.3, SDA: 3.3 },
  attributes: ATTRIBUTES,
  createState: resetState,
  connect: (ctx) => connectAs(ctx, { scl: "SCL", sda: "SDA", supplies: ["VCC"] }),
});

export const wokwiSsd1306: DeviceDefinition = defineDevice<Ssd1306State>({
  type: "wokwi-ssd1306",
  pins: ["DATA", "CLK", "DC", "RST", "CS", "3V3", "VIN", "GND", "SDA", "SCL", "VCC"],
  joined: [
    ["DATA", "SDA"],
    ["CLK", "SCL"],
    ["VIN", "VCC"],
  ],
  pullUps: ["CLK", "DATA", "SCL", "SDA"],
  highVolts: { CLK: 3.3, DATA: 3.3, SCL: 3.3, SDA: 3.3 },
  attributes: ATTRIBUTES,
  createState: resetState,
  connect: (ctx) =>
    connectAs(ctx, { scl: "CLK", sda: "DATA", supplies: ["VIN", "3V3"], spi: { cs: "CS", dc: "DC", rst: "RST" } }),
});
