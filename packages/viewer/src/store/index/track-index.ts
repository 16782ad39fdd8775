import type { Nanos, PackedRows, Track } from "@tickless/sim-core";
import { Rows } from "../rows.js";

/** What is kept beside a track so that questions about any time or span cost next to nothing; grows with it. */
export class TrackIndex {
  readonly rows: Rows;
  private indexed = 0;

  constructor(readonly track: Track) {
    this.rows = new Rows(track);
  }

  /** Takes the next of the rows that have been appended to the track. */
  append(packed: PackedRows): void {
    this.rows.grown();
    this.index(packed, this.indexed);
    this.indexed += packed.rows;
  }

  /** The number shown for the track at `time`; NaN before the first row. Here: rows so far. */
  valueAt(time: Nanos): number {
    const row = this.rows.at(time);
    return row < 0 ? NaN : row + 1;
  }

  /** The same averaged over `[time - exposure, time]`, where that means something. */
  meanAt(time: Nanos, _exposure: Nanos): number {
    return this.valueAt(time);
  }

  /** Takes the rows, of which the first is row `first` of the track. */
  protected index(_packed: PackedRows, _first: number): void {
    // Times are enough for faults and markers.
  }
}
