import type { Nanos, Track } from "@tickless/sim-core";
import type { View } from "./view.js";

type Chunk = Track["chunks"][number];

/** Where times lie among the rows of a track. */
export class Rows {
  count = 0;
  /** The first row of each chunk. */
  private readonly firsts: number[] = [];
  private readonly chunks: readonly Chunk[];

  constructor(private readonly track: Track) {
    this.chunks = track.chunks;
  }

  /** The track has grown. */
  grown(): void {
    const { chunks, firsts } = this;
    while (firsts.length < chunks.length) {
      const before = firsts.length - 1;
      firsts.push(before < 0 ? 0 : (firsts[before] as number) + (chunks[before] as Chunk).rows);
    }
    this.count = this.track.rows;
  }

  time(row: number): Nanos {
    const at = this.chunkOf(row);
    const chunk = this.chunks[at] as Chunk;
    return chunk.base + (chunk.offsets[row - (this.firsts[at] as number)] as number);
  }

  sequence(row: number): number {
    const at = this.chunkOf(row);
    return (this.chunks[at] as Chunk).sequences[row - (this.firsts[at] as number)] as number;
  }

  /** How many rows are earlier than `t`. */
  before(t: Nanos): number {
    const at = this.chunkBefore(t, 0);
    return at < 0 ? 0 : this.countIn(at, t, 0, 0);
  }

  /** The row in force at `t`: the last one not later; -1: none. Times are whole ns. */
  at(t: Nanos): number {
    return this.before(Math.floor(t) + 1) - 1;
  }

  /** How many rows are before the start of each column, and before the end of the last one. Never looks at every row. */
  beforeColumns({ start, step, width }: View): Int32Array {
    const counts = new Int32Array(width + 1);
    if (this.count === 0) return counts;
    let chunk = this.chunkBefore(start, 0);
    let within = 0;
    let inColumn = 0;
    for (let column = 0; column <= width; column++) {
      const t = start + column * step;
      const next = this.chunks[chunk + 1];
      if (next && next.base < t) {
        chunk = this.chunkBefore(t, chunk + 1);
        within = 0;
      }
      if (chunk < 0) continue;
      // Columns tend to hold as many rows as the one before.
      const count = this.countIn(chunk, t, within, inColumn);
      counts[column] = count;
      const now = count - (this.firsts[chunk] as number);
      inColumn = now - within;
      within = now;
    }
    return counts;
  }

  /** Calls `visit` with the rows from `first` to before `last`, in order. */
  each(first: number, last: number, visit: (row: number, time: Nanos) => void): void {
    if (first >= last) return;
    for (let at = this.chunkOf(first), row = first; row < last; at++) {
      const { base, offsets, rows } = this.chunks[at] as Chunk;
      const start = this.firsts[at] as number;
      const stop = Math.min(last, start + rows);
      for (; row < stop; row++) visit(row, base + (offsets[row - start] as number));
    }
  }

  /** The last chunk whose first row is earlier than `t`, or -1; `from` is one, or where to begin to look. */
  private chunkBefore(t: Nanos, from: number): number {
    let low = from;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.chunks[middle] as Chunk).base < t) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Rows before `t`, which is later than the chunk's first row; `from` of the chunk's rows are known to be. */
  private countIn(at: number, t: Nanos, from: number, guess: number): number {
    const { base, offsets, rows } = this.chunks[at] as Chunk;
    return (this.firsts[at] as number) + below(offsets, t - base, from, rows, guess);
  }

  private chunkOf(row: number): number {
    let low = 0;
    let high = this.firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.firsts[middle] as number) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * How many of the first `to` offsets, which rise, are less than `target`; `from` of them are known to be. Gallops away from
 * `from + guess` in either direction, then halves.
 */
function below(offsets: Uint32Array, target: number, from: number, to: number, guess: number): number {
  const near = Math.min(from + guess, to);
  let low = from;
  let high = to;
  if (near < to && (offsets[near] as number) < target) {
    low = near + 1;
    high = low;
    for (let step = 1; high < to && (offsets[high] as number) < target; step *= 2) {
      low = high + 1;
      high = low + step;
    }
    high = Math.min(high, to);
  } else {
    high = near;
    low = high - 1;
    for (let step = 1; low >= from && (offsets[low] as number) >= target; step *= 2) {
      high = low;
      low = high - 1 - step;
    }
    low = Math.max(from, low);
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
