import type { Nanos } from "../time.js";

/*
 * What `machine.bitstream` sends on a wire: bytes, highest bit first, each bit a pulse whose high and low times tell what it is.
 * Addressable LEDs (WS2812B and its like) understand it. A burst arrives when its last bit has ended, at every receiver on the
 * wire, or behind resistors of up to 5 kilohm (more, and an input's capacitance rounds the pulses off).
 *
 * Not modelled: levels on the wire while a burst passes (it stays at rest; exports make waveforms of the bursts).
 */

/** High and low time of a 0, then of a 1, ns. */
export type BitTiming = readonly [highZero: Nanos, lowZero: Nanos, highOne: Nanos, lowOne: Nanos];

export interface Bitstream {
  readonly start: Nanos;
  readonly timing: BitTiming;
  readonly data: Uint8Array;
}

export interface BitstreamReceiver {
  /** A burst begins just now. Nothing may be sent before it has ended. */
  begin?(): void;
  /** A burst has ended just now. */
  receive(burst: Bitstream): void;
}

/** Ohms of resistors in a wire that a burst passes. */
export const BITSTREAM_MOST_OHMS = 5000;

const BITS = 8;

/** How long a burst takes, ns. */
export function bitstreamDuration(timing: BitTiming, data: Uint8Array): Nanos {
  const ones = onesIn(data);
  return durationOf(timing, ones, data.length * BITS - ones);
}

/** How many bytes of a burst have been sent wholly after some time. */
export function bitstreamBytesWithin(timing: BitTiming, data: Uint8Array, time: Nanos): number {
  let passed = 0;
  for (let count = 0; count < data.length; count++) {
    passed += bitstreamDuration(timing, data.subarray(count, count + 1));
    if (passed > time) return count;
  }
  return data.length;
}

const durationOf = ([highZero, lowZero, highOne, lowOne]: BitTiming, ones: number, zeros: number): Nanos =>
  ones * (highOne + lowOne) + zeros * (highZero + lowZero);

/** How many bits of a byte are 1. */
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);

function onesIn(data: Uint8Array): number {
  let ones = 0;
  for (const byte of data) ones += ONES[byte] as number;
  return ones;
}
