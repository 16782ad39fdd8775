import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Nanos } from "../../time.js";
import type { Capture, SkippedSignal } from "./capture.js";
import { readHeader, type Variable, type VcdHeader } from "./vcd-header.js";
import { Tokens } from "./vcd-tokens.js";

/*
 * Value Change Dump (IEEE 1364-2005, 18), as logic analysers and simulators write it: sigrok, PulseView, Saleae, Verilog, and
 * trace/export/vcd.ts. Scalars and vectors are read, each bit as a signal of its own. The whole file is never anything but
 * its bytes and the columns that are made of it.
 */

export interface VcdReadOptions {
  /** What messages call the file. */
  readonly file?: string | undefined;
  /** Numbers become levels: 1 from here on. Without it they are left out. */
  readonly threshold?: number | undefined;
}

/** A file whose declarations were read. */
export interface OpenVcd {
  /** Names of all signals, with their scopes. */
  readonly names: readonly string[];
  readonly skipped: readonly SkippedSignal[];
  /** All of it, or these signals. Throws ProjectError. */
  read(wanted?: ReadonlySet<string>): Capture;
}

/** Reads a whole file. Times are rounded to nanoseconds. Throws ProjectError, with the line. */
export const parseVcd = (vcd: string | Uint8Array, options: VcdReadOptions = {}): Capture =>
  openVcd(vcd, options).read();

/** Reads the declarations, so that one can choose. Throws ProjectError, with the line. */
export function openVcd(vcd: string | Uint8Array, { file, threshold }: VcdReadOptions = {}): OpenVcd {
  const tokens = new Tokens(typeof vcd === "string" ? utf8ToBytes(vcd) : vcd, file);
  const header = readHeader(tokens, threshold !== undefined);
  const { names, skipped, columns } = header;
  const body = tokens.end;
  return {
    names,
    skipped,
    read: (wanted) => {
      tokens.end = body;
      const chosen = names.map((name) => wanted === undefined || wanted.has(name));
      const kept = new Set(columns.filter((_, index) => chosen[index]));
      const reader = new BodyReader(tokens, header, kept, threshold ?? 0);
      reader.read();
      const signals = names.flatMap((name, index) => {
        return chosen[index] ? [{ name, ...(reader.columns[columns[index] as number] as Column).finish() }] : [];
      });
      return { start: reader.start ?? 0, end: reader.time, signals, skipped };
    },
  };
}

/** Levels and when they begin, growing. */
class Column {
  private times = new Float64Array(64);
  private levels = new Uint8Array(64);
  private rows = 0;

  /** Of several levels at one time the last counts. */
  put(time: Nanos, level: number): void {
    if (this.rows > 0 && this.times[this.rows - 1] === time) this.rows--;
    if (this.rows > 0 && this.levels[this.rows - 1] === level) return;
    if (this.rows === this.times.length) this.grow();
    this.times[this.rows] = time;
    this.levels[this.rows++] = level;
  }

  finish(): { readonly times: Float64Array; readonly levels: Uint8Array } {
    return { times: this.times.slice(0, this.rows), levels: this.levels.slice(0, this.rows) };
  }

  private grow(): void {
    const [times, levels] = [new Float64Array(2 * this.rows), new Uint8Array(2 * this.rows)];
    times.set(this.times);
    levels.set(this.levels);
    [this.times, this.levels] = [times, levels];
  }
}

const X = 2;
const NO_LEVEL = 255;
/** Levels by character: those of Verilog, and VHDL's weak and unknown ones. */
const LEVELS = new Uint8Array(256).fill(NO_LEVEL);
for (const [characters, level] of [
  ["0lL", 0],
  ["1hH", 1],
  ["xXuUwW-", X],
  ["zZ", 3],
] as const) {
  for (const character of characters) LEVELS[character.charCodeAt(0)] = level;
}

const [HASH, DOLLAR, ZERO, NINE] = [0x23, 0x24, 0x30, 0x39];
const LETTERS = { b: 0x62, B: 0x42, r: 0x72, R: 0x52, s: 0x73, S: 0x53 };

class BodyReader {
  readonly columns: readonly (Column | undefined)[];
  time: Nanos = 0;
  start: Nanos | undefined;

  constructor(
    private readonly tokens: Tokens,
    private readonly header: VcdHeader,
    kept: ReadonlySet<number>,
    private readonly threshold: number,
  ) {
    this.columns = Array.from({ length: header.columnCount }, (_, index) =>
      kept.has(index) ? new Column() : undefined,
    );
  }

