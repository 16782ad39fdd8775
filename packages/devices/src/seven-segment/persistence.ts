/**
 * What an eye sees of a digit that is switched on and off: with cycles of up to 25 ms (40 Hz) a steady light, the average over
 * the last cycle; with longer ones, each segment as it is. A cycle lasts from one lighting up of the whole digit to the next.
 * Times in ns; light 0 to 1. Plain data.
 */
import { ms, us, type Nanos } from "@tickless/sim-core";

/** The longest cycle that is seen as steady. */
export const FUSION: Nanos = ms(25);
/** A cycle lasts so long at least: faster ones are taken together. */
const SHORTEST: Nanos = ms(1);
/** A digit that is dark for less than this is being given other segments, one by one. */
const GAP: Nanos = us(300);
/** After this any dark moment ends a cycle: the digit may be switched so fast that its gaps are shorter. */
const LONG: Nanos = ms(10);

export interface Digit {
  /** Light of each segment just now. */
  readonly now: number[];
  /** Light times ns of each segment in this cycle, up to `since`. */
  readonly sums: number[];
  /** When any of them changed last. */
  since: Nanos;
  /** Where the cycle began. */
  start: Nanos;
  /** Averages of the last cycle; undefined: cycles are too long, or there are none. */
  steady: number[] | undefined;
}

export const darkDigit = (segments: number): Digit => ({
  now: new Array<number>(segments).fill(0),
  sums: new Array<number>(segments).fill(0),
  since: 0,
  start: -Infinity,
  steady: undefined,
});

const isDark = (digit: Digit): boolean => digit.now.every((light) => light === 0);

/** A segment's light changes. Returns whether that may be seen. */
export function setLight(digit: Digit, segment: number, light: number, now: Nanos): boolean {
  if (digit.now[segment] === light) return false;
  const begins = isDark(digit) && endsCycle(now - digit.start, now - digit.since);
  if (begins) beginCycle(digit, now);
  else integrate(digit, now);
  digit.now[segment] = light;
  return begins || digit.steady === undefined;
}

const endsCycle = (cycle: Nanos, dark: Nanos): boolean => cycle >= (dark >= GAP ? SHORTEST : LONG);

function integrate(digit: Digit, now: Nanos): void {
  const passed = now - digit.since;
  if (passed > 0) digit.now.forEach((light, index) => (digit.sums[index] = (digit.sums[index] ?? 0) + light * passed));
  digit.since = now;
}

function beginCycle(digit: Digit, now: Nanos): void {
  integrate(digit, now);
  const length = now - digit.start;
  digit.steady = length <= FUSION ? digit.sums.map((sum) => sum / length) : undefined;
  digit.sums.fill(0);
  digit.start = now;
}

/** When the digit stops being seen as steady, if its next cycle does not begin before. */
export const steadyUntil = (digit: Digit): Nanos => (digit.steady ? digit.start + FUSION : Infinity);

/** The time `steadyUntil` has come. */
export function endSteady(digit: Digit): void {
  digit.steady = undefined;
}

/** What is seen. */
export const seen = (digit: Digit): readonly number[] => digit.steady ?? digit.now;
