import type { Nanos, PackedRows, Track } from "@tickless/sim-core";
import { BytesIndex } from "./bytes.js";

/** The framebuffer as it was after the rows before `row`. */
interface Keyframe {
  readonly row: number;
  readonly data: Uint8Array;
}

/** Rows and bytes (in framebuffers) between keyframes, at most: to show any moment costs no more than to replay these. */
const KEY_ROWS = 256;
const KEY_SIZES = 8;

/** A framebuffer at any time: from the last keyframe, with the writes since. */
export class PixelIndex extends BytesIndex {
  private readonly keyframes: Keyframe[] = [];
  /** After all rows; as long as the highest byte ever written. */
  private latest = new Uint8Array();
  private rowsSince = 0;
  private bytesSince = 0;

  constructor(track: Track) {
    super(track, 1);
  }

  protected override index(packed: PackedRows, first: number): void {
    super.index(packed, first);
    for (let row = first; row < first + packed.rows; row++) {
      const end = this.offset(row) + this.bytes(row).length;
      if (end > this.latest.length) {
        const longer = new Uint8Array(end);
        longer.set(this.latest);
        this.latest = longer;
      }
      this.write(row, this.latest);
      this.rowsSince++;
      this.bytesSince += this.bytes(row).length;
      if (this.rowsSince < KEY_ROWS && this.bytesSince <= KEY_SIZES * this.latest.length) continue;
      this.keyframes.push({ row: row + 1, data: this.latest.slice() });
      this.rowsSince = 0;
      this.bytesSince = 0;
    }
  }

  at(time: Nanos): Uint8Array {
    const buffer = new Uint8Array(this.latest.length);
    const rows = this.rows.at(time) + 1;
    const key = this.keyframeFor(rows);
    if (key) buffer.set(key.data);
    for (let row = key?.row ?? 0; row < rows; row++) this.write(row, buffer);
    return buffer;
  }

  offset(row: number): number {
    return this.track.value(row, 0) as number;
  }

  private write(row: number, buffer: Uint8Array): void {
    buffer.set(this.bytes(row), this.offset(row));
  }

  /** The last one made of no more than the first `rows` rows. */
  private keyframeFor(rows: number): Keyframe | undefined {
    let low = 0;
    let high = this.keyframes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.keyframes[middle] as Keyframe).row <= rows) low = middle + 1;
      else high = middle;
    }
    return this.keyframes[low - 1];
  }
}
