import { type Engine } from "./engine.js";
import { codesFrom, functionName, readFrame } from "./frames.js";
import { type Frame } from "./interpreter-types.js";

/*
 * What asyncio's tasks do, seen from outside: the engine tells when the loop's code resumes a coroutine and how that came
 * back; which coroutine it is, and what it waits for, is in MicroPython's memory. Nothing of this runs in Python, so it takes
 * no bytecode and no memory of the program's.
 */

/** By which addresses the host recognises what it sees. Plain data; the Python side tells them as it starts. */
export interface TaskFunctions {
  /** The function that runs tasks: the coroutines that it calls are theirs. */
  readonly loop: number;
  /** The function that makes a task of its first argument. */
  readonly maker: number;
  /** The types of coroutine functions and of coroutines. */
  readonly coroutineFunction: number;
  readonly coroutine: number;
  /** What a task waits for, by the innermost coroutine's function, or by the object that it awaits, or by its type. */
  readonly waits: ReadonlyMap<number, string>;
}

/** Is told what tasks do. A task is known by the address of its coroutine's code state, until it has ended. */
export interface TaskListener {
  created(task: number): void;
  running(task: number): void;
  waiting(task: number): void;
  ended(task: number): void;
}

/** What the engine tells, by number. */
const EVENT = { begins: 0, returned: 1, yielded: 2, raised: 3, made: 4 };

// Offsets in MicroPython's structures.
const CODE_STATE = { function: 0, ip: 4, sp: 8, words: 12, state: 20 };
/** The code state in a coroutine. */
const COROUTINE = { code: 8 };
const TYPE = { name: 6 };
/** Coroutines that await each other, more than any program has. */
const DEEPEST = 100;

const YIELD_FROM = 0x68;

/** Passes on an event of the engine's. */
export function tellOf(event: number, code: number, { memory }: Engine, coroutine: number, to: TaskListener): void {
  if (event === EVENT.begins) to.running(code);
  else if (event === EVENT.yielded) to.waiting(code);
  else if (event === EVENT.returned || event === EVENT.raised) to.ended(code);
  else if (event === EVENT.made) {
    // Arguments are the last words of a function's state, the first one at the very end.
    const words = memory.half(code + CODE_STATE.words);
    const argument = memory.word(code + CODE_STATE.state + 4 * (words - 1));
    if (memory.word(argument) === coroutine) to.created(argument + COROUTINE.code);
  }
}

/** What a coroutine that has yielded waits for; if that has no name of its own, the function or type where it does. */
export function waitsFor(engine: Engine, { coroutine, waits }: TaskFunctions, task: number): string {
  const { memory, x } = engine;
  for (let code = task; ;) {
    if (memory.u8[memory.word(code + CODE_STATE.ip)] !== YIELD_FROM) {
      return waits.get(memory.word(code + CODE_STATE.function)) ?? functionName(engine, code);
    }
    // On top of the stack is what was yielded, below it the object that is gone through.
    const awaited = memory.word(memory.word(code + CODE_STATE.sp) - 4);
    const type = memory.word(awaited);
    if (type !== coroutine)
      return waits.get(awaited) ?? waits.get(type) ?? memory.cText(x.qstr_str(memory.half(type + TYPE.name)));
    code = awaited + COROUTINE.code;
  }
}

/**
 * Where a task stands: its frames, innermost first. `running`: the record of the frame that runs, 0 if none does. Empty when the
 * task is no more.
 */
export function taskFrames(engine: Engine, functions: TaskFunctions, task: number, running: number): Frame[] {
  const { memory } = engine;
  const active = codesFrom(engine, running);
  if (active.includes(task)) {
    return active.slice(0, active.indexOf(task) + 1).map((code) => readFrame(engine, code));
  }
  if (memory.word(memory.word(task + CODE_STATE.function)) !== functions.coroutineFunction) return [];
  const frames: Frame[] = [];
  for (let code = task; frames.length < DEEPEST;) {
    frames.unshift(readFrame(engine, code));
    if (memory.u8[memory.word(code + CODE_STATE.ip)] !== YIELD_FROM) break;
    const awaited = memory.word(memory.word(code + CODE_STATE.sp) - 4);
    if (memory.word(awaited) !== functions.coroutine) break;
    code = awaited + COROUTINE.code;
  }
  return frames;
}
