import { type Activation, type Activations } from "./activations.js";
import { type Engine } from "./engine.js";
import { EngineError } from "./errors.js";
import { type Suspension } from "./suspension.js";

/*
 * Threads of Python in one memory. The module has one C stack, and words in MicroPython's state for one thread. Only one runs at a
 * time, so that is enough: when another is to go on, the suspended one's words are put aside, and its own are put there.
 */

/** Words of MicroPython's state that are a thread's, by their place from the cursor of the Python stack (mp_state_thread_t). */
const WORD = {
  stackTop: -16,
  stackLimit: -12,
  pyStart: -8,
  pyEnd: -4,
  pyCursor: 0,
  heapLock: 4,
  names: 8,
  pending: 24,
  end: 32,
};
const FIRST = WORD.stackTop;
const BYTES = WORD.end - FIRST;

/** What recursion takes here, against a board: it has two stacks, and takes more of each. */
const STACK_SCALE = 4;
const MAX_STACK = 32 * 1024;
/** Below the limit of the C stack: for C code that does not look at it. */
const BELOW_LIMIT = 16 * 1024;

/** A thread: a place where its words are put aside, and while it does not run, the rest. Plain data. */
export interface Context {
  readonly id: number;
  readonly words: number;
  /** Where its C stack begins, downwards. */
  readonly base: number;
  readonly stack: number;
  readonly activations: readonly Activation[];
  readonly slots: readonly number[];
  readonly marks: readonly number[];
}

export interface ContextsState {
  readonly current: Context;
  readonly others: readonly Context[];
}

const NONE = { stack: 0, activations: [], slots: [], marks: [] };
const MAIN: Context = { id: 0, words: 0, base: 0, ...NONE };

export class Contexts {
  /** Address of the cursor of the Python stack. */
  cursor = 0;
  #current = MAIN;
  #others: readonly Context[] = [];
  readonly #engine: Engine;
  readonly #activations: Activations;
  readonly #suspension: Suspension;

  constructor(engine: Engine, activations: Activations, suspension: Suspension) {
    this.#engine = engine;
    this.#activations = activations;
    this.#suspension = suspension;
  }

  get current(): number {
    return this.#current.id;
  }

  /** Of another thread than the running one. */
  #other(id: number): Context {
    const found = this.#others.find((context) => context.id === id);
    if (!found) throw new EngineError(`there is no thread ${id}`);
    return found;
  }

  /** The innermost activation of a thread. */
  top(id: number): Activation | undefined {
    return id === this.current ? this.#activations.top : this.#other(id).activations.at(-1);
  }

  /** Makes a thread that has not begun, and sees the names that the running one sees. `stackBytes`: of a board's stack. */
  add(id: number, stackBytes: number): void {
    const { memory, x } = this.#engine;
    if (this.#current.words === 0)
      this.#current = { ...MAIN, words: this.#engine.allocate(BYTES), base: x.emscripten_stack_get_base() };
    const limit = Math.min(MAX_STACK, STACK_SCALE * stackBytes) & ~15;
    const words = this.#engine.allocate(BYTES + 16 + BELOW_LIMIT + 2 * limit);
    const base = ((words + BYTES + 15) & ~15) + BELOW_LIMIT + limit;
    memory.u8.fill(0, words, base + limit);
    memory.u8.copyWithin(words + WORD.names - FIRST, this.cursor + WORD.names, this.cursor + WORD.names + 8);
    const set = (place: number, value: number) => memory.setWord(words + place - FIRST, value);
    set(WORD.stackTop, base);
    set(WORD.stackLimit, limit);
    for (const place of [WORD.pyStart, WORD.pyCursor]) set(place, base);
    set(WORD.pyEnd, base + limit);
    this.#others = [...this.#others, { id, words, base, ...NONE, stack: base }];
  }

  /** Lets another thread be the one that runs. All are suspended, or have not begun. */
  switchTo(id: number): void {
    const next = this.#other(id);
    const { memory, x } = this.#engine;
    const [activations, suspension] = [this.#activations, this.#suspension];
    const kept: Context = {
      ...this.#current,
      stack: x.emscripten_stack_get_current(),
      activations: activations.stack,
      slots: activations.slots,
      marks: suspension.marks.slice(0, suspension.depth),
    };
    memory.u8.copyWithin(kept.words, this.cursor + FIRST, this.cursor + WORD.end);
    memory.u8.copyWithin(this.cursor + FIRST, next.words, next.words + BYTES);
    x._emscripten_stack_restore(next.stack);
    activations.stack = next.activations.map((activation) => ({ ...activation }));
    activations.slots = [...next.slots];
    suspension.marks = [...next.marks];
    suspension.depth = next.marks.length;
    this.#others = [...this.#others.filter((context) => context !== next), kept];
    this.#current = { ...next, ...NONE };
    // What tells bytecode to look for a pending KeyboardInterrupt is no thread's own: another one has looked, in vain.
    if (memory.word(this.cursor + WORD.pending) !== 0) x.mp_sched_keyboard_interrupt();
  }

  /** Forgets a thread that has ended. */
  remove(id: number): void {
    const { words, slots } = this.#other(id);
    for (const address of [words, ...slots]) this.#engine.x.free(address);
    this.#others = this.#others.filter((context) => context.id !== id);
  }

  /**
   * Does something while MicroPython has the main thread's Python stack, which alone has room above it. `own`: bounds of what
   * the running thread has on its own instead.
   */
  onMainPythonStack(action: (own: [number, number][]) => void): void {
    if (this.current === 0) return action([]);
    const { memory } = this.#engine;
    const at = this.cursor + WORD.pyStart;
    const own = memory.u8.slice(at, at + 12);
    const ownCursor = memory.word(this.cursor);
    const main = this.#other(0).words + WORD.pyStart - FIRST;
    memory.u8.copyWithin(at, main, main + 12);
    action([[this.#current.base, ownCursor]]);
    memory.u8.set(own, at);
  }

  /** What the collector has to look at besides the running activations and their C stack. */
  roots(): [number, number][] {
    const { memory } = this.#engine;
    return this.#others.flatMap(({ words, stack, base, activations }): [number, number][] => [
      [words + WORD.names - FIRST, words + BYTES],
      [memory.word(words + WORD.pyStart - FIRST), memory.word(words + WORD.pyCursor - FIRST)],
      [stack, base],
      ...activations.map((activation) => this.#activations.spilled(activation)),
    ]);
  }

  /** Where the running thread's C stack begins. */
  get base(): number {
    return this.#current.base || this.#engine.x.emscripten_stack_get_base();
  }

  save(): ContextsState {
    return { current: this.#current, others: this.#others };
  }

  restore(state: ContextsState): void {
    this.#current = state.current;
    this.#others = state.others;
  }
}
