import type { Nanos } from "../time.js";
import type { Trace } from "./trace.js";
import type { Chunk, Track, TrackKind, Value } from "./track.js";

/*
 * A recording that grows in one worker and is read in another: what has been recorded since the last look, as arrays that
 * can be transferred.
 */

/** Byte strings laid end to end; string `i` ends before `ends[i]`. */
export interface PackedBytes {
  readonly data: Uint8Array;
  readonly ends: Uint32Array;
}

export type PackedColumn = Uint8Array | Uint32Array | Float64Array | readonly string[] | PackedBytes;

/** Rows of one track, with times relative to `base`. */
export interface PackedRows {
  readonly base: Nanos;
  readonly rows: number;
  readonly offsets: Uint32Array;
  readonly sequences: Float64Array;
  readonly columns: readonly PackedColumn[];
}

export interface TraceDelta {
  /** Nothing before this time is missing any more, ns. */
  readonly end: Nanos;
  readonly tracks: readonly {
    readonly name: string;
    readonly kind: TrackKind;
    readonly chunks: readonly PackedRows[];
  }[];
}

/** Takes what is new in a trace, again and again. */
export class TraceTap {
  private readonly taken = new Map<Track, number>();

  constructor(private readonly trace: Trace) {}

  /** All rows since the last call. `end`: the time that the recording has reached. */
  take(end: Nanos): TraceDelta {
    const tracks = this.trace.tracks.flatMap((track) => {
      const from = this.taken.get(track) ?? 0;
      if (track.rows === from) return [];
      this.taken.set(track, track.rows);
      return [{ name: track.name, kind: track.kind, chunks: packRows(track, from) }];
    });
    return { end, tracks };
  }
}

function packRows(track: Track, from: number): PackedRows[] {
  let first = 0;
  return track.chunks.flatMap((chunk) => {
    const start = Math.max(0, from - first);
    first += chunk.rows;
    return start < chunk.rows ? [packChunk(chunk, start)] : [];
  });
}

function packChunk(chunk: Chunk, start: number): PackedRows {
  const { base, rows } = chunk;
  return {
    base,
    rows: rows - start,
    offsets: chunk.offsets.slice(start, rows),
    sequences: chunk.sequences.slice(start, rows),
    columns: chunk.columns.map((column): PackedColumn => {
      if (!Array.isArray(column)) return column.slice(start, rows);
      const values = column.slice(start, rows);
      return typeof values[0] === "string" ? (values as string[]) : packBytes(values as Uint8Array[]);
    }),
  };
}

function packBytes(values: readonly Uint8Array[]): PackedBytes {
  const ends = new Uint32Array(values.length);
  let length = 0;
  values.forEach((value, index) => (ends[index] = length += value.length));
  const data = new Uint8Array(length);
  values.forEach((value, index) => data.set(value, (ends[index] as number) - value.length));
  return { data, ends };
}

/** The buffers in it, to be transferred instead of copied. */
export function buffersOf({ tracks }: TraceDelta): ArrayBuffer[] {
  return tracks.flatMap(({ chunks }) =>
    chunks.flatMap(({ offsets, sequences, columns }) => [
      offsets.buffer as ArrayBuffer,
      sequences.buffer as ArrayBuffer,
      ...columns.flatMap((column) => {
        if (Array.isArray(column)) return [];
        if (ArrayBuffer.isView(column)) return [column.buffer as ArrayBuffer];
        const { data, ends } = column as PackedBytes;
        return [data.buffer as ArrayBuffer, ends.buffer as ArrayBuffer];
      }),
    ]),
  );
}

/** Appends the rows to a trace that has these tracks. */
export function appendDelta(trace: Trace, delta: TraceDelta): void {
  for (const { name, chunks } of delta.tracks) {
    const track = trace.get(name);
    if (!track) throw new Error(`there is no track '${name}'`);
    for (const packed of chunks) appendRows(track, packed);
  }
}

function appendRows(track: Track, { base, rows, offsets, sequences, columns }: PackedRows): void {
  const readers = columns.map(reader);
  const values: Value[] = [];
  for (let row = 0; row < rows; row++) {
    readers.forEach((read, index) => (values[index] = read(row)));
    track.append(base + (offsets[row] as number), sequences[row] as number, values);
  }
}

function reader(column: PackedColumn): (row: number) => Value {
  if (Array.isArray(column) || ArrayBuffer.isView(column)) return (row) => column[row] as Value;
  const { data, ends } = column as PackedBytes;
  return (row) => data.subarray(row === 0 ? 0 : ends[row - 1], ends[row]);
}
