/**
 * OLED displays with Sino Wealth controllers: `board-sh1106` (128 × 64, I2C or 4-wire SPI), `board-grove-oled-sh1107` (128 × 128, I2C).
 *
 * Pins: `board-sh1106`: GND VCC SCL SDA RES DC CS; on SPI SCL is SCK and SDA is MOSI; the module takes what comes, over whichever
 *   bus. `board-grove-oled-sh1107`: GND.1 VCC SDA SCL.1. Both have pull-ups on their I2C lines.
 * Source: Sino Wealth SH1106 data sheet v2.3, SH1107 v2.1. The RAM is written page by page; the column stops at the last one (the
 *   SH1107 knows a vertical mode, too). The SH1106 has 132 columns, of which the glass shows 2 to 129. Upright with A1h and C8h
 *   (SH1107: A0h and C0h).
 *
 * Attributes: i2cAddress, i2c-address: 0x3c (default) or 0x3d.
 * Outputs, both written at the end of a transfer
 *   ram    the display RAM by page and segment, 1056 or 2048 bytes; all 0 at first
 *   panel  6 bytes, see `registersOf`. `renderSh110x` makes the picture of both.
 * Faults: unknown-command, invalid-command, protocol, floating-input (DC on SPI); no-power: it was written to over SPI without a
 *   supply. Without one it answers to nothing.
 *
 * Not modelled: reading display data and Read-Modify-Write; the DC-DC converter, pump voltage, clock and pre-charge; how pads are
 * assigned (DAh).
 */
import { defineDevice, type DeviceContext, type DeviceDefinition } from "@tickless/sim-core";
import { tell } from "../excursions.js";
import { connectFourWire, type FourWirePins } from "../four-wire.js";
import { ADDRESS_ATTRIBUTES, addressAttribute, pullUp } from "../i2c-lines.js";
import { endTransfer, receive, receiveCommand, receiveData, startTransfer } from "../oled-decoder.js";
import { voltsAcross } from "../supply-volts.js";
import { chipOf } from "./commands.js";
import { registersOf, resetState, SH1106, SH1107, type Sh110x, type Sh110xState } from "./state.js";

const LEAST_VOLTS = 1.65;
/** Modules have a regulator of their own. */
const MOST_PULL_VOLTS = 3.3;
const STATUS_OFF = 0x40;
/** Writing a few unchanged bytes again is cheaper than a row of its own. */
const BRIDGE = 16;

type Context = DeviceContext<Sh110xState>;

interface Names {
  readonly scl: string;
  readonly sda: string;
  readonly ground: string;
  readonly spi?: Pick<FourWirePins, "cs" | "dc" | "rst">;
}

function connectAs(ctx: Context, model: Sh110x, names: Names): void {
  const ram = ctx.output("ram", "pixels");
  const panel = ctx.output("panel", "pixels");
  const chip = chipOf(model);
  const address = addressAttribute(ctx, [0x3c, 0x3d], 0x3c, `an ${model.name} has 0x3c or 0x3d`);
  panel.write(0, (ctx.state.recorded = registersOf(ctx.state, model)));
  const record = (): void => {
    for (const { offset, data } of takeRuns(ctx.state)) ram.write(offset, data);
    const now = registersOf(ctx.state, model);
    if (now.some((byte, index) => byte !== ctx.state.recorded[index])) panel.write(0, (ctx.state.recorded = now));
  };
  const restart = (kept: Partial<Sh110xState>): void => {
    const { recorded, powered, told } = ctx.state;
    ctx.state = { ...resetState(model), recorded, powered, told, ...kept };
    record();
  };
  const report = (kind: string, message: string): void => ctx.fault(kind, message);
  const [scl, sda] = [ctx.pin(names.scl), ctx.pin(names.sda)];
  ctx.i2cTarget(scl, sda, {
    matches: (candidate) => candidate === address && ctx.state.powered,
    start: () => startTransfer(ctx.state),
    write: (byte) => {
      receive(chip, ctx.state, byte, report);
      return true;
    },
    read: () => (ctx.state.on ? 0 : STATUS_OFF),
    stop: () => {
      endTransfer(ctx.state, report);
      record();
    },
  });
  if (names.spi) {
    connectFourWire(
      ctx,
      { sck: names.scl, mosi: names.sda, ...names.spi },
      {
        works: () => {
          tell(ctx, "no-power", !ctx.state.powered, "it is written to, but there is no supply between VCC and GND");
          return ctx.state.powered;
        },
        command: (bytes) => {
          for (const byte of bytes) receiveCommand(chip, ctx.state, byte, report);
          record();
        },
        data: (bytes) => {
          receiveData(chip, ctx.state, bytes, report);
          record();
          return undefined;
        },
        reset: () => restart({ ram: ctx.state.ram, dirty: ctx.state.dirty }),
      },
    );
  }
  const [vcc, ground] = [ctx.pin("VCC"), ctx.pin(names.ground)];
  const look = (): void => {
    const volts = voltsAcross(vcc, ground);
    const powered = volts >= LEAST_VOLTS;
    if (powered === ctx.state.powered) return;
    ctx.state.powered = powered;
    pullUp([scl, sda], powered ? Math.min(volts, MOST_PULL_VOLTS) : 0);
    if (powered) return;
    restart({});
    ctx.state.dirty.fill(1);
    record();
  };
  for (const pin of [vcc, ground]) ctx.watchState(pin, look);
}

/** Runs of RAM bytes that are not recorded yet, in order; short gaps between them are bridged. Marks them recorded. */
function takeRuns({ dirty, ram }: Sh110xState): { offset: number; data: Uint8Array }[] {
  const runs: { offset: number; end: number }[] = [];
  for (let at = dirty.indexOf(1); at >= 0; at = dirty.indexOf(1, at + 1)) {
    const last = runs.at(-1);
    if (last && at - last.end <= BRIDGE) last.end = at + 1;
    else runs.push({ offset: at, end: at + 1 });
  }
  dirty.fill(0);
  return runs.map(({ offset, end }) => ({ offset, data: ram.slice(offset, end) }));
}

export const boardSh1106: DeviceDefinition = defineDevice<Sh110xState>({
  type: "board-sh1106",
  pins: ["GND", "VCC", "SCL", "SDA", "RES", "DC", "CS"],
  pullUps: ["SCL", "SDA"],
  highVolts: { SCL: MOST_PULL_VOLTS, SDA: MOST_PULL_VOLTS },
  attributes: ADDRESS_ATTRIBUTES,
  createState: () => resetState(SH1106),
  connect: (ctx) =>
    connectAs(ctx, SH1106, { scl: "SCL", sda: "SDA", ground: "GND", spi: { cs: "CS", dc: "DC", rst: "RES" } }),
});

export const groveSh1107: DeviceDefinition = defineDevice<Sh110xState>({
  type: "board-grove-oled-sh1107",
  pins: ["GND.1", "VCC", "SDA", "SCL.1"],
  roles: { "GND.1": "ground", "SCL.1": "scl" },
  pullUps: ["SCL.1", "SDA"],
  highVolts: { "SCL.1": MOST_PULL_VOLTS, SDA: MOST_PULL_VOLTS },
  attributes: ADDRESS_ATTRIBUTES,
  createState: () => resetState(SH1107),
  connect: (ctx) => connectAs(ctx, SH1107, { scl: "SCL.1", sda: "SDA", ground: "GND.1" }),
});
