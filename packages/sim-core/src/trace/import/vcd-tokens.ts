import { ProjectError } from "../../errors.js";
import { Utf8 } from "../cursor.js";

/** A text as words between blanks, without taking it apart: a capture may have a hundred megabytes. */
export class Tokens {
  /** The present word: `bytes` from `start` up to `end`. */
  start = 0;
  end = 0;

  constructor(
    readonly bytes: Uint8Array,
    private readonly file: string | undefined,
  ) {}

  /** Goes on to the next word; false behind the last one. */
  next(): boolean {
    const { bytes } = this;
    let at = this.end;
    while (at < bytes.length && (bytes[at] as number) <= BLANK) at++;
    this.start = at;
    while (at < bytes.length && (bytes[at] as number) > BLANK) at++;
    this.end = at;
    return this.start < at;
  }

  /** The first byte of the present word. */
  get first(): number {
    return this.bytes[this.start] as number;
  }

  /** The present word, from `skip` bytes behind its beginning. */
  text(skip = 0): string {
    return new Utf8().push(this.bytes.subarray(this.start + skip, this.end));
  }

  is(word: string): boolean {
    if (this.end - this.start !== word.length) return false;
    for (let i = 0; i < word.length; i++) if (this.bytes[this.start + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  /**
   * The present word, from `skip` bytes behind its beginning, as the key of a map: a number where that is possible, which is found
   * without making a text.
   */
  key(skip: number): number | string {
    if (this.end - this.start - skip > MOST_IN_A_NUMBER) return this.text(skip);
    let key = 0;
    for (let at = this.start + skip; at < this.end; at++) key = key * 256 + (this.bytes[at] as number);
    return key;
  }

  /** The words up to `$end`. Throws ProjectError when there is none. */
  untilEnd(): string[] {
    const from = this.start;
    const words: string[] = [];
    while (this.next()) {
      if (this.is("$end")) return words;
      words.push(this.text());
    }
    this.start = from;
    throw this.error("this has no $end");
  }

  /** Passes over the words up to `$end`. Throws ProjectError when there is none. */
  skipToEnd(): void {
    const from = this.start;
    while (this.next()) if (this.is("$end")) return;
    this.start = from;
    throw this.error("this has no $end");
  }

  /** What to throw about the present word. */
  error(message: string): ProjectError {
    let line = 1;
    for (let at = 0; at < this.start; at++) if (this.bytes[at] === NEWLINE) line++;
    const file = this.file === undefined ? {} : { file: this.file };
    return new ProjectError([{ severity: "error", ...file, line, message }]);
  }

  /** The present word for messages. */
  get shown(): string {
    const text = this.text().replaceAll(/\p{Cc}/gu, "?");
    return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  }
}

const BLANK = 32;
const NEWLINE = 10;
/** Bytes of a key that a number keeps apart: 2^48. */
const MOST_IN_A_NUMBER = 6;
const SHOWN = 40;