  read(): void {
    const { tokens } = this;
    while (tokens.next()) {
      const { first } = tokens;
      if (first === HASH) this.passTo();
      else if (LEVELS[first] !== NO_LEVEL) this.scalar(LEVELS[first] as number);
      else if (first === LETTERS.b || first === LETTERS.B) this.vector();
      else if (first === LETTERS.r || first === LETTERS.R) this.number();
      else if (first === LETTERS.s || first === LETTERS.S) this.nextVariable("a text");
      else if (first === DOLLAR) this.command();
      else throw tokens.error(`'${tokens.shown}' is neither a value nor a time`);
    }
  }

  /** Blocks of values are read like values outside; what a block of another name holds is not for us. */
  private command(): void {
    const { tokens } = this;
    if (["$dumpvars", "$dumpall", "$dumpon", "$dumpoff", "$end"].some((word) => tokens.is(word))) return;
    tokens.skipToEnd();
  }

  private passTo(): void {
    const { tokens } = this;
    const { amount, power } = this.header.unit;
    let count = 0;
    if (tokens.end - tokens.start < 2) throw tokens.error("there is no time behind '#'");
    for (let at = tokens.start + 1; at < tokens.end; at++) {
      const digit = tokens.bytes[at] as number;
      if (digit < ZERO || digit > NINE) throw tokens.error(`'${tokens.shown}' is no time`);
      count = count * 10 + digit - ZERO;
    }
    const time = power < 0 ? Math.round((count * amount) / 10 ** -power) : count * amount * 10 ** power;
    if (!Number.isSafeInteger(time)) throw tokens.error("it is later than 104 days, as far as time can be told here");
    if (time < this.time) throw tokens.error("time goes back here");
    this.time = time;
    this.start ??= time;
  }

  private scalar(level: number): void {
    if (this.tokens.end - this.tokens.start < 2) throw this.tokens.error(`there is no identifier behind the value`);
    this.put(this.variable(1), 0, level);
  }

  /** Its word is short; what its left bits are when they are left out follows from the leftmost. */
  private vector(): void {
    const { tokens } = this;
    const [from, to] = [tokens.start + 1, tokens.end];
    for (let at = from; at < to; at++) {
      if (LEVELS[tokens.bytes[at] as number] === NO_LEVEL) throw tokens.error(`'${tokens.shown}' is no vector of bits`);
    }
    if (from === to) throw tokens.error("there are no bits behind 'b'");
    const variable = this.nextVariable("a vector");
    const width = variable.signals.length;
    if (variable.kind === "bits" && to - from > width) {
      throw tokens.error(`${to - from} bits for a variable that has ${width}`);
    }
    const leftmost = LEVELS[tokens.bytes[from] as number] as number;
    const pad = leftmost === 1 ? 0 : leftmost;
    for (let bit = 0; bit < width; bit++) {
      const at = to - width + bit;
      this.put(variable, bit, at < from ? pad : (LEVELS[tokens.bytes[at] as number] as number));
    }
  }

  private number(): void {
    const text = this.tokens.text(1);
    const value = text === "" ? NaN : Number(text);
    const infinite = /^[+-]?(nan|inf)/i.test(text);
    if (Number.isNaN(value) && !infinite) throw this.tokens.error(`'${this.tokens.shown}' is no number`);
    const variable = this.nextVariable("a number");
    const high = infinite ? /^\+?inf/i.test(text) : value >= this.threshold;
    if (variable.kind === "real") this.put(variable, 0, high ? 1 : 0);
  }

  /** Whose identifier the next word is. */
  private nextVariable(what: string): Variable {
    const { start } = this.tokens;
    if (this.tokens.next()) return this.variable(0);
    this.tokens.start = start;
    throw this.tokens.error(`there is no identifier behind ${what}`);
  }

  /** Whose identifier the present word is, from `skip` on. */
  private variable(skip: number): Variable {
    const found = this.header.variables.get(this.tokens.key(skip));
    if (found) return found;
    throw this.tokens.error(`no $var declares '${this.tokens.shown.slice(skip)}'`);
  }

  private put(variable: Variable, bit: number, level: number): void {
    // What comes before the first time is so from the beginning on.
    this.start ??= 0;
    const column = variable.signals[bit];
    if (column !== undefined) this.columns[column]?.put(this.time, level);
  }
}
