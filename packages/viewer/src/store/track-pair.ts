import type { Nanos, Track, TrackDifference } from "@tickless/sim-core";

type Chunk = Track["chunks"][number];
type Value = string | number | Uint8Array;

/** A place in a track that goes from row to row without looking each up; the track may grow meanwhile. */
class Walk {
  private chunk = 0;
  private index = 0;
  private readonly duration: number;

  constructor(
    private readonly track: Track,
    public row: number,
  ) {
    this.duration = track.columnNames.indexOf("durationNs");
    let left = row;
    while (this.chunk < track.chunks.length && left >= (track.chunks[this.chunk] as Chunk).rows) {
      left -= (track.chunks[this.chunk++] as Chunk).rows;
    }
    this.index = left;
  }

  /** ns; Infinity behind the last row, -Infinity before the first. */
  get time(): Nanos {
    const { chunks } = this.track;
    if (this.row < 0) return -Infinity;
    while (this.chunk < chunks.length && this.index >= (chunks[this.chunk] as Chunk).rows) {
      if (this.chunk + 1 >= chunks.length) return Infinity;
      this.index -= (chunks[this.chunk++] as Chunk).rows;
    }
    const chunk = chunks[this.chunk];
    return chunk ? chunk.base + (chunk.offsets[this.index] as number) : Infinity;
  }

  /** When the row was written: transfers are when they are over. */
  get written(): Nanos {
    const { time, duration } = this;
    if (duration < 0 || Math.abs(time) === Infinity) return time;
    return time + ((this.track.chunks[this.chunk] as Chunk).columns[duration]?.[this.index] as number);
  }

  on(): void {
    this.row++;
    this.index++;
  }

  back(): void {
    this.row--;
    this.index--;
    while (this.index < 0 && this.chunk > 0) this.index += (this.track.chunks[--this.chunk] as Chunk).rows;
  }

  /** Whether the row where it stands has the same values as the other's. */
  agrees(other: Walk): boolean {
    const own = this.track.chunks[this.chunk] as Chunk;
    const others = other.track.chunks[other.chunk] as Chunk;
    for (let column = 0; column < own.columns.length; column++) {
      const a = (own.columns[column] as Value[])[this.index] as Value;
      const b = (others.columns[column] as Value[])[other.index] as Value;
      if (!Object.is(a, b) && !(a instanceof Uint8Array && b instanceof Uint8Array && sameBytes(a, b))) return false;
    }
    return true;
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Where two tracks of one kind part, as rows of either; a row may be the one behind the last. */
export interface Parting extends Pick<TrackDifference, "time"> {
  readonly rowA: number;
  readonly rowB: number;
}

/** A track of two runs. Both may grow; what was found equal is not looked at again. */
export class TrackPair {
  private readonly firstA: Walk;
  private readonly firstB: Walk;

  constructor(
    private readonly a: Track,
    private readonly b: Track,
  ) {
    this.firstA = new Walk(a, 0);
    this.firstB = new Walk(b, 0);
  }

  /** Where they differ first, at `until` at the latest. */
  first(until: Nanos): Parting | undefined {
    return this.forwards(this.firstA, this.firstB, until);
  }

  /** The first moment after `time` in which one has a row that the other has not. */
  after(time: Nanos, until: Nanos): Nanos | undefined {
    const walks = [this.a, this.b].map((track) => new Walk(track, track.rowAt(time) + 1)) as [Walk, Walk];
    return this.forwards(...walks, until)?.time;
  }

  /** The last such moment before `time`. */
  before(time: Nanos, until: Nanos): Nanos | undefined {
    const last = Math.min(time - 1, until);
    const [a, b] = [this.a, this.b].map((track) => new Walk(track, track.rowAt(last))) as [Walk, Walk];
    for (const walk of [a, b]) while (walk.written > until) walk.back();
    for (;;) {
      const [timeA, timeB] = [a.time, b.time];
      if (timeA === -Infinity && timeB === -Infinity) return undefined;
      if (timeA !== timeB || !a.agrees(b)) return Math.max(timeA, timeB);
      a.back();
      b.back();
    }
  }

  private forwards(a: Walk, b: Walk, until: Nanos): Parting | undefined {
    for (;;) {
      const [timeA, timeB] = [a.time, b.time];
      const time = Math.min(timeA, timeB);
      if (time > until) return undefined;
      if (timeA !== timeB || !a.agrees(b)) {
        // What the one has written later than the other ends, the other cannot have.
        const known = [a, b].some((walk) => walk.time === time && walk.written <= until);
        return known ? { time, rowA: a.row, rowB: b.row } : undefined;
      }
      a.on();
      b.on();
    }
  }
}
