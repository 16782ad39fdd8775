import { Track, TRACK_KINDS, type ColumnType, type TrackKind, type Value } from "@tickless/sim-core";

/*
 * A track as bytes, little-endian: the number of rows, then its columns one after the other, first the times (float64 ns)
 * and the sequence numbers (float64). Texts and byte strings are a column of their ends (uint32) and the bytes themselves.
 */

const WIDTHS = { u8: 1, u32: 4, f64: 8 } as const;

export function packTrack(track: Track): Uint8Array {
  const writer = new Writer();
  writer.u32(track.rows);
  for (let row = 0; row < track.rows; row++) writer.f64(track.time(row));
  for (let row = 0; row < track.rows; row++) writer.f64(track.sequence(row));
  columnTypes(track.kind).forEach((type, column) => packColumn(writer, track, type, column));
  return writer.bytes();
}

function packColumn(writer: Writer, track: Track, type: ColumnType, column: number): void {
  if (type !== "text" && type !== "bytes") {
    for (let row = 0; row < track.rows; row++) writer[type](track.value(row, column) as number);
    return;
  }
  const encoder = new TextEncoder();
  let end = 0;
  const parts: Uint8Array[] = [];
  for (let row = 0; row < track.rows; row++) {
    const value = track.value(row, column) as string | Uint8Array;
    const bytes = typeof value === "string" ? encoder.encode(value) : value;
    parts.push(bytes);
    writer.u32((end += bytes.length));
  }
  for (const part of parts) writer.raw(part);
}

/** The track that `packTrack` made these bytes of. Throws RangeError when they are not of such a track. */
export function unpackTrack(name: string, kind: TrackKind, bytes: Uint8Array): Track {
  const reader = new Reader(bytes);
  const rows = reader.u32();
  const times = reader.column("f64", rows);
  const sequences = reader.column("f64", rows);
  const columns = columnTypes(kind).map((type) => reader.column(type, rows));
  if (!reader.done) throw new RangeError("there is more in it than its rows");
  const track = new Track(name, kind);
  let last = 0;
  for (let row = 0; row < rows; row++) {
    const time = times(row) as number;
    if (!Number.isSafeInteger(time) || time < last) throw new RangeError(`row ${row} has no valid time`);
    last = time;
    track.append(
      time,
      sequences(row) as number,
      columns.map((column) => column(row)),
    );
  }
  return track;
}

const columnTypes = (kind: TrackKind): readonly ColumnType[] => Object.values(TRACK_KINDS[kind]);

class Writer {
  private buffer = new Uint8Array(1024);
  private view = new DataView(this.buffer.buffer);
  private length = 0;

  u8(value: number): void {
    const at = this.room(1);
    this.view.setUint8(at, value);
  }

  u32(value: number): void {
    const at = this.room(4);
    this.view.setUint32(at, value, true);
  }

  f64(value: number): void {
    const at = this.room(8);
    this.view.setFloat64(at, value, true);
  }

  raw(bytes: Uint8Array): void {
    const at = this.room(bytes.length);
    this.buffer.set(bytes, at);
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  /** Makes room for so many bytes; returns where they go. It may put another buffer in place. */
  private room(bytes: number): number {
    const at = this.length;
    this.length += bytes;
    if (this.length > this.buffer.length) {
      const wider = new Uint8Array(Math.max(this.buffer.length * 2, this.length));
      wider.set(this.buffer);
      this.buffer = wider;
      this.view = new DataView(wider.buffer);
    }
    return at;
  }
}

class Reader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.at === this.bytes.length;
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  /** Reads a column; returns what gives its values. */
  column(type: ColumnType, rows: number): (row: number) => Value {
    if (type === "text" || type === "bytes") return this.strings(type, rows);
    const from = this.take(rows * WIDTHS[type]);
    const { view } = this;
    if (type === "u8") return (row) => view.getUint8(from + row);
    if (type === "u32") return (row) => view.getUint32(from + row * 4, true);
    return (row) => view.getFloat64(from + row * 8, true);
  }

  private strings(type: "text" | "bytes", rows: number): (row: number) => Value {
    const ends = this.column("u32", rows);
    const from = this.take(rows === 0 ? 0 : (ends(rows - 1) as number));
    const decoder = new TextDecoder();
    return (row) => {
      const [start, end] = [row === 0 ? 0 : (ends(row - 1) as number), ends(row) as number];
      if (end < start || end > (ends(rows - 1) as number)) throw new RangeError(`row ${row} is damaged`);
      const bytes = this.bytes.subarray(from + start, from + end);
      return type === "text" ? decoder.decode(bytes) : bytes;
    };
  }

  /** Passes over so many bytes; returns where they begin. */
  private take(bytes: number): number {
    const from = this.at;
    if (bytes > this.bytes.length - from) throw new RangeError("it is cut off");
    this.at += bytes;
    return from;
  }
}
