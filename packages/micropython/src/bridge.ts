import { type Engine } from "./engine.js";
import { type HalFunction, SUSPEND } from "./hal-values.js";
import { type Suspension } from "./suspension.js";
import { VALUE_BYTES, type Values } from "./values.js";

/** Numbers by which Python knows JavaScript objects: 0 is what `import js` finds, 1 `undefined`; then `_hal` and its functions. */
export const HAL_REF = 2;
const FIRST_FUNCTION = 3;

type AnyFunction = (...args: unknown[]) => unknown;

/** Stands for whatever else Python calls as a function. */
const nothing = () => undefined;

/**
 * Python's window to JavaScript: the module `_hal` with its functions, and nothing else. Whatever else Python asks of a
 * JavaScript object is not there. A table fixed at construction, so no state of it belongs to a snapshot.
 */
export class Bridge {
  /** What the suspended call gives back when it goes on. */
  resumed: unknown;
  readonly names: readonly string[];
  readonly #functions: AnyFunction[] = [];
  readonly #index: ReadonlyMap<string, number>;
  readonly #engine: Engine;
  readonly #suspension: Suspension;
  readonly #values: Values;

  constructor(engine: Engine, suspension: Suspension, values: Values, hal: Readonly<Record<string, HalFunction>>) {
    this.#engine = engine;
    this.#suspension = suspension;
    this.#values = values;
    this.names = Object.keys(hal).sort();
    this.#index = new Map(this.names.map((name, i) => [name, FIRST_FUNCTION + i]));
    for (const [name, ref] of this.#index) this.#functions[ref] = hal[name] as unknown as AnyFunction;
  }

  imports(): Record<string, (...args: never[]) => unknown> {
    return { ...this.#lookups(), ...this.#calls(), ...this.#keywordCalls(), ...this.#nothing() };
  }

  #find(ref: number, name: number): number {
    return ref === HAL_REF ? (this.#index.get(this.#engine.memory.cText(name)) ?? 0) : 0;
  }

  #lookups() {
    return {
      lookup_attr: (ref: number, name: number, out: number): number => {
        const found = this.#find(ref, name);
        if (found === 0) return 0;
        this.#values.writeJsObject(out, found);
        return 1;
      },
      has_attr: (ref: number, name: number): number => (this.#find(ref, name) === 0 ? 0 : 1),
      // A Python object that is handed over again keeps its number.
      js_check_existing: (ref: number): number => ref,
    };
  }

  #finish(result: unknown, out: number): void {
    if (result !== SUSPEND) this.#values.write(out, result);
    else this.#suspension.unwind("wait");
  }

  #goOn(out: number): number {
    this.#suspension.arrived();
    this.#values.write(out, this.resumed);
    this.resumed = undefined;
    return 0;
  }

  /** Calls with 0, 1, 2 and more arguments. The second argument of most tells about `this`, which does not matter here. */
  #calls() {
    const suspension = this.#suspension;
    const values = this.#values;
    return {
      call0: (ref: number, out: number): number => {
        if (suspension.rewinding) return this.#goOn(out);
        this.#finish((this.#functions[ref] ?? nothing)(), out);
        return 0;
      },
      call1: (ref: number, _: number, a: number, out: number): number => {
        if (suspension.rewinding) return this.#goOn(out);
        this.#finish((this.#functions[ref] ?? nothing)(values.read(a)), out);
        return 0;
      },
      call2: (ref: number, _: number, a: number, b: number, out: number): number => {
        if (suspension.rewinding) return this.#goOn(out);
        this.#finish((this.#functions[ref] ?? nothing)(values.read(a), values.read(b)), out);
        return 0;
      },
      calln: (ref: number, _: number, count: number, args: number, out: number): number => {
        if (suspension.rewinding) return this.#goOn(out);
        this.#finish(this.#callMany(this.#functions[ref] ?? nothing, count, args), out);
        return 0;
      },
    };
  }

  #callMany(f: AnyFunction, count: number, args: number): unknown {
    const values = this.#values;
    const a = values.read(args);
    const b = values.read(args + VALUE_BYTES);
    const c = values.read(args + 2 * VALUE_BYTES);
    if (count === 3) return f(a, b, c);
    const d = values.read(args + 3 * VALUE_BYTES);
    if (count === 4) return f(a, b, c, d);
    const e = values.read(args + 4 * VALUE_BYTES);
    if (count === 5) return f(a, b, c, d, e);
    const rest = [];
    for (let i = 5; i < count; i++) rest.push(values.read(args + i * VALUE_BYTES));
    return f(a, b, c, d, e, ...rest);
  }

  /** Keyword arguments arrive as one object after the others. */
  #keywordCalls() {
    const call = (ref: number, count: number, args: number, kwCount: number, keys: number, values: number) => {
      const list: unknown[] = [];
      for (let i = 0; i < count; i++) list.push(this.#values.read(args + i * VALUE_BYTES));
      const named: Record<string, unknown> = {};
      for (let i = 0; i < kwCount; i++) {
        const name = this.#engine.memory.cText(this.#engine.memory.word(keys + 4 * i));
        named[name] = this.#values.read(values + i * VALUE_BYTES);
      }
      return (this.#functions[ref] ?? nothing)(...list, named);
    };
    return {
      call0_kwarg: (ref: number, _: number, n: number, keys: number, values: number, out: number): void => {
        if (this.#suspension.rewinding) this.#goOn(out);
        else this.#finish(call(ref, 0, 0, n, keys, values), out);
      },
      calln_kwarg: (
        ref: number,
        _: number,
        count: number,
        args: number,
        n: number,
        keys: number,
        values: number,
        out: number,
      ): void => {
        if (this.#suspension.rewinding) this.#goOn(out);
        else this.#finish(call(ref, count, args, n, keys, values), out);
      },
    };
  }

  /** The rest of what Python could do with JavaScript objects: they have no items, no iterators, no constructors. */
  #nothing() {
    const undefinedAt =
      (position: number) =>
      (...args: number[]): number => {
        this.#values.writeUndefined(args[position]!);
        return 0;
      };
    return {
      store_attr: () => undefined,
      js_subscr_load: undefinedAt(2),
      js_subscr_store: () => undefined,
      js_get_iter: undefinedAt(1),
      js_iter_next: () => 0,
      js_reflect_construct: undefinedAt(3),
      js_get_error_info: (_: number, name: number, message: number): void => {
        this.#values.writeUndefined(name);
        this.#values.writeUndefined(message);
      },
      js_get_proxy_js_ref_info: (out: number): void => {
        this.#engine.memory.setWord(out, 0);
        this.#engine.memory.setWord(out + 4, 0);
      },
      proxy_js_free_obj: () => undefined,
      proxy_convert_mp_to_js_then_js_to_mp_obj_jsside: undefinedAt(0),
      proxy_convert_mp_to_js_then_js_to_js_then_js_to_mp_obj_jsside: undefinedAt(0),
      create_promise: undefinedAt(1),
      js_then_continue: undefinedAt(4),
      js_then_resolve: () => undefined,
      js_then_reject: () => undefined,
    };
  }
}
