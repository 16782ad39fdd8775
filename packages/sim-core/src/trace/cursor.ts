import type { Nanos } from "../time.js";
import type { Track, Value } from "./track.js";

/** What was observable at one moment. Each look is O(log n). */
export class Cursor {
  constructor(
    private readonly trace: { get(name: string): Track | undefined },
    readonly time: Nanos,
  ) {}

  /** The row of the track in force now as {column: value}, or undefined before its first row or without such a track. */
  row(name: string): Readonly<Record<string, Value>> | undefined {
    const track = this.trace.get(name);
    const row = track ? track.rowAt(this.time) : -1;
    if (!track || row < 0) return undefined;
    return Object.fromEntries(track.columnNames.map((column, index) => [column, track.value(row, index)]));
  }

  /** A number in force now (first column), or undefined. */
  number(name: string): number | undefined {
    const track = this.trace.get(name);
    const row = track ? track.rowAt(this.time) : -1;
    return track && row >= 0 ? (track.value(row, 0) as number) : undefined;
  }

  /** A framebuffer of `size` bytes as its pixels track left it: writes replayed up to now. */
  pixels(name: string, size: number): Uint8Array {
    const buffer = new Uint8Array(size);
    const track = this.trace.get(name);
    const last = track ? track.rowAt(this.time) : -1;
    for (let row = 0; track && row <= last; row++) {
      buffer.set(track.value(row, 1) as Uint8Array, track.value(row, 0) as number);
    }
    return buffer;
  }

  /** All bytes of a text track up to now. */
  text(name: string): string {
    const track = this.trace.get(name);
    const last = track ? track.rowAt(this.time) : -1;
    const decoder = new Utf8();
    let text = "";
    for (let row = 0; track && row <= last; row++) text += decoder.push(track.value(row, 0) as Uint8Array);
    return text;
  }
}

/** Bytes to text, code points across rows kept whole. */
export class Utf8 {
  private pending: number[] = [];

  push(bytes: Uint8Array): string {
    let text = "";
    for (const byte of bytes) {
      if ((byte & 0xc0) !== 0x80) text += this.flush();
      this.pending.push(byte);
      if (this.pending.length === this.expected()) text += this.flush();
    }
    return text;
  }

  private expected(): number {
    const first = this.pending[0] as number;
    return first < 0x80 ? 1 : first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }

  private flush(): string {
    const bytes = this.pending;
    this.pending = [];
    if (bytes.length === 0) return "";
    try {
      return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
    } catch {
      return "\uFFFD";
    }
  }
}
