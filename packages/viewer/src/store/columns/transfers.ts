import type { TransferIndex } from "../index/index.js";
import type { View } from "../view.js";

/** How busy a bus is in each column, where something failed, and which of its transfers are in the view. */
export interface BusyColumns {
  readonly busy: Float32Array;
  readonly failed: Uint8Array;
  /** Rows from `first` to before `last`. */
  readonly first: number;
  readonly last: number;
}

export function busyColumns(index: TransferIndex | undefined, view: View): BusyColumns {
  const busy = new Float32Array(view.width);
  const failed = new Uint8Array(view.width);
  if (!index || view.used === 0) return { busy, failed, first: 0, last: 0 };
  const before = index.rows.beforeColumns(view);
  for (let column = 0; column < view.used && view.step > 0; column++) {
    const start = view.start + column * view.step;
    const end = view.start + (column + 1) * view.step;
    const [from, to] = [before[column] as number, before[column + 1] as number];
    busy[column] = Math.min(1, (index.busyBefore(end, to - 1) - index.busyBefore(start, from - 1)) / (end - start));
    failed[column] = index.failed(overlapping(index, from, start), to) > 0 ? 1 : 0;
  }
  const first = overlapping(index, before[0] as number, view.start);
  return { busy, failed, first, last: before[view.width] as number };
}

/** The first transfer that ends after `start`; `from` of them began before. */
const overlapping = (index: TransferIndex, from: number, start: number): number =>
  from > 0 && index.ends.get(from - 1) > start ? from - 1 : from;
