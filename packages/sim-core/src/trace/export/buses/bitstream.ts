import type { Nanos } from "../../../time.js";
import type { Track } from "../../track.js";
import { changesOnly, type BusWire } from "./bus-wire.js";

/** Bursts of bits told apart by their lengths, highest first; a wire "bitstream_28" for each GPIO that has sent some. It rests low. */
export function bitstreamWires(track: Track, bus: string): readonly BusWire[] {
  const gpios = new Set(Array.from({ length: track.rows }, (_, row) => track.value(row, 1) as number));
  return [...gpios]
    .sort((a, b) => a - b)
    .map((gpio) => ({ name: `${bus}_${gpio}`, changes: () => changesOnly(levels(track, gpio)) }));
}

function* levels(track: Track, gpio: number): Iterable<readonly [Nanos, 0 | 1]> {
  let first = true;
  for (let row = 0; row < track.rows; row++) {
    if (track.value(row, 1) !== gpio) continue;
    const start = track.time(row);
    if (first && start > 0) yield [0, 0];
    first = false;
    yield* burst(track, row, start);
  }
}

function* burst(track: Track, row: number, start: Nanos): Iterable<readonly [Nanos, 0 | 1]> {
  const [highZero, lowZero, highOne, lowOne] = [2, 3, 4, 5].map((column) => track.value(row, column) as number) as [
    Nanos,
    Nanos,
    Nanos,
    Nanos,
  ];
  let time = start;
  for (const byte of track.value(row, 6) as Uint8Array) {
    for (let bit = 7; bit >= 0; bit--) {
      const [high, low] = (byte >> bit) & 1 ? [highOne, lowOne] : [highZero, lowZero];
      if (high > 0) yield [Math.round(time), 1];
      if (low > 0) yield [Math.round(time + high), 0];
      time += high + low;
    }
  }
  yield [Math.round(time), 0];
}
