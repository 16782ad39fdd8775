import type { Nanos, PackedRows } from "@tickless/sim-core";
import { Pages } from "../pages.js";
import { TrackIndex } from "./track-index.js";

/** Transfers of one bus, which follow each other: when they end, and how long the bus was busy before each. */
export class I2cIndex extends TrackIndex {
  readonly ends = new Pages(Float64Array);
  /** ns, before each transfer. */
  private readonly busy = new Pages(Float64Array);
  /** Not acknowledged, up to and with each. */
  private readonly failures = new Pages(Uint32Array);

  protected override index({ base, offsets, rows, columns }: PackedRows, first: number): void {
    const [durations, , , statuses] = columns as readonly (Float64Array | Uint8Array)[];
    for (let index = 0; index < rows; index++) {
      const row = first + index;
      const start = base + (offsets[index] as number);
      const before = row === 0 ? 0 : this.busy.get(row - 1) + this.ends.get(row - 1) - this.rows.time(row - 1);
      this.busy.push(before);
      this.ends.push(start + (durations?.[index] as number));
      this.failures.push((row === 0 ? 0 : this.failures.get(row - 1)) + (statuses?.[index] === 0 ? 0 : 1));
    }
  }

  /** ns that the bus was busy before `t`; `row` is the last transfer that began before. */
  busyBefore(t: Nanos, row: number): Nanos {
    if (row < 0) return 0;
    const start = this.rows.time(row);
    return this.busy.get(row) + Math.min(t, this.ends.get(row)) - start;
  }

  /** How many of the transfers from row `first` to before row `last` were not acknowledged. */
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
