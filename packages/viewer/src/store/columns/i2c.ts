import type { I2cColumns, I2cTransfer, LaneRef } from "../../protocol/store.js";
import { I2cIndex } from "../index/index.js";
import type { Recording } from "../recording.js";
import type { View } from "../view.js";
import { busyColumns } from "./transfers.js";

/** Bytes of a transfer that are handed out. */
const SHOWN_BYTES = 32;

export function i2cColumns(recording: Recording, { tracks }: LaneRef, view: View): I2cColumns {
  const index = recording.find(I2cIndex, tracks[0]);
  const { busy, failed, first, last } = busyColumns(index, view);
  if (!index || last - first > view.width / 4) return { kind: "i2c", busy, failed, transfers: undefined };
  const transfers = Array.from({ length: last - first }, (_, offset) => transferOf(index, first + offset));
  return { kind: "i2c", busy, failed, transfers };
}

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
