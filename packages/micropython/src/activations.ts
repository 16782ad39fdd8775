import { type Engine } from "./engine.js";
import { EngineError } from "./errors.js";
import { VALUE_BYTES } from "./values.js";

/** Most arguments of a call from the host. */
export const MAX_ARGS = 8;

// A slot of linear memory per depth: the result, the arguments, Asyncify's two words, then room for the unwound stack.
const RESULT = 0;
const ARGS = 16;
const CONTROL = ARGS + MAX_ARGS * VALUE_BYTES;
const STACK = CONTROL + 8;
const SLOT_BYTES = 1 << 16;

/** A call from the host into Python, running, suspended or not yet started. Plain data. */
export interface Activation {
  readonly slot: number;
  /** What is called. */
  readonly callee: { readonly ref: number; readonly argCount: number };
  started: boolean;
  /** The wasm globals `frame` and `step` while it is suspended. */
  frame: number;
  step: number;
  /** Trampolines below it. */
  readonly depth: number;
}

/** The stack of activations. Each depth has a slot that is allocated once and reused. */
export class Activations {
  stack: Activation[] = [];
  slots: number[] = [];
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get top(): Activation | undefined {
    return this.stack.at(-1);
  }

  /** Address of the arguments of the next activation. */
  nextArguments(): number {
    return this.#nextSlot() + ARGS;
  }

  #nextSlot(): number {
    const slot = (this.slots[this.stack.length] ??= this.#engine.allocate(SLOT_BYTES));
    this.#engine.memory.setWord(slot + CONTROL, slot + STACK);
    this.#engine.memory.setWord(slot + CONTROL + 4, slot + SLOT_BYTES);
    return slot;
  }

  push(callee: Activation["callee"], depth: number): void {
    this.stack.push({ slot: this.#nextSlot(), callee, started: false, frame: 0, step: 1, depth });
  }

  buffer(activation: Activation): number {
    return activation.slot + CONTROL;
  }

  result(activation: Activation): number {
    return activation.slot + RESULT;
  }

  /** First byte of the unwound stack and the byte after it. */
  spilled(activation: Activation): [number, number] {
    return [activation.slot + STACK, this.#engine.memory.word(activation.slot + CONTROL)];
  }

  /** Enters the wasm function, at its beginning or, when the stack is being rebuilt, anywhere inside. */
  enter(activation: Activation): void {
    const { x } = this.#engine;
    const { callee, slot } = activation;
    x.proxy_c_to_js_call(callee.ref, callee.argCount, slot + ARGS, slot + RESULT);
  }

  /** Fails if a trap was due to a full buffer. */
  explain(activation: Activation, error: unknown): unknown {
    const [, end] = this.spilled(activation);
    if (!(error instanceof WebAssembly.RuntimeError) || end <= activation.slot + SLOT_BYTES) return error;
    return new EngineError("the call stack is too deep to be suspended", { cause: error });
  }
}
