/** Driver for SSD1306 displays of 128 × 64 dots on I2C. */

import type { asyncio, TaskMcu } from "@tickless/sim-core";
import { glyph } from "./font.js";

const ADDRESS = 0x3c;
const COMMAND = 0x80; // one command byte follows
const DATA = 0x40; // only data follows

const SET_UP = [
  [0xae], // display off
  [0x20, 0x00], // the address runs along the rows of pages
  [0x40], // first line at the top
  [0xa1, 0xc8], // as seen with the pins on top
  [0xa8, 63], // lines driven
  [0xd3, 0x00], // no offset
  [0xda, 0x12], // how the lines are wired
  [0xd5, 0x80], // clock
  [0xd9, 0xf1], // pre-charge for the internal supply
  [0xdb, 0x30], // VCOMH level
  [0x81, 0xff], // contrast
  [0xa4, 0xa6], // show the memory, not inverted
  [0x8d, 0x14], // charge pump on
].flat();

export class Ssd1306 {
  readonly width = 128;
  private readonly pages = 8;
  /** A byte is a column of eight dots; pages are rows of columns. */
  private readonly frame = new Uint8Array(this.width * this.pages);

  constructor(private readonly i2c: ReturnType<TaskMcu["i2c"]>) {}

  *setUp(): asyncio.Coroutine {
    for (const command of SET_UP) yield* this.command(command);
    yield* this.show();
    yield* this.command(0xaf);
  }

  clear(): void {
    this.frame.fill(0);
  }

  /** A line from left to right. */
  line(y: number): void {
    for (let x = 0; x < this.width; x++) this.dot(x, y);
  }

  text(text: string, left: number, top: number): void {
    [...text].forEach((letter, i) => {
      glyph(letter).forEach((column, x) => {
        for (let y = 0; y < 7; y++) if (column & (1 << y)) this.dot(left + 8 * i + x + 1, top + y);
      });
    });
  }

  /** Sends the frame to the display. */
  *show(): asyncio.Coroutine {
    for (const command of [0x21, 0, this.width - 1, 0x22, 0, this.pages - 1]) yield* this.command(command);
    yield* this.i2c.writeTo(ADDRESS, [DATA, ...this.frame]);
  }

  private *command(command: number): asyncio.Coroutine {
    yield* this.i2c.writeTo(ADDRESS, [COMMAND, command]);
  }

  private dot(x: number, y: number): void {
    if (x < 0 || x >= this.width) return;
    const at = this.width * (y >> 3) + x;
    this.frame[at] = (this.frame[at] ?? 0) | (1 << (y & 7));
  }
}
