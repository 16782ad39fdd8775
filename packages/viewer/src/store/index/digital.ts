import type { Nanos, PackedRows } from "@tickless/sim-core";
import { Pages } from "../pages.js";
import { Pyramid } from "../pyramid.js";
import { TrackIndex } from "./track-index.js";

/** The digital track's value while the wire carries a pulse train. */
export const TOGGLING = 4;

const bytes = (): Pages<Uint8Array> => new Pages(Uint8Array);

/** Levels as bits (1 << level), and which of them occur in any range of rows. 14 bytes an edge, the track included. */
export class DigitalIndex extends TrackIndex {
  private readonly bits = bytes();
  private readonly pyramid = new Pyramid(this.bits, bytes, (a, b) => a | b, 0);

  protected override index({ rows, columns }: PackedRows): void {
    const levels = columns[0] as Uint8Array;
    for (let row = 0; row < rows; row++) {
      this.bits.push(1 << (levels[row] as number));
      this.pyramid.grown();
    }
  }

  level(row: number): number {
    return 31 - Math.clz32(this.bits.get(row));
  }

  /** The levels from row `first` to before row `last`, as bits. */
  levels(first: number, last: number): number {
    return this.pyramid.query(first, last);
  }

  override valueAt(time: Nanos): number {
    const row = this.rows.at(time);
    return row < 0 ? NaN : this.level(row);
  }
}
