import { Utf8, type Nanos, type PackedBytes, type PackedRows, type Track } from "@tickless/sim-core";
import { Pages } from "../pages.js";
import { TrackIndex } from "./track-index.js";

/** Rows of bytes: how many there were up to each. */
export class BytesIndex extends TrackIndex {
  private readonly totals = new Pages(Float64Array);

  constructor(
    track: Track,
    private readonly column: number,
  ) {
    super(track);
  }

  bytes(row: number): Uint8Array {
    return this.track.value(row, this.column) as Uint8Array;
  }

  /** Bytes of the rows from `first` to before `last`. */
  size(first: number, last: number): number {
    return this.sizeBefore(last) - this.sizeBefore(first);
  }

  protected override index({ columns, rows }: PackedRows, _first: number): void {
    const { ends } = columns[this.column] as PackedBytes;
    const before = this.sizeBefore(this.totals.length);
    for (let row = 0; row < rows; row++) this.totals.push(before + (ends[row] as number));
  }

  private sizeBefore(row: number): number {
    return row === 0 ? 0 : this.totals.get(row - 1);
  }
}

/** Serial text: bytes that are UTF-8, whose characters may be cut anywhere. */
export class TextIndex extends BytesIndex {
  /** UTF-16 units of text up to each row. */
  private readonly lengths = new Pages(Float64Array);
  private decoder = new Decoder();

  constructor(track: Track) {
    super(track, 0);
  }

  protected override index(packed: PackedRows, first: number): void {
    super.index(packed, first);
    for (let row = first; row < first + packed.rows; row++) {
      this.lengths.push(this.length(row) + this.decoder.push(this.bytes(row)).length);
    }
  }

  /** Length of the text of the rows before `row`. */
  length(row: number): number {
    return row === 0 ? 0 : this.lengths.get(row - 1);
  }

  /** The text that came with the rows from `first` to before `last`; a character comes with its last byte. */
  text(first: number, last: number): string {
    const decoder = this.decoderAt(first);
    let text = "";
    for (let row = first; row < last; row++) text += decoder.push(this.bytes(row));
    return text;
  }

  /** The first row after which there are more than `position` units of text: that of the unit at this position. */
  rowOf(position: number): number {
    let low = 0;
    let high = this.rows.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.length(middle + 1) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last `limit` units of text up to `time`, and how many there are before them. */
  tail(time: Nanos, limit: number): { readonly text: string; readonly cut: number } {
    const last = this.rows.at(time) + 1;
    const total = this.length(last);
    const cut = Math.max(0, total - Math.max(0, Math.floor(limit)));
    if (cut === total) return { text: "", cut };
    const first = this.rowOf(cut);
    const text = this.text(first, last).slice(cut - this.length(first));
    // Half of a pair is no character.
    const half = text.charCodeAt(0) >> 10 === 0x37;
    return half ? { text: text.slice(1), cut: cut + 1 } : { text, cut };
  }

  /** As if all rows before `row` had been decoded: with the bytes of a character that has begun there. */
  private decoderAt(row: number): Decoder {
    const decoder = new Decoder();
    const open: number[] = [];
    for (let before = row - 1; before >= 0 && open.length < 3; before--) {
      const bytes = this.bytes(before);
      for (let at = bytes.length - 1; at >= 0 && open.length < 3; at--) {
        const byte = bytes[at] as number;
        open.unshift(byte);
        if ((byte & 0xc0) === 0x80) continue;
        if (open.length < lengthOf(byte)) decoder.push(Uint8Array.from(open));
        return decoder;
      }
    }
    return decoder;
  }
}

/** Bytes of a character that begins with this one. */
const lengthOf = (first: number): number => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

/** UTF-8, with a short cut for ASCII. */
class Decoder {
  private readonly utf8 = new Utf8();
  private plain = true;

  push(bytes: Uint8Array): string {
    if (this.plain && bytes.every((byte) => byte < 0x80)) return ascii(bytes);
    const text = this.utf8.push(bytes);
    this.plain = (bytes.at(-1) ?? 0x80) < 0x80;
    return text;
  }
}

/** Piece by piece: a call takes only so many arguments. */
function ascii(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}
