import type { SkippedSignal } from "./capture.js";
import type { Tokens } from "./vcd-tokens.js";

/** What the values of an identifier go to. */
export interface Variable {
  /** "bits": scalars and vectors; "real": numbers that are compared with a threshold; "skipped". */
  readonly kind: "bits" | "real" | "skipped";
  /** Of vectors, from the most significant bit on: index of the signal; several names may stand for one identifier. */
  readonly signals: readonly number[];
}

export interface VcdHeader {
  /** A unit of the file's times, as powers of ten of a nanosecond, times 1, 10 or 100. */
  readonly unit: { readonly amount: number; readonly power: number };
  readonly variables: ReadonlyMap<number | string, Variable>;
  /** Names of all signals, and the number of the column that each has; aliases share one. */
  readonly names: readonly string[];
  readonly columns: readonly number[];
  readonly columnCount: number;
  readonly skipped: readonly SkippedSignal[];
}

/** More than any file has; so much memory is not given away. */
const MOST_SIGNALS = 1 << 16;
const LONGEST_NAME = 1000;
const POWERS: Readonly<Record<string, number>> = { s: 9, ms: 6, us: 3, ns: 0, ps: -3, fs: -6 };
/** Types of variables without levels. */
const SKIPPED = ["real", "realtime", "string", "event"];

/** Reads the declarations. `thresholded`: numbers become signals, too. Throws ProjectError. */
export function readHeader(tokens: Tokens, thresholded: boolean): VcdHeader {
  const header = new HeaderReader(tokens, thresholded);
  while (tokens.next()) {
    if (tokens.is("$enddefinitions")) {
      tokens.skipToEnd();
      return header;
    }
    header.read();
  }
  tokens.start = 0;
  throw tokens.error("this is not a VCD file, or cut off: it has no $enddefinitions");
}

class HeaderReader implements VcdHeader {
  unit: VcdHeader["unit"] = { amount: 1, power: 0 };
  readonly variables = new Map<number | string, Variable>();
  readonly names: string[] = [];
  readonly columns: number[] = [];
  readonly skipped: SkippedSignal[] = [];
  columnCount = 0;
  private readonly scopes: string[] = [];
  private begun = false;

  constructor(
    private readonly tokens: Tokens,
    private readonly thresholded: boolean,
  ) {}

  read(): void {
    const { tokens } = this;
    this.begun ||= tokens.first === DOLLAR;
    if (tokens.is("$scope")) this.scopes.push(unescaped(tokens.untilEnd().slice(1).join(" ")));
    else if (tokens.is("$upscope")) {
      tokens.skipToEnd();
      this.scopes.pop();
    } else if (tokens.is("$timescale")) this.readTimescale();
    else if (tokens.is("$var")) this.readVariable();
    else if (tokens.first === DOLLAR) tokens.skipToEnd();
    // sigrok-cli writes a line of its own in front.
    else if (this.begun) throw tokens.error(`this is not a VCD file: '${tokens.shown}' stands where declarations do`);
  }

  private readTimescale(): void {
    const { tokens } = this;
    const at = tokens.start;
    const text = tokens.untilEnd().join("");
    const match = /^(1|10|100)([munpf]?s)$/.exec(text);
    if (!match) {
      tokens.start = at;
      throw tokens.error(`'${text.slice(0, 40)}' is no time scale: it is 1, 10 or 100, and s, ms, us, ns, ps or fs`);
    }
    this.unit = { amount: Number(match[1]), power: POWERS[match[2] as string] as number };
  }

  private readVariable(): void {
    const { tokens } = this;
    const at = tokens.start;
    const fail = (message: string): Error => {
      tokens.start = at;
      return tokens.error(message);
    };
    const type = tokens.next() ? tokens.text() : "";
    const width = tokens.next() ? Number(tokens.text()) : NaN;
    const key = tokens.next() ? tokens.key(0) : "";
    const named = tokens.untilEnd();
    if (!(Number.isSafeInteger(width) && width >= 1) || named.length === 0) {
      throw fail("this $var is not a type, a width, an identifier and a name");
    }
    const scope = [...this.scopes, ""].join(".");
    if (scope.length + named.join(" ").length > LONGEST_NAME) throw fail("its name is too long");
    const { name, bits } = bitNames(scope, named, width, () => fail(`more than ${MOST_SIGNALS} signals`));
    const analog = type === "real" || type === "realtime";
    if (analog && this.thresholded) return this.add(key, "real", [name], fail);
    if (!SKIPPED.includes(type)) return this.add(key, "bits", bits, fail);
    this.skipped.push({ name, type: analog ? "real" : type });
    if (!this.variables.has(key)) this.variables.set(key, { kind: "skipped", signals: [] });
  }

  private add(key: number | string, kind: "bits" | "real", names: readonly string[], fail: (m: string) => Error): void {
    if (this.names.length + names.length > MOST_SIGNALS) throw fail(`more than ${MOST_SIGNALS} signals`);
    const known = this.variables.get(key);
    if (known && (known.kind !== kind || known.signals.length !== names.length)) {
      throw fail("its identifier is that of another variable, of another kind");
    }
    const variable = known ?? { kind, signals: names.map(() => this.columnCount++) };
    this.variables.set(key, variable);
    names.forEach((name, bit) => {
      this.names.push(name);
      this.columns.push(variable.signals[bit] as number);
    });
  }
}

const DOLLAR = 0x24;

/** A name of Verilog that begins with a backslash may have anything in it. */
const unescaped = (name: string): string => name.replace(/^\\/, "");

/** The names of a variable's bits, the most significant first. `words`: its name, and perhaps "[7:0]". */
function bitNames(
  scope: string,
  words: readonly string[],
  width: number,
  tooMany: () => Error,
): { readonly name: string; readonly bits: readonly string[] } {
  if (width > MOST_SIGNALS) throw tooMany();
  const text = words.join(" ");
  const match = (
    text.startsWith("\\") ? /^(\S+) ?\[(-?\d+)(?::(-?\d+))?\]$/ : /^(.*?) ?\[(-?\d+)(?::(-?\d+))?\]$/
  ).exec(text);
  const name = scope + unescaped(match?.[1] ?? text);
  if (width === 1) return { name, bits: [match ? `${name}[${match[2]}]` : name] };
  const [high, low] = match?.[3] === undefined ? [width - 1, 0] : [Number(match[2]), Number(match[3])];
  const step = high >= low ? -1 : 1;
  return { name, bits: Array.from({ length: width }, (_, bit) => `${name}[${high + step * bit}]`) };
}
