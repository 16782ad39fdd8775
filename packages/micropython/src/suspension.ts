import { type Engine } from "./engine.js";

/** Why the wasm stack was unwound. A collection is done inside `resume`, unseen from outside. */
export type Reason = "wait" | "fuel" | "collect";

/** Thrown to unwind to the trampoline that set a jump; carries nothing, for the C library keeps the target. */
const LONGJMP = { longjmp: true };

/**
 * Unwinding and rewinding of the wasm stack (Binaryen's Asyncify), and the C library's setjmp and longjmp, which go through
 * JavaScript because WebAssembly cannot catch.
 *
 * An import that wants to suspend calls `unwind` and returns; every function below it returns too, saving its locals. To go
 * on, `rewind` is called and the outermost function called again; each function restores its locals and calls inward until
 * the import is reached again, which calls `arrived` and returns what it was asked for.
 */
export class Suspension {
  /** The stack is being rebuilt; the import that suspended has not been reached yet. */
  rewinding = false;
  unwinding = false;
  reason: Reason = "wait";
  /** Address of the Asyncify buffer of the running activation. */
  buffer = 0;
  /**
   * Stack pointers at entry of the trampolines that are live, outermost first, of all activations. When a trampoline is
   * entered again by a rewind the stack pointer is already that of the innermost function, but a jump must go back to here.
   */
  marks: number[] = [];
  depth = 0;
  #live = 0;
  readonly #engine: Engine;
  #functions: ((...args: number[]) => number)[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** For a new instance of the module. */
  reset(): void {
    this.rewinding = this.unwinding = false;
    this.#functions = [];
  }

  unwind(reason: Reason): void {
    this.reason = reason;
    this.unwinding = true;
    this.#live = this.depth;
    this.#engine.x.asyncify_start_unwind(this.buffer);
  }

  /** The outermost function has returned from an unwind. */
  unwound(): void {
    this.unwinding = false;
    this.depth = this.#live;
    this.#engine.x.asyncify_stop_unwind();
  }

  rewind(depth: number): void {
    this.rewinding = true;
    this.depth = depth;
    this.#engine.x.asyncify_start_rewind(this.buffer);
  }

  arrived(): void {
    this.rewinding = false;
    this.#engine.x.asyncify_stop_rewind();
  }

  #function(index: number): (...args: number[]) => number {
    return (this.#functions[index] ??= this.#engine.x.__indirect_function_table.get(index) as () => number);
  }

  #enter(depth: number): number {
    this.depth = depth + 1;
    if (this.rewinding) return this.marks[depth]!;
    return (this.marks[depth] = this.#engine.x.emscripten_stack_get_current());
  }

  #caught(error: unknown, depth: number, stack: number): 0 {
    this.depth = depth;
    if (error !== LONGJMP) throw error;
    this.#engine.x._emscripten_stack_restore(stack);
    this.#engine.x.setThrew(1, 0);
    return 0;
  }

  imports(): Record<string, (...args: never[]) => unknown> {
    const invoke = this.#trampolines();
    return {
      _emscripten_throw_longjmp: () => {
        throw LONGJMP as unknown as Error;
      },
      invoke_v: invoke[0],
      invoke_i: invoke[0],
      invoke_vi: invoke[1],
      invoke_ii: invoke[1],
      invoke_vii: invoke[2],
      invoke_iii: invoke[2],
      invoke_viii: invoke[3],
      invoke_iiii: invoke[3],
      invoke_viiii: invoke[4],
      invoke_iiiii: invoke[4],
      invoke_iiiiii: invoke[5],
    };
  }

  /** One per number of arguments, written out: they are on the path of every Python call, and sharing code makes it slower. */
  #trampolines() {
    return [
      (index: number): number => {
        const depth = this.depth;
        const stack = this.#enter(depth);
        try {
          const result = (this.#functions[index] ?? this.#function(index))();
          this.depth = depth;
          return result;
        } catch (error) {
          return this.#caught(error, depth, stack);
        }
      },
      (index: number, a: number): number => {
        const depth = this.depth;
        const stack = this.#enter(depth);
        try {
          const result = (this.#functions[index] ?? this.#function(index))(a);
          this.depth = depth;
          return result;
        } catch (error) {
          return this.#caught(error, depth, stack);
        }
      },
      (index: number, a: number, b: number): number => {
        const depth = this.depth;
        const stack = this.#enter(depth);
        try {
          const result = (this.#functions[index] ?? this.#function(index))(a, b);
          this.depth = depth;
          return result;
        } catch (error) {
          return this.#caught(error, depth, stack);
        }
      },
      (index: number, a: number, b: number, c: number): number => {
        const depth = this.depth;
        const stack = this.#enter(depth);
        try {
          const result = (this.#functions[index] ?? this.#function(index))(a, b, c);
          this.depth = depth;
          return result;
        } catch (error) {
          return this.#caught(error, depth, stack);
        }
      },
      (index: number, a: number, b: number, c: number, d: number): number => {
        const depth = this.depth;
        const stack = this.#enter(depth);
        try {
          const result = (this.#functions[index] ?? this.#function(index))(a, b, c, d);
          this.depth = depth;
          return result;
        } catch (error) {
          return this.#caught(error, depth, stack);
        }
      },
      (index: number, a: number, b: number, c: number, d: number, e: number): number => {
        const depth = this.depth;
        const stack = this.#enter(depth);
        try {
          const result = (this.#functions[index] ?? this.#function(index))(a, b, c, d, e);
          this.depth = depth;
          return result;
        } catch (error) {
          return this.#caught(error, depth, stack);
        }
      },
    ] as const;
  }
}
