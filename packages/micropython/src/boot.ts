import type { McuSpec } from "@tickless/sim-core";
import type { TaskFunctions } from "./coroutines.js";
import { EngineError } from "./errors.js";
import { isFrozen } from "./frozen.js";
import type { HalFunction, InterpreterOptions, InterpreterSnapshot, PyRef } from "./interpreter-types.js";
import { type PyCallable } from "./interpreter-types.js";
import { Interpreter } from "./interpreter.js";

/** A machine that has run the Python side's start-up code and waits for a program. */
export interface BootImage {
  readonly snapshot: InterpreterSnapshot;
  /** Size of the whole heap: the device's, and what the Python side takes (on a real board that is C, in flash). */
  readonly heapBytes: number;
  /** What the port keeps of names' hashes. */
  readonly hashBytes: 1 | 2;
  /** Bytes of it that the Python side takes. */
  readonly heapUsed: number;
  /** `_run.run`, which runs a program. */
  readonly run: PyRef;
  /** `_irq.dispatch`, which calls handlers, and what threads begin with. */
  readonly dispatcher: PyRef;
  /** How asyncio's tasks are recognised. */
  readonly tasks: TaskFunctions;
}

type BoardSizes = Pick<BootImage, "heapBytes" | "hashBytes">;

/** What the host of an interpreter decides; the rest belongs to the image. */
export type InterpreterHost = Pick<InterpreterOptions, "hal" | "write" | "outOfFuel" | "random32" | "seconds">;

/** Heap for finding out how much the start-up code leaves behind. */
const TRIAL_HEAP = 256 * 1024;

/** What is compiled when a program imports it, from where it lies (python/_builtin.py). */
const INSTALLED = ["/rom/tickless.py", "/rom/unittest.py"];

/** Hands the entry point over to the host, and forgets the names it needed. */
const HANDOVER = `
import sys
sys.path.insert(0, "/rom")
import _hal, _boot
_hal.boot_done(_boot.run, _boot.keeper)
del sys.modules["_boot"], sys, _hal, _boot
`;

const images = new WeakMap<WebAssembly.Module, Map<string, BootImage>>();

/**
 * The image of a board whose programs have `heapBytes` of heap; made once for each engine, board and Python side, since
 * starting is restoring it.
 */
export function bootImage(
  engine: WebAssembly.Module,
  rom: ReadonlyMap<string, Uint8Array>,
  heapBytes: number,
  spec: McuSpec,
  host: InterpreterHost,
): BootImage {
  const known = images.get(engine) ?? new Map<string, BootImage>();
  images.set(engine, known);
  const key = `${spec.name} ${heapBytes} ${romKey(rom)}`;
  let image = known.get(key);
  if (!image) {
    const hashBytes = spec.port === "rp2" ? 1 : 2;
    const trial = boot(engine, rom, { heapBytes: TRIAL_HEAP, hashBytes }, host);
    image = boot(engine, rom, { heapBytes: heapBytes + withTables(trial.heapUsed), hashBytes }, host);
    known.set(key, image);
  }
  return image;
}

/** What so many bytes of objects take of a heap: two bits for each block of 16 bytes tell of its use, one of its finaliser. */
const withTables = (bytes: number): number => bytes + Math.ceil(bytes / 64) + Math.ceil(bytes / 128);

/** An interpreter in the image's state. */
export function startInterpreter(
  engine: WebAssembly.Module,
  rom: ReadonlyMap<string, Uint8Array>,
  image: BootImage,
  host: InterpreterHost,
): Interpreter {
  const interpreter = newInterpreter(engine, rom, image, host);
  interpreter.restore(image.snapshot);
  return interpreter;
}

function newInterpreter(
  engine: WebAssembly.Module,
  rom: ReadonlyMap<string, Uint8Array>,
  { heapBytes, hashBytes }: BoardSizes,
  host: InterpreterHost,
): Interpreter {
  const freeSources = [...rom.keys()].filter((path) => !isFrozen(path));
  const hidden = new Map([...rom].filter(([path]) => INSTALLED.includes(path)));
  return new Interpreter(engine, { ...host, heapBytes, hashBytes, freeSources, files: rom, hidden });
}

function boot(
  engine: WebAssembly.Module,
  rom: ReadonlyMap<string, Uint8Array>,
  sizes: BoardSizes,
  host: InterpreterHost,
): BootImage {
  let dispatcher: PyRef | undefined;
  let run: PyRef | undefined;
  let keeper = 0;
  let functions: Omit<TaskFunctions, "waits"> | undefined;
  const waits = new Map<number, string>();
  const hal: Record<string, HalFunction> = {
    ...host.hal,
    set_dispatcher: (callee: PyCallable) => void (dispatcher = callee.ref),
    task_functions: (loop: number, maker: number, coroutineFunction: number, coroutine: number) =>
      void (functions = { loop, maker, coroutineFunction, coroutine }),
    task_waits: (address: number, what: string) => void waits.set(address, what),
    boot_done: (callee: PyCallable, address: number) => {
      run = callee.ref;
      keeper = address;
    },
  };
  const interpreter = newInterpreter(engine, rom, sizes, { ...host, hal });
  interpreter.exec(HANDOVER, "/rom/_start.py");
  interpreter.fuel = Number.MAX_SAFE_INTEGER;
  const outcome = interpreter.resume();
  if (outcome.kind !== "done") {
    throw new EngineError(`the Python side does not start: ${outcome.kind === "raised" ? outcome.text : outcome.why}`);
  }
  if (dispatcher === undefined || run === undefined || functions === undefined)
    throw new EngineError("the Python side did not hand over its functions");
  interpreter.wipe();
  interpreter.settleHeap(keeper);
  const heapUsed = interpreter.heap().used;
  const snapshot = interpreter.snapshot();
  // What the start-up code needed for a while does not count as the program's.
  return {
    snapshot: { ...snapshot, registers: { ...snapshot.registers, peak: heapUsed } },
    ...sizes,
    heapUsed,
    run,
    dispatcher,
    tasks: { ...functions, waits },
  };
}

/** Tells Python sides apart by their contents (FNV-1a over all bytes). */
function romKey(rom: ReadonlyMap<string, Uint8Array>): string {
  let hash = 0x811c9dc5;
  const add = (byte: number): void => void (hash = Math.imul(hash ^ byte, 0x01000193));
  for (const [path, bytes] of rom) {
    for (let i = 0; i < path.length; i++) add(path.charCodeAt(i));
    for (const byte of bytes) add(byte);
  }
  return (hash >>> 0).toString(16);
}
