/**
 * Seven-segment displays `wokwi-7segment` with 1 to 4 digits, a decimal point each, and a colon.
 *
 * Pins: A to G and DP, the segments, shared by all digits. One digit: COM (also COM.1 and COM.2, one terminal). More digits: DIG1 to
 *   DIG4, a common pin each. Colon (4 digits): CLN and its common COM. Of a common anode DIGn is at the supply and a segment is
 *   lit by a low pin; of a common cathode it is the other way round.
 * Source: Kingbright SA56-11 (one digit) and Kwang Hua KW4-56NALB (four): red 2.0 V at 20 mA, at most 25 to 30 mA and 5 V in reverse.
 *
 * Attributes: common ("anode", the default, or "cathode"), digits "1" (default) to "4", colon ("1": there is one), color (as for
 *   `wokwi-led`).
 * Outputs: `segments`, 8 bytes a digit (A to G, DP) and one for the colon, 0 to 255: the brightness as it is seen. A digit that
 *   is switched at 40 Hz or faster is steady, with its average over a cycle; a slower one flickers (persistence.ts). 255 is a
 *   current of 5 mA all the time. `sevenSegmentText` reads it as text.
 * Faults: `overcurrent` above 25 mA through a segment (no resistor), `reverse-voltage` above 5 V; each again after 100 ms at the
 *   earliest.
 *
 * Not modelled: what led.ts does not model; in particular one resistor at a digit's common pin gives each segment the whole current;
 * a higher limit for short pulses.
 */
import { defineDevice, ms, type DeviceContext, type Nanos, type Pin, type TrackWriter } from "@tickless/sim-core";
import { choiceAttribute, textAttribute } from "../attributes.js";
import {
  brightnessOf,
  diodeOf,
  isSlow,
  lightBetween,
  MAX_AMPERES,
  MAX_REVERSE_VOLTS,
  terminalOf,
  type Light,
  type Terminal,
} from "../light.js";
import { darkDigit, endSteady, seen, setLight, steadyUntil, type Digit } from "./persistence.js";
import { SEGMENTS } from "./text.js";

const MAX_DIGITS = 4;
/** Bytes change when the light changed by more: a program's loop is not exactly as long each time. */
const LEAST_CHANGE = 4;
/** An excursion that comes again within this time is the same one: a multiplexed display has one each cycle. */
const SAME_EXCURSION: Nanos = ms(100);

interface SevenSegmentState {
  /** The digits and, last, the colon. */
  readonly digits: Digit[];
  /** The wires as they were last, by pin. */
  readonly terminals: Terminal[];
  /** What was written to the track. */
  readonly written: number[];
  /** When each kind of excursion was last seen. */
  readonly beyond: Record<string, Nanos>;
}

type Context = DeviceContext<SevenSegmentState>;

/** A LED between a segment pin and a common pin, by their places among the part's pins. */
interface Cell {
  readonly digit: number;
  readonly segment: number;
  readonly segmentPin: number;
  readonly commonPin: number;
}

function connect(ctx: Context): void {
  const anode = choiceAttribute(ctx, "common", ["anode", "cathode"], "anode") === "anode";
  const count = Number(choiceAttribute(ctx, "digits", ["1", "2", "3", "4"], "1"));
  const hasColon = !["", "0", "false"].includes(textAttribute(ctx.attributes, "colon"));
  const { pins, cells } = wire(ctx, count, hasColon);
  const diode = diodeOf(textAttribute(ctx.attributes, "color", "red"));
  const track = ctx.output("segments", "pixels");
  const bytes = count * SEGMENTS.length + 1;
  ctx.state = { ...ctx.state, digits: layOut(count), written: new Array<number>(bytes).fill(0) };
  track.write(0, new Uint8Array(bytes));

  const update = (cell: Cell): boolean => {
    const { digits, terminals } = ctx.state;
    const segment = terminals[cell.segmentPin] as Terminal;
    const common = terminals[cell.commonPin] as Terminal;
    const light = anode ? lightBetween(common, segment, diode) : lightBetween(segment, common, diode);
    report(ctx, light, cell);
    return setLight(digits[cell.digit] as Digit, cell.segment, brightnessOf(light), ctx.now);
  };
  const timer = ctx.timer(() => {
    for (const digit of ctx.state.digits) if (steadyUntil(digit) <= ctx.now) endSteady(digit);
    show();
  });
  const show = (): void => {
    record(ctx.state, track);
    const until = Math.min(...ctx.state.digits.map(steadyUntil));
    if (until === Infinity) timer.stop();
    else if (!timer.pending) timer.startAt(until);
  };
  follow(ctx, pins, (index) => {
    let visible = false;
    for (const cell of cells[index] as Cell[]) visible = update(cell) || visible;
    if (visible) show();
  });
}

