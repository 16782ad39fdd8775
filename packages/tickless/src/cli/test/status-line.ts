import type { Output } from "../io.js";

/** How far the tests are, on the last line of a terminal. On anything else it draws nothing. */
export class StatusLine {
  private visible = false;

  constructor(private readonly output: Output) {}

  draw(done: number, all: number): void {
    if (!this.output.isTTY || done === all) return;
    this.output.write(`\r… ${done} of ${all} files\x1b[K`);
    this.visible = true;
  }

  erase(): void {
    if (this.visible) this.output.write("\r\x1b[K");
    this.visible = false;
  }
}
