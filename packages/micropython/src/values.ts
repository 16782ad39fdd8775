import { type Engine } from "./engine.js";
import { EngineError } from "./errors.js";
import { PyCallable, type HalValue, type PyRef } from "./hal-values.js";

/** A value crosses as three 32-bit words: its kind, and two that depend on it. */
export const VALUE_BYTES = 12;

const FROM_PYTHON = {
  exception: -1,
  null: 0,
  none: 1,
  bool: 2,
  int: 3,
  float: 4,
  str: 5,
  callable: 6,
  generator: 7,
  object: 8,
  existing: 10,
};
const TO_PYTHON = { undefined: 0, null: 1, bool: 2, int: 3, double: 4, string: 5, jsObject: 7, pyObject: 8 };

const pair = new Int32Array(2);
const double = new Float64Array(pair.buffer);

/** A Python exception that nothing caught. */
export class Raised {
  constructor(
    readonly type: string,
    readonly text: string,
  ) {}
}

/** Reads and writes values in linear memory. */
export class Values {
  readonly #engine: Engine;
  readonly #allocate: (bytes: number) => number;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#allocate = (bytes) => engine.allocate(bytes);
  }

  /** An argument from Python. What has no counterpart is `undefined`, and not kept alive; functions are. */
  read(address: number): HalValue | PyCallable {
    const { memory } = this.#engine;
    const at = address >> 2;
    const kind = memory.i32[at]!;
    if (kind === FROM_PYTHON.int) return memory.i32[at + 1]!;
    if (kind === FROM_PYTHON.float) {
      pair[0] = memory.i32[at + 1]!;
      pair[1] = memory.i32[at + 2]!;
      return double[0]!;
    }
    if (kind === FROM_PYTHON.str) return memory.text(memory.i32[at + 2]!, memory.i32[at + 1]!);
    if (kind === FROM_PYTHON.none) return null;
    if (kind === FROM_PYTHON.bool) return memory.i32[at + 1] !== 0;
    if (kind === FROM_PYTHON.callable || kind === FROM_PYTHON.existing)
      return new PyCallable(this.readReference(address));
    this.#release(address);
    return undefined;
  }

  #release(address: number): void {
    const kind = this.#engine.memory.word(address);
    const isNew = kind === FROM_PYTHON.callable || kind === FROM_PYTHON.generator || kind === FROM_PYTHON.object;
    if (isNew) this.#engine.x.proxy_c_free_obj(this.readReference(address));
  }

  /** The reference of a value that is any Python object; the caller keeps it for good. */
  readReference(address: number): PyRef {
    return this.#engine.memory.word(address + 4) as PyRef;
  }

  /** The result of a call from the host: a value, or the exception that ended it. Objects are `undefined`. */
  readResult(address: number): HalValue | Raised {
    const { memory, x } = this.#engine;
    const kind = memory.word(address);
    if (kind === FROM_PYTHON.callable || kind === FROM_PYTHON.existing) return void this.#release(address);
    if (kind !== FROM_PYTHON.exception) return this.read(address) as HalValue;
    const text = memory.word(address + 8);
    const both = memory.text(text, memory.word(address + 4));
    x.free(text);
    const split = both.indexOf("\x04");
    return new Raised(both.slice(0, split), both.slice(split + 1));
  }

  /** A value for Python. Whole numbers that fit 32 bits become ints, others floats. */
  write(address: number, value: unknown): void {
    const i32 = this.#engine.memory.i32;
    const at = address >> 2;
    if (typeof value === "number") {
      if ((value | 0) === value) {
        i32[at] = TO_PYTHON.int;
        i32[at + 1] = value;
      } else {
        double[0] = value;
        i32[at] = TO_PYTHON.double;
        i32[at + 1] = pair[0]!;
        i32[at + 2] = pair[1]!;
      }
    } else if (value === undefined || value === null) i32[at] = TO_PYTHON.null;
    else if (typeof value === "boolean") {
      i32[at] = TO_PYTHON.bool;
      i32[at + 1] = value ? 1 : 0;
    } else if (typeof value === "string") this.#writeString(at, value);
    else if (value instanceof PyCallable) {
      i32[at] = TO_PYTHON.pyObject;
      i32[at + 1] = value.ref;
    } else throw new EngineError(`a value of type ${typeof value} cannot go to Python`);
  }

  #writeString(at: number, value: string): void {
    const { address, length } = this.#engine.memory.putText(value, this.#allocate);
    const i32 = this.#engine.memory.i32; // putting the text may have replaced it
    i32[at] = TO_PYTHON.string;
    i32[at + 1] = length;
    i32[at + 2] = address; // freed by its reader
  }

  /** A JavaScript object that Python knows by its number. Python makes a new proxy for it each time. */
  writeJsObject(address: number, ref: number): void {
    this.#engine.memory.setWord(address, TO_PYTHON.jsObject);
    this.#engine.memory.setWord(address + 4, ref);
  }

  writeUndefined(address: number): void {
    this.#engine.memory.setWord(address, TO_PYTHON.undefined);
  }
}
