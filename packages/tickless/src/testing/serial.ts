import { Utf8, type Mcu, type Nanos } from "@tickless/sim-core";
import { textOf } from "./arguments.js";
import { rangeOf, type Range, type View } from "./view.js";

/** A whole line of serial output, without its end. */
export interface Line {
  readonly text: string;
  /** When its end came, ns. */
  readonly time: Nanos;
}

/** The serial console of a board: what its program prints, and what is typed for it. */
export class Serial {
  private readonly decoder = new Utf8();
  private readonly done: Line[] = [];
  private partial = "";
  private rows = 0;

  constructor(
    readonly view: View,
    private readonly mcu: Mcu,
    private readonly type: (text: string) => void,
  ) {}

  /** All that was printed up to now. */
  get text(): string {
    return this.textOf();
  }

  /** The whole lines that were printed, without their ends. */
  get lines(): string[] {
    return this.timedLines().map(({ text }) => text);
  }

  /** What was printed in a range of time, both ends included. */
  textOf(range: Range = {}): string {
    const { from, to } = rangeOf(this.view, range);
    const track = this.view.trace.get(`${this.mcu.id}.serial`);
    const decoder = new Utf8();
    let text = "";
    for (let row = 0; track && row < track.rows && track.time(row) <= to; row++) {
      const piece = decoder.push(track.value(row) as Uint8Array);
      if (track.time(row) >= from) text += piece;
    }
    return text;
  }

  /** The whole lines whose end came in a range of time, with their times. */
  timedLines(range: Range = {}): Line[] {
    const { from, to } = rangeOf(this.view, range);
    this.read();
    return this.done.filter(({ time }) => time >= from && time <= to);
  }

  /** Lines that match: as causes and effects of `toRespond`. */
  matching(pattern: RegExp | string, range: Range = {}): Line[] {
    const matches = ({ text }: Line): boolean =>
      typeof pattern === "string" ? text.includes(pattern) : text.search(pattern) >= 0;
    return this.timedLines(range).filter(matches);
  }

  /** Types text for the program, now. A line ends with "\n" or "\r", as the program wants it. */
  send(text: string): void {
    this.type(textOf(text, "send"));
  }

  /** Takes in what was printed since the last look. */
  private read(): void {
    const track = this.view.trace.get(`${this.mcu.id}.serial`);
    for (; track && this.rows < track.rows; this.rows++) {
      const parts = (this.partial + this.decoder.push(track.value(this.rows) as Uint8Array)).split("\n");
      this.partial = parts.pop() as string;
      const time = track.time(this.rows);
      this.done.push(...parts.map((text) => ({ text: text.replace(/\r$/, ""), time })));
    }
  }
}
