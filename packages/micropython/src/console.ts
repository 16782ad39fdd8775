import { isFrozen } from "./frozen.js";

/** What the board prints for a developer, as plain data. */
export interface ConsoleState {
  readonly report: readonly number[] | null;
}

const NEWLINE = 10;
const FILE = '  File "';
const ROM = "/rom";

/**
 * The firmware's standard output. Between `report(true)` and `report(false)` the text is a traceback: frames of modules that
 * are C on a real board are left out, and paths of frozen modules are written as a board writes them.
 */
export class Console {
  private pending: number[] | null = null;

  constructor(private readonly emit: (bytes: Uint8Array) => void) {}

  write(bytes: Uint8Array): void {
    if (this.pending) this.pending.push(...bytes);
    else this.emit(bytes);
  }

  report(on: boolean): void {
    if (on) {
      this.pending ??= [];
      return;
    }
    const bytes = this.pending;
    this.pending = null;
    if (bytes && bytes.length > 0) this.emit(filterTraceback(Uint8Array.from(bytes)));
  }

  /** The line of the report so far that begins with `start`, the last one of them; just `start` if there is none. */
  lastLine(start: string): string {
    const lines = new TextDecoder().decode(Uint8Array.from(this.pending ?? [])).split(/\r?\n/);
    return lines.findLast((line) => line.startsWith(start))?.replace(/[:\s]+$/, "") ?? start;
  }

  snapshot(): ConsoleState {
    return { report: this.pending && [...this.pending] };
  }

  restore(state: ConsoleState): void {
    this.pending = state.report && [...state.report];
  }
}

/** Removes `  File "/rom/x.py", …` lines, except of frozen packages, whose `/rom/` is removed. */
export function filterTraceback(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const lines: number[][] = [[]];
  for (const byte of bytes) {
    (lines.at(-1) as number[]).push(byte);
    if (byte === NEWLINE) lines.push([]);
  }
  const kept = lines.flatMap((line) => {
    const text = String.fromCharCode(...line.slice(0, 200));
    if (!text.startsWith(`${FILE}${ROM}/`)) return line;
    const path = text.slice(FILE.length);
    return isFrozen(path) ? [...line.slice(0, FILE.length), ...line.slice(FILE.length + ROM.length + 1)] : [];
  });
  return Uint8Array.from(kept);
}
