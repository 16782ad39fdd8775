import { blake3 } from "@noble/hashes/blake3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Chunk, Track } from "./track.js";

/** 32 hex digits of any bytes, by the same hash. */
export const digest = (bytes: Uint8Array): string => bytesToHex(blake3(bytes, { dkLen: 16 }));

type Hasher = ReturnType<typeof blake3.create>;

/**
 * BLAKE3 over the canonical columns: tracks in order of name; for each its name, kind, rows, absolute times (float64) and
 * columns. How rows are cut into chunks, and the order of rows among different tracks, leave no mark.
 */
export function fingerprint(tracks: readonly Track[]): string {
  const hash = blake3.create({ dkLen: 16 });
  for (const track of tracks) {
    text(hash, track.name);
    text(hash, track.kind);
    numbers(hash, [track.rows]);
    for (const chunk of track.chunks) numbers(hash, times(chunk));
    for (let column = 0; column < track.columnNames.length; column++) {
      for (const chunk of track.chunks) hashColumn(hash, chunk, column);
    }
  }
  return bytesToHex(hash.digest());
}

function times(chunk: Chunk): Float64Array {
  const absolute = new Float64Array(chunk.rows);
  for (let row = 0; row < chunk.rows; row++) absolute[row] = chunk.base + (chunk.offsets[row] as number);
  return absolute;
}

function hashColumn(hash: Hasher, chunk: Chunk, index: number): void {
  const column = chunk.columns[index];
  if (Array.isArray(column)) {
    for (let row = 0; row < chunk.rows; row++) {
      const value = column[row] as string | Uint8Array;
      if (typeof value === "string") text(hash, value);
      else bytes(hash, value);
    }
  } else if (column instanceof Uint8Array) hash.update(column.subarray(0, chunk.rows));
  else if (column) numbers(hash, Float64Array.from(column.subarray(0, chunk.rows)));
}

function text(hash: Hasher, value: string): void {
  bytes(hash, utf8ToBytes(value));
}

function bytes(hash: Hasher, value: Uint8Array): void {
  numbers(hash, [value.length]);
  hash.update(value);
}

function numbers(hash: Hasher, values: ArrayLike<number>): void {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i] as number, true);
  hash.update(new Uint8Array(view.buffer));
}
