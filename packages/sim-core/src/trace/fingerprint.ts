import { blake3 } from "@noble/hashes/blake3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Chunk, Track } from "./track.js";

/** 32 hex digits of any bytes, by the same hash. */
export const digest = (bytes: Uint8Array): string => bytesToHex(blake3(bytes, { dkLen: 16 }));

/** Bytes that are gathered before they are hashed, and texts whose bytes are remembered. */
const GATHERED = 1 << 14;
const MAX_KNOWN = 1000;

/** How this machine has numbers in memory is how they are hashed. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

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
  if (Array.isArray(column)) hashStrings(hash, column, chunk.rows);
  else if (column instanceof Uint8Array) hash.update(column.subarray(0, chunk.rows));
  else if (column) numbers(hash, Float64Array.from(column.subarray(0, chunk.rows)));
}

/** As `text` and `bytes` do one by one, but gathered: a hash of many short pieces takes many times as long. */
function hashStrings(hash: Hasher, column: readonly (string | Uint8Array)[], rows: number): void {
  const encoded = new Map<string, Uint8Array>();
  const encode = (value: string): Uint8Array => {
    const known = encoded.get(value) ?? utf8ToBytes(value);
    if (encoded.size < MAX_KNOWN) encoded.set(value, known);
    return known;
  };
  const gathered = new Uint8Array(GATHERED);
  const view = new DataView(gathered.buffer);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const value = column[row] as string | Uint8Array;
    const piece = typeof value === "string" ? encode(value) : value;
    if (length + 8 + piece.length > GATHERED) {
      hash.update(gathered.subarray(0, length));
      length = 0;
    }
    if (8 + piece.length > GATHERED) bytes(hash, piece);
    else {
      view.setFloat64(length, piece.length, true);
      gathered.set(piece, length + 8);
      length += 8 + piece.length;
    }
  }
  hash.update(gathered.subarray(0, length));
}

function text(hash: Hasher, value: string): void {
  bytes(hash, utf8ToBytes(value));
}

function bytes(hash: Hasher, value: Uint8Array): void {
  numbers(hash, [value.length]);
  hash.update(value);
}

function numbers(hash: Hasher, values: readonly number[] | Float64Array): void {
  if (LITTLE_ENDIAN && values instanceof Float64Array) {
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return;
  }
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i] as number, true);
  hash.update(new Uint8Array(view.buffer));
}
