import type { I2cColumns, I2cTransfer, LaneRef } from "../../protocol/store.js";
import { I2cIndex } from "../index/index.js";
import type { Recording } from "../recording.js";
import type { View } from "../view.js";

/** Bytes of a transfer that are handed out. */
const SHOWN_BYTES = 32;

export function i2cColumns(recording: Recording, { tracks }: LaneRef, view: View): I2cColumns {
  const busy = new Float32Array(view.width);
  const failed = new Uint8Array(view.width);
  const index = recording.find(I2cIndex, tracks[0]);
  if (!index || view.used === 0) return { kind: "i2c", busy, failed, transfers: index && [] };
  const before = index.rows.beforeColumns(view);
  for (let column = 0; column < view.used && view.step > 0; column++) {
    const start = view.start + column * view.step;
    const end = view.start + (column + 1) * view.step;
    const [from, to] = [before[column] as number, before[column + 1] as number];
    busy[column] = Math.min(1, (index.busyBefore(end, to - 1) - index.busyBefore(start, from - 1)) / (end - start));
    failed[column] = index.failed(overlapping(index, from, start), to) > 0 ? 1 : 0;
  }
  const first = overlapping(index, before[0] as number, view.start);
  const last = before[view.width] as number;
  if (last - first > view.width / 4) return { kind: "i2c", busy, failed, transfers: undefined };
  const transfers = Array.from({ length: last - first }, (_, offset) => transferOf(index, first + offset));
  return { kind: "i2c", busy, failed, transfers };
}

/** The first transfer that ends after `start`; `from` of them began before. */
const overlapping = (index: I2cIndex, from: number, start: number): number =>
  from > 0 && index.ends.get(from - 1) > start ? from - 1 : from;

/** The transfer in a row of an I2C track. */
export function transferOf({ track, rows, ends }: I2cIndex, row: number): I2cTransfer {
  const data = track.value(row, 5) as Uint8Array;
  return {
    start: rows.time(row),
    end: ends.get(row),
    address: track.value(row, 1) as number,
    read: track.value(row, 2) === 1,
    status: track.value(row, 3) as number,
    acknowledged: track.value(row, 4) as number,
    data: data.slice(0, SHOWN_BYTES),
    length: data.length,
  };
}
