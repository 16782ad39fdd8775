/**
 * LED matrices 8 × 8 with a MAX7219 each, one or a chain in a row: `wokwi-max7219-matrix`.
 *
 * Pins: V+ (or VCC), GND, DIN, CS (LOAD), CLK; at the other end for the next one DOUT, V+.2, GND.2, CS.2, CLK.2.
 * Source: Maxim MAX7219/MAX7221 data sheet 19-4452 rev 4. DIN is shifted in at each rising CLK, whatever CS is; 16.5 clocks later it
 *   is at DOUT. At a rising CS the last 16 bits are executed: register and value. At power-on: shutdown, everything 0.
 * The module at the right is the first of the chain, as on FC-16 boards: what is sent first ends up at the left.
 *
 * Attributes
 *   chain   1 to 64 modules; default 1
 *   layout  "parola" (default): bit 0 of a row is at the left; "fc16": bit 7 is. Digit register 1 is the top row of both.
 *   color   of the LEDs: "red" (default), …
 * Outputs
 *   matrix      pixels as they are lit, `chain` bytes for each of 8 rows from the top; the highest bit is at the left
 *   brightness  a byte for each module from the left, 0 to 255: how bright a lit LED is, 255 at full intensity with 8 rows scanned
 * Faults: no-power: clocked with less than 2.7 V; it does nothing then. low-supply: works, but below the data sheet's 4 V.
 *
 * Not modelled: the LEDs' current (RSET); flicker of the scan (800 Hz); segments that a slow supply lights.
 */
import { defineDevice, HIGH_Z, strong, type DeviceContext } from "@tickless/sim-core";
import { choiceAttribute, numberAttribute } from "../attributes.js";
import { tell, type Excursions } from "../excursions.js";
import { voltsAcross } from "../supply-volts.js";
import { brightness, digitBits, DIGITS, execute, initialRegisters, type Max7219 } from "./registers.js";

const LEAST_VOLTS = 2.7;
const RATED_VOLTS = 4;
const OUTPUT_OHMS = 100;
const MOST_CHIPS = 64;

interface State {
  /** From the first of the chain on. */
  chips: Max7219[];
  /** What is in the shift registers, two bytes for each chip; the last byte was shifted in last. */
  shift: Uint8Array;
  /** As last recorded. */
  matrix: Uint8Array;
  brightness: Uint8Array;
  powered: boolean;
  told: Excursions;
}

type Context = DeviceContext<State>;

/** Shifts a byte in; returns the one that drops out. */
function shiftByte(shift: Uint8Array, byte: number): number {
  const out = shift[0] as number;
  shift.copyWithin(0, 1);
  shift[shift.length - 1] = byte;
  return out;
}

function shiftBit(shift: Uint8Array, bit: number): void {
  for (let index = 0; index < shift.length; index++) {
    const next = index + 1 < shift.length ? (shift[index + 1] as number) >> 7 : bit;
    shift[index] = ((shift[index] as number) << 1) | next;
  }
}

const reversed = (byte: number): number => {
  let out = 0;
  for (let bit = 0; bit < 8; bit++) if ((byte >> bit) & 1) out |= 0x80 >> bit;
  return out;
};

function connect(ctx: Context): void {
  const count = Math.round(numberAttribute(ctx, "chain", { fallback: 1, min: 1, max: MOST_CHIPS }));
  const mirrored = choiceAttribute(ctx, "layout", ["parola", "fc16"], "parola") === "parola";
  ctx.state = blank(count);
  const matrix = ctx.output("matrix", "pixels");
  const lights = ctx.output("brightness", "pixels");
  matrix.write(0, ctx.state.matrix.slice());
  lights.write(0, ctx.state.brightness.slice());
  const record = (): void => {
    const { chips } = ctx.state;
    const shown = ctx.state.matrix.map((_, at) => {
      const bits = digitBits(chips[count - 1 - (at % count)] as Max7219, Math.floor(at / count));
      return mirrored ? reversed(bits) : bits;
    });
    writeChanges(matrix, ctx.state.matrix, shown);
    writeChanges(lights, ctx.state.brightness, Uint8Array.from(chips, brightness).reverse());
    Object.assign(ctx.state, { matrix: shown, brightness: Uint8Array.from(chips, brightness).reverse() });
  };
  connectBus(ctx, record);
  connectSupply(ctx, count, record);
}