const layOut = (count: number): Digit[] => [
  ...Array.from({ length: count }, () => darkDigit(SEGMENTS.length)),
  darkDigit(1),
];

/** The pins in use and, for each, the LEDs at it. */
function wire(ctx: Context, count: number, hasColon: boolean): { pins: Pin[]; cells: Cell[][] } {
  const commons = count === 1 ? ["COM"] : Array.from({ length: count }, (_, digit) => `DIG${digit + 1}`);
  const names: string[] = [...SEGMENTS, ...commons];
  const cells = commons.flatMap((common, digit) =>
    SEGMENTS.map((_, segment): Cell => ({ digit, segment, segmentPin: segment, commonPin: names.indexOf(common) })),
  );
  if (hasColon && count > 1) {
    const segmentPin = names.push("CLN", "COM") - 2;
    cells.push({ digit: count, segment: 0, segmentPin, commonPin: segmentPin + 1 });
  }
  const at = names.map((_, pin) =>
    cells.filter(({ segmentPin, commonPin }) => segmentPin === pin || commonPin === pin),
  );
  return { pins: names.map((name) => ctx.pin(name)), cells: at };
}

/** Calls `changed` with a pin's place whenever its wire is another source; slow pulse trains are followed edge by edge. */
function follow(ctx: Context, pins: readonly Pin[], changed: (index: number) => void): void {
  const take = (pin: Pin, index: number): void => {
    ctx.state.terminals[index] = terminalOf(pin, ctx.now);
    changed(index);
  };
  ctx.state.terminals.push(...pins.map(() => ({ volts: 0, ohms: Infinity, pwm: null })));
  const edges = pins.map((pin, index) => ctx.watchLevel(pin, () => take(pin, index)));
  pins.forEach((pin, index) => {
    const edge = edges[index];
    if (edge) edge.active = false;
    ctx.watchState(pin, () => {
      if (edge) edge.active = isSlow(pin);
      take(pin, index);
    });
  });
}

/** Writes the bytes from the first that changed to the last. */
function record({ digits, written }: SevenSegmentState, track: TrackWriter): void {
  let [first, last, index] = [-1, -1, 0];
  for (const digit of digits) {
    for (const light of seen(digit)) {
      const value = Math.round(light * 255);
      const before = written[index] as number;
      if (value !== before && (Math.abs(value - before) >= LEAST_CHANGE || value === 0 || before === 0)) {
        written[index] = value;
        if (first < 0) first = index;
        last = index;
      }
      index++;
    }
  }
  if (first >= 0) track.write(first, Uint8Array.from(written.slice(first, last + 1)));
}

function report(ctx: Context, light: Light, cell: Cell): void {
  if (light.peak <= MAX_AMPERES && light.reverse <= MAX_REVERSE_VOLTS) return;
  const place =
    cell.digit < ctx.state.digits.length - 1
      ? `segment ${SEGMENTS[cell.segment]} of digit ${cell.digit + 1}`
      : "the colon";
  const once = (kind: string, message: () => string): void => {
    const last = ctx.state.beyond[kind] ?? -Infinity;
    if (ctx.now - last > SAME_EXCURSION) ctx.fault(kind, message());
    ctx.state.beyond[kind] = ctx.now;
  };
  if (light.peak > MAX_AMPERES) {
    const milliamperes = (light.peak * 1e3).toFixed(0);
    once(
      "overcurrent",
      () => `${milliamperes} mA flow through ${place}, it stands 25 mA: is there a resistor in series?`,
    );
  }
  if (light.reverse > MAX_REVERSE_VOLTS) {
    once("reverse-voltage", () => `${light.reverse.toFixed(1)} V in reverse at ${place}, it stands 5 V`);
  }
}

const COMMONS = [...Array.from({ length: MAX_DIGITS }, (_, digit) => `DIG${digit + 1}`), "COM", "COM.1", "COM.2"];

export const sevenSegment = defineDevice<SevenSegmentState>({
  type: "wokwi-7segment",
  pins: [...SEGMENTS, ...COMMONS, "CLN"],
  joined: [["COM", "COM.1", "COM.2"]],
  roles: {
    ...Object.fromEntries([...SEGMENTS, "CLN"].map((pin) => [pin, "led"] as const)),
    ...Object.fromEntries(COMMONS.map((pin) => [pin, "led-common"] as const)),
  },
  attributes: ["common", "digits", "colon", "color"],
  createState: () => ({ digits: [], terminals: [], written: [], beyond: {} }),
  connect,
});
