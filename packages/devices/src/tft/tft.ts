/**
 * TFT displays on 4-wire SPI: `wokwi-ili9341` and `board-ili9341-cap-touch` (ILI9341, 240 × 320), `board-st7789` (ST7789, 240 × 240).
 *
 * Pins: ILI9341: VCC GND CS RST D/C MOSI SCK LED MISO, with touch also SCL SDA. ST7789: GND VCC SCL SDA RST DC CS BL.
 * Source: Ilitek ILI9341 data sheet v1.11, Sitronix ST7789V v1.4. The glass is upright, red red, with MADCTL 48h (ILI9341) or 00h
 *   (ST7789, whose glass shows the inverse and wants 21h). The glass is refreshed 70 times a second: what is sent is seen, and
 *   recorded, when the next refresh begins, of all that was sent until then.
 *
 * Attributes: flipHorizontal, flipVertical: the glass is turned over.
 * Outputs
 *   frame      the picture RAM, 240 × 320 pixels of two bytes (RGB565), row by row; all 0 at first
 *   panel      12 bytes, see `registersOf`. `renderTft` makes the picture of both.
 *   backlight  0 to 1, by the duty at LED (BL). Not connected or not driven: 1 (many modules would be dark).
 * Faults: no-power, floating-input (D/C), invalid-command: a window that does not fit, an unknown pixel format.
 * Commands: 01 04 09 0A 0B 0C 10 11 13 20 21 28 29 2A 2B 2C 2E 33 36 37 38 39 3A 3C 3E D3 DA DB DC; others (power, gamma, timing) are
 *   taken and change nothing.
 *
 * Not modelled: touch; the RGB and parallel interfaces; partial mode (12h); refresh order (MADCTL bits 4 and 2); the lowest bits of
 * 18-bit pixels; waits after reset and sleep out; the highest clock rate (10 MHz in the data sheet, four times as much in practice);
 * attribute swapXY; tearing.
 */
import {
  defineDevice,
  type DeviceContext,
  type DeviceDefinition,
  type PinRole,
  type TrackWriter,
} from "@tickless/sim-core";
import { textAttribute } from "../attributes.js";
import { connectBacklight } from "../backlight.js";
import { tell } from "../excursions.js";
import { connectFourWire, type FourWirePins } from "../four-wire.js";
import { voltsAcross } from "../supply-volts.js";
import { command, data, softReset } from "./commands.js";
import { takeRuns } from "./memory.js";
import {
  BGR_FILTERS,
  FLIP_HORIZONTAL,
  FLIP_VERTICAL,
  INVERSE,
  MIRRORED,
  registersOf,
  resetState,
  type Panel,
  type TftState,
} from "./state.js";

/** Logic works from 1.65 V, the panel from 2.5 V. */
const LEAST_VOLTS = 2.5;
/** 70 Hz. */
const REFRESH_NS = 14_285_714;

type Context = DeviceContext<TftState>;

interface Model {
  readonly pins: FourWirePins;
  readonly backlight: string;
  readonly panel: Panel;
  /** What RDDID (or RDID4) answers. */
  readonly id: readonly number[];
}

function connectAs(ctx: Context, { pins, backlight, panel: made, id }: Model): void {
  const flips = [isSet(ctx, "flipHorizontal") ? FLIP_HORIZONTAL : 0, isSet(ctx, "flipVertical") ? FLIP_VERTICAL : 0];
  const panel = { ...made, flags: flips.reduce((all, flag) => all | flag, made.flags) };
  const frame = ctx.output("frame", "pixels");
  const registers = ctx.output("panel", "pixels");
  registers.write(0, (ctx.state.recorded = registersOf(ctx.state, panel)));
  connectBacklight(ctx, backlight);
  const refresh = ctx.timer(() => record(ctx, frame, registers, panel));
  const changed = (): void => {
    if (!refresh.pending) refresh.startAt((Math.floor(ctx.now / REFRESH_NS) + 1) * REFRESH_NS);
  };
  const supply = (): number => voltsAcross(ctx.pin("VCC"), ctx.pin("GND"));
  const report = (kind: string, message: string): void => ctx.fault(kind, message);
  connectFourWire(ctx, pins, {
    works: () => {
      const works = supply() >= LEAST_VOLTS;
      tell(ctx, "no-power", !works, "it is written to, but there is no supply between VCC and GND");
      return works;
    },
    command: (bytes) => {
      for (const byte of bytes) command(ctx.state, byte, id);
      changed();
    },
    data: (bytes) => {
      const answer = data(ctx.state, bytes, report);
      changed();
      return answer;
    },
    reset: () => {
      softReset(ctx.state);
      changed();
    },
  });
  const look = (): void => {
    const powered = supply() >= LEAST_VOLTS;
    if (ctx.state.powered && !powered) {
      // What the RAM holds afterwards is anything; here it is what it was.
      softReset(ctx.state);
      changed();
    }
    ctx.state.powered = powered;
  };
  for (const name of ["VCC", "GND"]) ctx.watchState(ctx.pin(name), look);
}

const isSet = (ctx: Context, name: string): boolean =>
  !["", "0", "false"].includes(textAttribute(ctx.attributes, name));

/** Writes to the tracks what changed since last time. */
function record(ctx: Context, frame: TrackWriter, registers: TrackWriter, panel: Panel): void {
  for (const { offset, data: bytes } of takeRuns(ctx.state)) frame.write(offset, bytes);
  const now = registersOf(ctx.state, panel);
  if (now.every((byte, index) => byte === ctx.state.recorded[index])) return;
  registers.write(0, now);
  ctx.state.recorded = now;
}

const ILI9341: Model = {
  pins: { sck: "SCK", mosi: "MOSI", miso: "MISO", cs: "CS", dc: "D/C", rst: "RST" },
  backlight: "LED",
  panel: { width: 240, height: 320, flags: MIRRORED | BGR_FILTERS },
  id: [0x00, 0x93, 0x41],
};
const ST7789: Model = {
  pins: { sck: "SCL", mosi: "SDA", cs: "CS", dc: "DC", rst: "RST" },
  backlight: "BL",
  panel: { width: 240, height: 240, flags: INVERSE },
  id: [0x85, 0x85, 0x52],
};

/** Those that may be open are passive, and so is MISO, which several chips share. */
const rolesOf = ({ pins: { sck, mosi, dc } }: Model): Record<string, PinRole> =>
  Object.fromEntries([sck, mosi, dc].map((name) => [name, "input" as const]));

const define = (type: string, pins: readonly string[], model: Model): DeviceDefinition =>
  defineDevice<TftState>({
    type,
    pins: [...pins],
    roles: rolesOf(model),
    attributes: ["flipHorizontal", "flipVertical", "swapXY"],
    createState: resetState,
    connect: (ctx) => connectAs(ctx, model),
  });

const ILI9341_PINS = ["VCC", "GND", "CS", "RST", "D/C", "MOSI", "SCK", "LED", "MISO"];

export const tftDisplays: readonly DeviceDefinition[] = [
  define("wokwi-ili9341", ILI9341_PINS, ILI9341),
  define("board-ili9341-cap-touch", [...ILI9341_PINS, "SCL", "SDA"], ILI9341),
  define("board-st7789", ["GND", "VCC", "SCL", "SDA", "RST", "DC", "CS", "BL"], ST7789),
];
