/**
 * Four digits with a colon and a TM1637, `wokwi-tm1637-7segment`.
 *
 * Pins: CLK, DIO, VCC, GND. Two wires as on I2C, but it is none: no address, lowest bit first.
 * Source: Titan Micro TM1637 data sheet. Start: DIO falls while CLK is high; stop: it rises. Bits are taken at the rising edge of CLK;
 *   at the falling edge of the eighth the chip pulls DIO down until that of the ninth. 40h writes digits one after another, 44h at
 *   one address, 42h reads keys; C0h to C5h address, digits follow; 80h to 8Fh display off or on (bit 3) with a pulse width of 1, 2, 4,
 *   10, 11, 12, 13 or 14 sixteenths. The module has 10 kilohm from both lines to VCC, and its colon is the point of the second digit.
 *
 * Attributes: color, for the user interface.
 * Outputs: `segments`, 8 bytes a digit (A to G and the point, which the module does not have) and one for the colon, 0 to 255;
 *   `sevenSegmentText` reads it.
 * Faults: `unknown-command`; `address`, C6h to CFh: nothing is there. Clocks without a start are not heard.
 * Works from 3 V; below it is dark, does not answer and forgets everything.
 *
 * Not modelled: keys (the module has none: they read as not pressed), the highest clock rate of 250 kHz, the fifth and the sixth
 * digit, flicker, less light at less supply.
 */
import { defineDevice, HIGH_Z, pull, strong, type DeviceContext } from "@tickless/sim-core";
import { declareSupply } from "./power.js";

const LEAST_VOLTS = 3;
const PULL_UP_OHMS = 10_000;
/** The chip's open drain. */
const OUTPUT_OHMS = 100;
const DIGITS = 4;
/** Digits that the chip drives. */
const RAM_BYTES = 6;
const SIXTEENTHS = [1, 2, 4, 10, 11, 12, 13, 14] as const;
const COLON_DIGIT = 1;
const POINT = 0x80;

interface Tm1637State {
  powered: boolean;
  clock: 0 | 1;
  data: 0 | 1;
  /** Between start and stop. */
  listening: boolean;
  /** Bits of the byte that have come; 8: acknowledging. */
  bits: number;
  byte: number;
  /** What the bytes are: the first one a command; digits; of no interest. */
  expects: "command" | "digits" | "nothing";
  address: number;
  fixed: boolean;
  ram: number[];
  on: boolean;
  width: number;
  shown: Uint8Array;
}

type Context = DeviceContext<Tm1637State>;

const atPowerOn = () => ({
  ...{ listening: false, bits: 0, byte: 0, expects: "nothing" as const },
  ...{ address: 0, fixed: false, ram: Array<number>(RAM_BYTES).fill(0), on: false, width: 0 },
});

const createState = (): Tm1637State => ({
  ...atPowerOn(),
  ...{ powered: false, clock: 1, data: 1, shown: new Uint8Array(DIGITS * 8 + 1) },
});

function connect(ctx: Context): void {
  const [clock, data] = [ctx.pin("CLK"), ctx.pin("DIO")];
  const segments = ctx.output("segments", "pixels");
  segments.write(0, new Uint8Array(DIGITS * 8 + 1));
  const show = (): void => {
    const now = segmentsOf(ctx.state);
    if (now.every((value, index) => value === ctx.state.shown[index])) return;
    segments.write(0, now);
    ctx.state.shown = now;
  };
  const rest = (): void => {
    const volts = supply.volts;
    for (const pin of [clock, data]) pin.set(volts > 0 ? pull(volts, PULL_UP_OHMS) : HIGH_Z);
  };
  const supply = declareSupply(ctx, LEAST_VOLTS, () => {
    const powered = supply.volts > 0;
    if (powered !== ctx.state.powered) Object.assign(ctx.state, atPowerOn(), { powered });
    watches.forEach((watch) => (watch.active = powered));
    rest();
    Object.assign(ctx.state, { clock: clock.read(), data: data.read() });
    show();
  });
  const watches = [
    ctx.watchLevel(clock, () => {
      const level = clock.read();
      if (level === ctx.state.clock) return;
      ctx.state.clock = level;
      const { state } = ctx;
      if (!state.listening) return;
      if (level) return shift(state, data.read());
      if (state.bits === 8) {
        data.set(strong(0, OUTPUT_OHMS));
        receive(ctx);
        show();
      } else if (state.bits > 8) {
        state.bits = 0;
        rest();
      }
    }),
    ctx.watchLevel(data, () => {
      const level = data.read();
      if (level === ctx.state.data) return;
      ctx.state.data = level;
      if (clock.read() === 0) return;
      Object.assign(ctx.state, { listening: level === 0, bits: 0, byte: 0, expects: "command" });
      if (level) rest();
    }),
  ];
  for (const watch of watches) watch.active = false;
}

/** A rising edge of the clock; the ninth is the acknowledge's. */
function shift(state: Tm1637State, bit: 0 | 1): void {
  if (state.bits === 0) state.byte = 0;
  if (state.bits < 8) state.byte |= bit << state.bits;
  state.bits++;
}

function receive(ctx: Context): void {
  const { state } = ctx;
  if (state.expects === "digits") {
    if (state.address < RAM_BYTES) state.ram[state.address] = state.byte;
    if (!state.fixed) state.address = (state.address + 1) % RAM_BYTES;
  } else if (state.expects === "command") command(ctx, state.byte);
}

function command(ctx: Context, byte: number): void {
  const { state } = ctx;
  state.expects = "nothing";
  const hex = `${byte.toString(16).toUpperCase().padStart(2, "0")}h`;
  switch (byte >> 6) {
    case 1:
      // 42h reads keys: there are none, and the pull-up reads as such.
      state.fixed = (byte & 0x04) !== 0;
      return;
    case 2:
      Object.assign(state, { on: (byte & 0x08) !== 0, width: byte & 0x07 });
      return;
    case 3:
      Object.assign(state, { expects: "digits", address: byte & 0x0f });
      if (state.address >= RAM_BYTES) ctx.fault("address", `${hex}: there are six digits, C0h to C5h`);
      return;
    default:
      ctx.fault("unknown-command", `${hex} is no command of the TM1637`);
  }
}

function segmentsOf({ ram, on, width }: Tm1637State): Uint8Array {
  const bytes = new Uint8Array(DIGITS * 8 + 1);
  if (!on) return bytes;
  const light = Math.round((255 * (SIXTEENTHS[width] as number)) / 16);
  for (let digit = 0; digit < DIGITS; digit++) {
    for (let segment = 0; segment < 7; segment++) {
      if (((ram[digit] as number) >> segment) & 1) bytes[digit * 8 + segment] = light;
    }
  }
  if ((ram[COLON_DIGIT] as number) & POINT) bytes[DIGITS * 8] = light;
  return bytes;
}

export const tm1637 = defineDevice<Tm1637State>({
  type: "wokwi-tm1637-7segment",
  pins: ["CLK", "DIO", "GND", "VCC"],
  attributes: ["color"],
  createState,
  connect,
});
