const MOST = 50;

/** Lines that were sent; goes back and forth through them. */
export class History {
  private readonly lines: string[] = [];
  /** Which line is shown; `lines.length`: the one being written. */
  private at = 0;
  private draft = "";

  add(line: string): void {
    if (line !== "" && this.lines.at(-1) !== line) this.lines.push(line);
    if (this.lines.length > MOST) this.lines.shift();
    this.at = this.lines.length;
    this.draft = "";
  }

  /** The line before (-1) or after (1) the one shown; `present` is what stands there now. */
  go(direction: 1 | -1, present: string): string {
    if (this.at === this.lines.length) this.draft = present;
    this.at = Math.min(this.lines.length, Math.max(0, this.at + direction));
    return this.lines[this.at] ?? this.draft;
  }
}
