import type { Nanos } from "../time.js";

/** How a column's values are stored: numbers in typed arrays, text and bytes one by one. */
export type ColumnType = "u8" | "u32" | "f64" | "text" | "bytes";
export type Value = number | string | Uint8Array;

/** What each kind of track records, one column each behind the time. Units are in the names. */
export const TRACK_KINDS = {
  /** A wire's level: 0, 1, 2 X, 3 Z, 4 toggling (see the wire's pwm track). */
  digital: { level: "u8" },
  /** A wire's pulse train: it rises at `startNs` and every period from there, also before. Period 0 when there is none. */
  pwm: { periodNs: "f64", highNs: "f64", startNs: "f64" },
  analog: { volts: "f64" },
  /** A control that a person or a scenario sets. */
  control: { value: "f64" },
  /** A quantity that a part shows or produces (brightness 0 to 1, angle, …). */
  output: { value: "f64" },
  /** One transfer: begins at the row's time; status 0 complete, 1 address not acknowledged, 2 data not acknowledged. */
  i2c: { durationNs: "f64", address: "u8", read: "u8", status: "u8", acknowledged: "u32", data: "bytes" },
  /**
   * One frame: begins at the row's time; status 0 good, 1 no stop bit, 2 wrong parity, 3 good but lost, 4 a break. Then its format:
   * data bits, parity 0 none, 1 even, 2 odd, stop bits; inverted 1: the line rests low.
   */
  uart: { durationNs: "f64", data: "u8", status: "u8", bits: "u8", parity: "u8", stop: "u8", inverted: "u8" },
  /**
   * One transfer: begins at the row's time; words of so many bits in SPI mode 0 to 3, as they were on MOSI and MISO. `miso` is
   * empty when nobody drove it.
   */
  spi: { durationNs: "f64", bits: "u8", mode: "u8", mosi: "bytes", miso: "bytes" },
  /** One burst: begins at the row's time; on which GPIO, high and low times of a 0 and of a 1, and its bytes. */
  bitstream: {
    durationNs: "f64",
    gpio: "u8",
    highZeroNs: "f64",
    lowZeroNs: "f64",
    highOneNs: "f64",
    lowOneNs: "f64",
    data: "bytes",
  },
  /** Bytes written into a framebuffer from `offset` on. */
  pixels: { offset: "u32", data: "bytes" },
  /** Serial output or input. */
  text: { data: "bytes" },
  /** An interrupt handler: phase 1 enters, 0 returns. */
  interrupt: { source: "text", phase: "u8" },
  /** A task: state 0 ended, 1 running, 2 waiting (on: for what), 3 created (on: its name). */
  task: { task: "u32", state: "u8", on: "text" },
  heap: { usedBytes: "f64" },
  fault: { kind: "text", message: "text" },
  marker: { text: "text" },
} as const satisfies Record<string, Record<string, ColumnType>>;

export type TrackKind = keyof typeof TRACK_KINDS;

type NumericArray = Uint8Array | Uint32Array | Float64Array;
export type Column = NumericArray | string[] | Uint8Array[];

/** Most rows of a chunk, and how long after its base the last may be, ns. */
export const CHUNK_ROWS = 1 << 16;
export const MAX_OFFSET = 2 ** 32 - 1;

/** Consecutive rows whose times lie within 2^32 ns of `base`. */
export interface Chunk {
  readonly base: Nanos;
  rows: number;
  offsets: Uint32Array;
  sequences: Float64Array;
  columns: Column[];
}

/** One observable as columns: time, sequence (order among rows of all tracks at equal times), and the kind's columns. */
export class Track {
  readonly chunks: Chunk[] = [];
  /** The one that is written to. */
  private last: Chunk | undefined = undefined;
  private readonly types: readonly ColumnType[];
  private firstRows: number[] = [];

  constructor(
    readonly name: string,
    readonly kind: TrackKind,
  ) {
    this.types = Object.values(TRACK_KINDS[kind]);
  }

