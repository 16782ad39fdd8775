import { formatTime, type Nanos } from "@tickless/sim-core";
import type { Output } from "./io.js";

const REDRAW_MS = 100;
const WIDTH = 24;

/** A progress bar on the last line of a terminal. On anything else it draws nothing. */
export class Progress {
  private drawnAt = -Infinity;
  private visible = false;
  /** Where the cursor is: the bar must not cut a line of serial output in two. */
  private atLineStart = true;

  constructor(
    private readonly output: Output,
    /** Serial output goes to the same terminal. */
    private readonly shared: boolean,
    private readonly clock: () => number,
  ) {}

  /** The run has come to `now` of `until`. */
  draw(now: Nanos, until: Nanos): void {
    const wall = this.clock();
    if (!this.output.isTTY || !this.atLineStart || wall - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = wall;
    const done = Math.round((WIDTH * now) / until);
    const bar = "━".repeat(done) + "─".repeat(WIDTH - done);
    const line = `${bar} ${formatTime(now)} of ${formatTime(until)}`;
    this.output.write(`\r${line.slice(0, (this.output.columns || 80) - 1)}\x1b[K`);
    this.visible = true;
  }

  /** To be called before serial output is written. */
  beforeSerial(bytes: Uint8Array): void {
    if (!this.shared) return;
    this.erase();
    this.atLineStart = bytes.at(-1) === 10;
  }

  erase(): void {
    if (this.visible) this.output.write("\r\x1b[K");
    this.visible = false;
  }
}
