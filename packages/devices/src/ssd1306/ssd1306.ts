/**
 * 128 × 64 OLED display with SSD1306 on I2C: `board-ssd1306`, `wokwi-ssd1306`.
 *
 * Pins: `board-ssd1306`: GND VCC SCL SDA. `wokwi-ssd1306`: DATA (or SDA), CLK (or SCL), VIN (or VCC), 3V3, GND, DC, RST, CS.
 * Source: Solomon Systech SSD1306 data sheet rev 1.5 with the charge pump application note; MicroPython's driver ssd1306.py.
 *
 * Attributes
 *   i2cAddress, i2c-address  0x3c (default) or 0x3d
 *   powerOnRam               "zero" (default) or "noise": what the RAM holds before anything is written. Real chips show noise.
 * Outputs, both written at the STOP of a transfer and at each step of a scroll
 *   gddram     the display RAM, 1024 bytes by page and segment; all 0 at first
 *   registers  8 bytes, see `registersOf`. `renderSsd1306` makes the picture of both.
 * Faults: unknown-command, invalid-command, protocol, no-power.
 *
 * Not modelled: SPI and parallel interfaces; RST, DC and CS; reading display data; the oscillator setting of D5h (the divider
 * is); brightness by pre-charge and VCOMH; zoom and fade of the SSD1306B; ghosting while the RAM is written; a display without
 * power is reported, but works.
 */
import { defineDevice, type DeviceContext, type DeviceDefinition, type TrackWriter } from "@tickless/sim-core";
import { choiceAttribute, textAttribute } from "../attributes.js";
import { takeRuns } from "./addressing.js";
import { endTransfer, receive, startTransfer } from "./decoder.js";
import { framePeriod, scrollStep } from "./scrolling.js";
import { registersOf, resetState, type Ssd1306State } from "./state.js";

/** The least supply of a module's regulator or of the chip's logic, volts (VDD at least 1.65 V). */
const MIN_SUPPLY = 1.65;
/** Status byte: bit 6 says that the display is off (data sheet 8.1.5.2). */
const STATUS_OFF = 0x40;

interface Names {
  readonly scl: string;
  readonly sda: string;
  readonly supplies: readonly string[];
}

function connectAs(ctx: DeviceContext<Ssd1306State>, names: Names): void {
  const gddram = ctx.output("gddram", "pixels");
  const registers = ctx.output("registers", "pixels");
  const address = readAddress(ctx);
  if (choiceAttribute(ctx, "powerOnRam", ["zero", "noise"], "zero") === "noise") {
    ctx.state.gddram = ctx.state.gddram.map(() => ctx.random.u32() & 0xff);
    ctx.state.dirty.fill(1);
  }
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
    matches: (candidate) => candidate === address,
    start: () => startTransfer(ctx.state),
    write: (byte) => {
      receive(ctx.state, byte, report);
      afterByte();
      return true;
    },
    read: () => (ctx.state.on ? 0 : STATUS_OFF),
    stop: () => {
      endTransfer(ctx.state, report);
      record(ctx, gddram, registers);
    },
  });
  checkPower(ctx, names);
}

/** Writes to the tracks what changed since last time. */
function record(ctx: DeviceContext<Ssd1306State>, gddram: TrackWriter, registers: TrackWriter): void {
  for (const { offset, data } of takeRuns(ctx.state)) gddram.write(offset, data);
  const now = registersOf(ctx.state);
  if (now.every((byte, index) => byte === ctx.state.recorded[index])) return;
  registers.write(0, now);
  ctx.state.recorded = now;
}

function readAddress(ctx: DeviceContext<Ssd1306State>): number {
  const text = textAttribute(ctx.attributes, "i2cAddress", textAttribute(ctx.attributes, "i2c-address", "0x3c"));
  const address = Number(text);
  if (address === 0x3c || address === 0x3d) return address;
  ctx.problem(`the I2C address is '${text}'`, "an SSD1306 has 0x3c or 0x3d");
  return 0x3c;
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
  attributes: ATTRIBUTES,
  createState: resetState,
  connect: (ctx) => connectAs(ctx, { scl: "CLK", sda: "DATA", supplies: ["VIN", "3V3"] }),
});