  get columnNames(): readonly string[] {
    return Object.keys(TRACK_KINDS[this.kind]);
  }

  get rows(): number {
    const last = this.chunks.at(-1);
    return last ? (this.firstRows.at(-1) as number) + last.rows : 0;
  }

  /** Appends a row; times must not decrease. */
  append(time: Nanos, sequence: number, values: readonly Value[]): void {
    const chunk = this.chunkFor(time);
    const row = chunk.rows++;
    chunk.offsets[row] = time - chunk.base;
    chunk.sequences[row] = sequence;
    for (let i = 0; i < values.length; i++) (chunk.columns[i] as Value[])[row] = values[i] as Value;
  }

  /** Takes rows that are there already, as many as a chunk may have and later than all before; its arrays are kept. */
  adopt(chunk: Chunk): void {
    if (chunk.rows === 0) return;
    this.firstRows.push(this.rows);
    this.chunks.push(chunk);
    this.last = chunk;
  }

  time(row: number): Nanos {
    const [chunk, index] = this.locate(row);
    return chunk.base + (chunk.offsets[index] as number);
  }

  sequence(row: number): number {
    const [chunk, index] = this.locate(row);
    return chunk.sequences[index] as number;
  }

  value(row: number, column = 0): Value {
    const [chunk, index] = this.locate(row);
    return (chunk.columns[column] as Value[])[index] as Value;
  }

  /** The row in force at `t` (the last not after it), or -1. O(log n). */
  rowAt(t: Nanos): number {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.chunks[middle] as Chunk).base <= t) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return -1;
    const chunk = this.chunks[low - 1] as Chunk;
    return (this.firstRows[low - 1] as number) + countUpTo(chunk, t - chunk.base) - 1;
  }

  /** Forgets all rows from `rows` on. */
  truncate(rows: number): void {
    while (this.chunks.length > 0 && (this.firstRows.at(-1) as number) >= rows) {
      this.chunks.pop();
      this.firstRows.pop();
    }
    const last = (this.last = this.chunks.at(-1));
    if (!last) return;
    last.rows = Math.min(last.rows, rows - (this.firstRows.at(-1) as number));
    last.columns.forEach((column) => {
      if (Array.isArray(column)) column.length = last.rows;
    });
  }

  private chunkFor(time: Nanos): Chunk {
    const { last } = this;
    if (last && last.rows < CHUNK_ROWS && time - last.base <= MAX_OFFSET) {
      if (last.rows === last.offsets.length) grow(last);
      return last;
    }
    this.firstRows.push(this.rows);
    const columns = this.types.map((type) => newColumn(type, 16));
    const chunk = { base: time, rows: 0, offsets: new Uint32Array(16), sequences: new Float64Array(16), columns };
    this.chunks.push(chunk);
    this.last = chunk;
    return chunk;
  }

  private locate(row: number): [Chunk, number] {
    let low = 0;
    let high = this.firstRows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.firstRows[middle] as number) <= row) low = middle;
      else high = middle - 1;
    }
    return [this.chunks[low] as Chunk, row - (this.firstRows[low] as number)];
  }
}

function countUpTo(chunk: Chunk, offset: number): number {
  let low = 0;
  let high = chunk.rows;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunk.offsets[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newColumn(type: ColumnType, length: number): Column {
  if (type === "u8") return new Uint8Array(length);
  if (type === "u32") return new Uint32Array(length);
  if (type === "f64") return new Float64Array(length);
  return [];
}

function widen<T extends NumericArray>(array: T): T {
  const wider = new (array.constructor as new (length: number) => T)(array.length * 2);
  wider.set(array);
  return wider;
}

function grow(chunk: Chunk): void {
  chunk.offsets = widen(chunk.offsets);
  chunk.sequences = widen(chunk.sequences);
  chunk.columns = chunk.columns.map((column) => (Array.isArray(column) ? column : widen(column)));
}
