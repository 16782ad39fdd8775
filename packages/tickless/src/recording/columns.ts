import {
  CHUNK_ROWS,
  MAX_OFFSET,
  Track,
  TRACK_KINDS,
  type Chunk,
  type Column,
  type ColumnType,
  type Nanos,
  type TrackKind,
} from "@tickless/sim-core";
import { ByteReader, ByteWriter } from "./bytes.js";

/*
 * A track as bytes: the number of rows, then its columns one after the other. Times (ns) and sequence numbers are differences
 * to the row before; they, the number of rows and lengths are LEB128 (7 bits a byte, the lowest first). Other numbers are as
 * in memory, little-endian. Of texts and byte strings all lengths come first, then all bytes.
 */

/**
 * How much more all tracks of a recording together may make of what is small in the file: each text, byte string and array of a
 * chunk is an object in memory, of a hundred bytes and more.
 */
export class Room {
  constructor(private objects = 2 ** 23) {}

  /** Throws RangeError when there is no more room. */
  take(objects: number): void {
    this.objects -= objects;
    if (this.objects < 0)
      throw new RangeError("with it there are too many texts, transfers and long pauses for a file");
  }

  /** What a track that is there already takes of it. */
  takeTrack(track: Track): void {
    const types = columnTypes(track.kind);
    this.take(track.chunks.length * arraysOf(types) + track.rows * types.filter(isString).length);
  }
}

/** A chunk's, and the chunk itself. */
const arraysOf = (types: readonly ColumnType[]): number => types.length + 3;
const isString = (type: ColumnType): boolean => type === "text" || type === "bytes";

export function packTrack(track: Track): Uint8Array {
  const writer = new ByteWriter(track.rows * 4 + 16);
  writer.varint(track.rows);
  let last = 0;
  for (const { base, offsets, rows } of track.chunks) {
    for (let row = 0; row < rows; row++) {
      const time = base + (offsets[row] as number);
      writer.varint(time - last);
      last = time;
    }
  }
  last = 0;
  for (const { sequences, rows } of track.chunks) {
    for (let row = 0; row < rows; row++) {
      const sequence = sequences[row] as number;
      writer.varint(sequence - last);
      last = sequence;
    }
  }
  columnTypes(track.kind).forEach((type, index) => {
    const columns = track.chunks.map(({ columns, rows }) => [columns[index] as Column, rows] as const);
    if (type === "text" || type === "bytes") packStrings(writer, columns);
    else for (const [column, rows] of columns) for (let row = 0; row < rows; row++) writer[type](column[row] as number);
  });
  return writer.bytes();
}

function packStrings(writer: ByteWriter, columns: readonly (readonly [Column, number])[]): void {
  const encoder = new TextEncoder();
  const parts = columns.flatMap(([column, rows]) => {
    const values = (column as (string | Uint8Array)[]).slice(0, rows);
    return values.map((value) => (typeof value === "string" ? encoder.encode(value) : value));
  });
  for (const { length } of parts) writer.varint(length);
  for (const part of parts) writer.raw(part);
}

/** The track that `packTrack` made these bytes of. Throws RangeError when they are not of such a track, or it is too large. */
export function unpackTrack(name: string, kind: TrackKind, bytes: Uint8Array, room = new Room()): Track {
  const types = columnTypes(kind);
  const reader = new ByteReader(bytes);
  const rows = reader.varint();
  // Each has a byte of time and one of sequence at the least.
  if (rows * 2 > reader.left) throw new RangeError("it is cut off");
  room.take(rows * types.filter(isString).length);
  const { offsets, pieces } = unpackTimes(reader, rows, () => room.take(arraysOf(types)));
  const sequences = unpackSequences(reader, rows);
  const columns = types.map((type) => unpackColumn(reader, type, rows));
  if (reader.left > 0) throw new RangeError("there is more in it than its rows");
  const track = new Track(name, kind);
  pieces.forEach(({ base, from }, index) => {
    const to = pieces[index + 1]?.from ?? rows;
    track.adopt({
      base,
      rows: to - from,
      offsets: offsets.subarray(from, to),
      sequences: sequences.subarray(from, to),
      columns: columns.map((column) => part(column, from, to)),
    } satisfies Chunk);
  });
  return track;
}

/** Rows that make a chunk: from this one to where the next begins. */
interface Piece {
  readonly from: number;
  readonly base: Nanos;
}

/** `onPiece` may throw: there are too many. */
function unpackTimes(
  reader: ByteReader,
  rows: number,
  onPiece: () => void,
): { readonly offsets: Uint32Array; readonly pieces: Piece[] } {
  const offsets = new Uint32Array(rows);
  const pieces: Piece[] = [];
  let [time, from, base] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    time += reader.varint();
    if (row === 0 || row - from === CHUNK_ROWS || time - base > MAX_OFFSET) {
      onPiece();
      [from, base] = [row, time];
      pieces.push({ from, base });
    }
    offsets[row] = time - base;
  }
  checkSize(time);
  return { offsets, pieces };
}

function unpackSequences(reader: ByteReader, rows: number): Float64Array {
  const sequences = new Float64Array(rows);
  let last = 0;
  for (let row = 0; row < rows; row++) sequences[row] = last += reader.varint();
  checkSize(last);
  return sequences;
}

/** Of the last of numbers that rise. */
function checkSize(last: number): void {
  if (!Number.isSafeInteger(last)) throw new RangeError("a number in it is too large");
}

const part = (column: Column, from: number, to: number): Column =>
  Array.isArray(column) ? column.slice(from, to) : column.subarray(from, to);

function unpackColumn(reader: ByteReader, type: ColumnType, rows: number): Column {
  if (type !== "text" && type !== "bytes") return reader[type](rows);
  const lengths = Array.from({ length: rows }, () => reader.varint());
  if (type === "bytes") return lengths.map((length) => reader.raw(length));
  const decoder = new TextDecoder();
  return lengths.map((length) => decoder.decode(reader.raw(length)));
}

const columnTypes = (kind: TrackKind): readonly ColumnType[] => Object.values(TRACK_KINDS[kind]);
