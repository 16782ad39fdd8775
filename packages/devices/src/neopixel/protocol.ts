/** What WS2812B chips make of the pulses on their data line. */
import { us, type BitTiming, type Bitstream, type Nanos } from "@tickless/sim-core";

export const BYTES_PER_PIXEL = 3;
/** The line is low for so long: the chips show what they have got, and begin anew (data sheet: RES above 50 µs). */
export const RESET: Nanos = us(50);

/** Each of the four times may be off by so much (data sheet: ±150 ns). */
const TOLERANCE: Nanos = 150;
/** The data sheet's times at 800 kHz. */
export const FAST: BitTiming = [400, 850, 800, 450];
/** At 400 kHz, for chips like the WS2811 in its slow mode: its own data sheet's times, and those of the usual libraries. */
const SLOW: readonly BitTiming[] = [
  [500, 2000, 1200, 1300],
  [800, 1700, 1600, 900],
];
/** A bit that takes longer than this is one of 400 kHz. */
const SLOW_BIT: Nanos = us(1.8);
/** Longer high pulses are a 1. */
const FAST_THRESHOLD: Nanos = 600;
const SLOW_THRESHOLD: Nanos = us(1);

/** What is understood when a 0 and a 1 are sent. */
export interface Reading {
  readonly zero: 0 | 1;
  readonly one: 0 | 1;
  /** What is wrong with the times; "": they are within the tolerance. */
  readonly fault: string;
  /** The line is low for so long in each bit that the chips never get a second one. */
  readonly lost: boolean;
}

export function readTiming(timing: BitTiming): Reading {
  const [highZero, lowZero, highOne, lowOne] = timing;
  const slow = highZero + lowZero > SLOW_BIT && highOne + lowOne > SLOW_BIT;
  const threshold = slow ? SLOW_THRESHOLD : FAST_THRESHOLD;
  const understood = (high: Nanos): 0 | 1 => (high >= threshold ? 1 : 0);
  const zero = understood(highZero);
  const one = understood(highOne);
  return { zero, one, fault: faultOf(timing, slow, zero, one), lost: lowZero >= RESET || lowOne >= RESET };
}

function faultOf(timing: BitTiming, slow: boolean, zero: 0 | 1, one: 0 | 1): string {
  const allowed = slow ? SLOW : [FAST];
  const good = allowed.some((times) => times.every((time, i) => Math.abs(time - (timing[i] as Nanos)) <= TOLERANCE));
  if (good) return "";
  const [highZero, lowZero, highOne, lowOne] = timing.map(Math.round);
  const effect =
    zero === one ? `: each bit is taken for a ${zero}` : zero === 1 ? ": each bit is taken for the other" : "";
  const asked = `the data sheet asks for 400 and 850 ns, 800 and 450 ns, ±150 ns${effect}`;
  return `a 0 is ${highZero} ns high and ${lowZero} ns low, a 1 ${highOne} and ${lowOne} ns; ${asked}`;
}

/** The bytes of a burst as the chips understand them. */
export function understoodBytes({ data }: Bitstream, { zero, one }: Reading): Uint8Array {
  if (zero === 0 && one === 1) return data;
  if (zero === 1 && one === 0) return data.map((byte) => ~byte & 0xff);
  return data.map(() => (zero ? 0xff : 0));
}
