import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Blake3 } from "./blake3.js";
import type { Chunk, Track } from "./track.js";

/**
 * BLAKE3 over the canonical columns: tracks in order of name; for each its name, kind, rows, absolute times (float64) and
 * columns, all little-endian. Texts repeat themselves: in a column each is its number among those that differ, and its bytes
 * come with the first. How rows are cut into chunks, the order of rows among different tracks, and tracks without rows leave no
 * mark.
 */
export function fingerprint(tracks: readonly Track[]): string {
  const sink = new Sink();
  for (const track of tracks) {
    if (track.rows === 0) continue;
    sink.bytes(utf8ToBytes(track.name));
    sink.bytes(utf8ToBytes(track.kind));
    sink.u32(track.rows);
    for (const chunk of track.chunks) sink.numbers(times(chunk));
    track.columnNames.forEach((_, column) => {
      const known = new Map<string, number>();
      for (const chunk of track.chunks) hashColumn(sink, chunk, column, known);
    });
  }
  return sink.digest();
}

function times(chunk: Chunk): Float64Array {
  const absolute = new Float64Array(chunk.rows);
  for (let row = 0; row < chunk.rows; row++) absolute[row] = chunk.base + (chunk.offsets[row] as number);
  return absolute;
}

/** `known`: the numbers of the column's texts so far. */
function hashColumn(sink: Sink, chunk: Chunk, index: number, known: Map<string, number>): void {
  const column = chunk.columns[index];
  if (column && !Array.isArray(column)) return sink.numbers(column.subarray(0, chunk.rows));
  for (let row = 0; row < chunk.rows; row++) {
    const value = column?.[row] as string | Uint8Array;
    if (typeof value === "string") hashText(sink, value, known);
    else sink.bytes(value);
  }
}

function hashText(sink: Sink, text: string, known: Map<string, number>): void {
  const number = known.get(text);
  sink.u32(number ?? known.size);
  if (number !== undefined) return;
  known.set(text, known.size);
  sink.bytes(utf8ToBytes(text));
}

/** Bytes are gathered before they are hashed: many short pieces take many times as long as a long one. */
const GATHERED = 1 << 14;
/** How this machine has numbers in memory is how they are hashed. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

class Sink {
  private readonly hash = new Blake3();
  private readonly gathered = new Uint8Array(GATHERED);
  private readonly view = new DataView(this.gathered.buffer);
  private length = 0;

  u32(value: number): void {
    if (this.length + 4 > GATHERED) this.flush();
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  /** With their number in front. */
  bytes(bytes: Uint8Array): void {
    this.u32(bytes.length);
    this.raw(bytes);
  }

  numbers(values: Uint8Array | Uint32Array | Float64Array): void {
    const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT } = values;
    const raw = new Uint8Array(buffer, byteOffset, byteLength);
    if (LITTLE_ENDIAN || BYTES_PER_ELEMENT === 1) return this.raw(raw);
    const turned = raw.slice();
    for (let at = 0; at < turned.length; at += BYTES_PER_ELEMENT) turned.subarray(at, at + BYTES_PER_ELEMENT).reverse();
    this.raw(turned);
  }

  digest(): string {
    this.flush();
    return bytesToHex(this.hash.digest(16));
  }

  private raw(bytes: Uint8Array): void {
    if (this.length + bytes.length > GATHERED) this.flush();
    if (bytes.length > GATHERED) this.hash.update(bytes);
    else {
      this.gathered.set(bytes, this.length);
      this.length += bytes.length;
    }
  }

  private flush(): void {
    this.hash.update(this.gathered.subarray(0, this.length));
    this.length = 0;
  }
}
