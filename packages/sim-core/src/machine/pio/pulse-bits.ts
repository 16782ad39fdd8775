import type { BitTiming } from "../../bus/bitstream.js";

/*
 * Bits that a state machine sends as pulses to addressable LEDs. Each is noted by the length of its pulse, of which there are two;
 * which one is a 1 is known when the other has been seen, or else by its length.
 */

export interface PulseBits {
  readonly pin: number;
  /** Cycles of the system's clock: of the first edge, of the last one, and which it was. */
  readonly start: number;
  edge: number;
  high: boolean;
  /** The length of the first pulse and that of those which differ from it (0: none did); and of the lows behind them. */
  first: number;
  firstLow: number;
  other: number;
  otherLow: number;
  /**
   * Of each bit whether its pulse was like the first, in bytes, highest bit first; bits in all. What is behind them means nothing:
   * a copy that runs ahead writes there.
   */
  bytes: number[];
  count: number;
  /** Somebody watches the wire: it shows all edges as well. */
  shown: boolean;
}

/** Pulses that differ by no more than this are alike: a divider with a fraction makes them one cycle longer or shorter. */
const ALIKE = 3;
/** Longer pulses are a 1, where all are alike, ns. */
const THRESHOLD = 600;
/** What a bit is that has not been sent, ns: the WS2812B's times. */
const ZERO = [400, 850] as const;
const ONE = [800, 450] as const;

export const pulsesFrom = (pin: number, at: number, shown: boolean): PulseBits => ({
  ...{ pin, start: at, edge: at, high: true, first: 0, firstLow: 0, other: 0, otherLow: 0 },
  ...{ bytes: [], count: 0, shown },
});

/** A pulse ends, or another begins. */
export function pulseEdge(bits: PulseBits, at: number): void {
  const length = at - bits.edge;
  bits.edge = at;
  bits.high = !bits.high;
  if (bits.high) {
    const last = ((bits.bytes[(bits.count - 1) >> 3] as number) >> (7 - ((bits.count - 1) & 7))) & 1;
    if (last === 1) bits.firstLow = shorter(bits.firstLow, length);
    else bits.otherLow = shorter(bits.otherLow, length);
    return;
  }
  if (bits.count === 0) bits.first = length;
  const isFirst = Math.abs(length - bits.first) <= ALIKE || (bits.other > 0 && nearer(length, bits.first, bits.other));
  if (!isFirst && bits.other === 0) bits.other = length;
  const bit = 0x80 >> (bits.count & 7);
  const byte = bits.bytes[bits.count >> 3] ?? 0;
  bits.bytes[bits.count >> 3] = isFirst ? byte | bit : byte & ~bit;
  bits.count++;
}

const shorter = (before: number, now: number): number => (before === 0 ? now : Math.min(before, now));
const nearer = (length: number, a: number, b: number): boolean => Math.abs(length - a) < Math.abs(length - b);

/** The whole bytes that were sent, and their times; `nsOf` cycles. */
export function burstOf(bits: PulseBits, nsOf: (cycles: number) => number): { timing: BitTiming; data: Uint8Array } {
  const { first, firstLow, other, otherLow, bytes, count } = bits;
  const own = [nsOf(first), firstLow > 0 ? nsOf(firstLow) : 0] as const;
  const firstIsOne = other > 0 ? first > other : own[0] >= THRESHOLD;
  const theirs = other > 0 ? ([nsOf(other), otherLow > 0 ? nsOf(otherLow) : 0] as const) : ([0, 0] as const);
  const [zero, one] = firstIsOne ? [theirs, own] : [own, theirs];
  const timing = [zero[0] || ZERO[0], zero[1] || ZERO[1], one[0] || ONE[0], one[1] || ONE[1]] as const;
  const whole = bytes.slice(0, count >> 3);
  return { timing, data: Uint8Array.from(whole, (byte) => (firstIsOne ? byte : ~byte & 0xff)) };
}