/** One row of the track for what lies between the first and the last byte that changed. */
function writeChanges(
  track: { write(offset: number, data: Uint8Array): void },
  before: Uint8Array,
  now: Uint8Array,
): void {
  const first = now.findIndex((byte, at) => byte !== before[at]);
  if (first < 0) return;
  const last = now.findLastIndex((byte, at) => byte !== before[at]);
  track.write(first, now.slice(first, last + 1));
}

function connectBus(ctx: Context, record: () => void): void {
  const [din, clk, load, dout] = [ctx.pin("DIN"), ctx.pin("CLK"), ctx.pin("CS"), ctx.pin("DOUT")];
  const supply = (): number => voltsAcross(ctx.pin("V+"), ctx.pin("GND"));
  const drive = (): void => dout.set(strong((ctx.state.shift[0] as number) & 0x80 ? supply() : 0, OUTPUT_OHMS));
  const works = (): boolean => {
    const volts = supply();
    const works = volts >= LEAST_VOLTS;
    tell(ctx, "no-power", !works, "it is clocked, but there is no supply between V+ and GND");
    tell(
      ctx,
      "low-supply",
      works && volts < RATED_VOLTS,
      `${volts.toFixed(1)} V at V+: the MAX7219 needs 4 V at least`,
    );
    return works;
  };
  ctx.watchLevel(clk, () => {
    if (clk.read() === 1) {
      if (works()) shiftBit(ctx.state.shift, din.read());
    } else if (ctx.state.powered) drive();
  });
  ctx.spiTarget(
    { sck: clk, mosi: din, miso: dout },
    {
      transfer: ({ data }) => {
        if (!works()) return undefined;
        const out = data.map((byte) => shiftByte(ctx.state.shift, byte));
        drive();
        return out;
      },
    },
  );
  ctx.watchLevel(load, () => {
    if (load.read() === 0 || !ctx.state.powered) return;
    const { shift, chips } = ctx.state;
    chips.forEach((chip, index) => {
      const at = shift.length - 2 * (index + 1);
      execute(chip, shift[at] as number, shift[at + 1] as number);
    });
    record();
  });
}

/** Without a supply everything is forgotten. */
function connectSupply(ctx: Context, count: number, record: () => void): void {
  const [plus, ground] = [ctx.pin("V+"), ctx.pin("GND")];
  const look = (): void => {
    const powered = voltsAcross(plus, ground) >= LEAST_VOLTS;
    if (powered === ctx.state.powered) return;
    const { matrix, brightness, told } = ctx.state;
    ctx.state = { ...blank(count), matrix, brightness, told, powered };
    ctx.pin("DOUT").set(powered ? strong(0, OUTPUT_OHMS) : HIGH_Z);
    record();
  };
  ctx.watchState(plus, look);
  ctx.watchState(ground, look);
}

const blank = (count: number): State => ({
  chips: Array.from({ length: count }, initialRegisters),
  shift: new Uint8Array(2 * count),
  matrix: new Uint8Array(DIGITS * count),
  brightness: Uint8Array.from({ length: count }, () => brightness(initialRegisters())),
  powered: false,
  told: [],
});

export const max7219Matrix = defineDevice<State>({
  type: "wokwi-max7219-matrix",
  pins: ["V+", "VCC", "GND", "DIN", "CS", "CLK", "V+.2", "GND.2", "DOUT", "CS.2", "CLK.2"],
  joined: [
    ["V+", "VCC", "V+.2"],
    ["GND", "GND.2"],
    ["CS", "CS.2"],
    ["CLK", "CLK.2"],
  ],
  roles: {
    "V+": "power",
    VCC: "power",
    "V+.2": "power",
    GND: "ground",
    "GND.2": "ground",
    DIN: "input",
    CS: "input",
    "CS.2": "input",
    CLK: "input",
    "CLK.2": "input",
    DOUT: "output",
  },
  attributes: ["chain", "layout", "color"],
  createState: () => blank(1),
  connect,
});
