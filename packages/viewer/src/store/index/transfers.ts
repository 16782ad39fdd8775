import type { Nanos, PackedRows, Track } from "@tickless/sim-core";
import { Pages } from "../pages.js";
import { TrackIndex } from "./track-index.js";

/** Which column of a track's kind has this name; -1: none. */
export const columnOf = (track: Track, name: string): number => track.columnNames.indexOf(name);

/** What follows each other on a bus or a wire: when each ends, how long it was busy before each, and what failed. */
export class TransferIndex extends TrackIndex {
  readonly ends = new Pages(Float64Array);
  /** ns, before each transfer. */
  private readonly busy = new Pages(Float64Array);
  /** Of a status other than 0, up to and with each. */
  private readonly failures = new Pages(Uint32Array);
  private readonly duration: number;
  private readonly status: number;

  constructor(track: Track) {
    super(track);
    this.duration = columnOf(track, "durationNs");
    this.status = columnOf(track, "status");
  }

  protected override index({ base, offsets, rows, columns }: PackedRows, first: number): void {
    const durations = columns[this.duration] as Float64Array;
    const statuses = columns[this.status] as Uint8Array | undefined;
    for (let index = 0; index < rows; index++) {
      const row = first + index;
      const start = base + (offsets[index] as number);
      const before = row === 0 ? 0 : this.busy.get(row - 1) + this.ends.get(row - 1) - this.rows.time(row - 1);
      this.busy.push(before);
      this.ends.push(start + (durations[index] as number));
      this.failures.push((row === 0 ? 0 : this.failures.get(row - 1)) + ((statuses?.[index] ?? 0) === 0 ? 0 : 1));
    }
  }

  /** ns that the bus was busy before `t`; `row` is the last transfer that began before. */
  busyBefore(t: Nanos, row: number): Nanos {
    if (row < 0) return 0;
    const start = this.rows.time(row);
    return this.busy.get(row) + Math.min(t, this.ends.get(row)) - start;
  }

  /** How many of the transfers from row `first` to before row `last` failed. */
  failed(first: number, last: number): number {
    if (last <= first) return 0;
    return this.failures.get(last - 1) - (first === 0 ? 0 : this.failures.get(first - 1));
  }

  override valueAt(time: Nanos): number {
    const row = this.rows.at(time);
    if (row < 0) return NaN;
    return time < this.ends.get(row) ? 1 : 0;
  }
}

/** Transfers of one I2C bus. */
export class I2cIndex extends TransferIndex {}

/** Frames of one wire of an UART, or transfers of an SPI bus. */
export class FrameIndex extends TransferIndex {}
