import type { Nanos } from "../../time.js";

/** What a logic analyser, or a simulator, has recorded of wires. */
export interface Capture {
  /** The first and the last time that it tells of, ns. */
  readonly start: Nanos;
  readonly end: Nanos;
  readonly signals: readonly CapturedSignal[];
  /** What is not a level, and left out. */
  readonly skipped: readonly SkippedSignal[];
}

export interface CapturedSignal {
  /** With its scopes: "logic.D0"; a bit of a vector: "top.data[3]". */
  readonly name: string;
  /** When it changes, rising, and to which level: 0, 1, 2 X, 3 Z. Each is another one than the one before. */
  readonly times: Float64Array;
  readonly levels: Uint8Array;
}

export interface SkippedSignal {
  readonly name: string;
  readonly type: string;
}

/** The level in force at a time; Z before the first. */
export function capturedLevel({ times, levels }: CapturedSignal, time: Nanos): number {
  const row = capturedRow(times, time);
  return row < 0 ? 3 : (levels[row] as number);
}

/** The last change not after a time, or -1. */
export function capturedRow(times: Float64Array, time: Nanos): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
