/** What the interpreter offers to the firmware that drives it, and asks of it. */
import { type Activation } from "./activations.js";
import { type ContextsState } from "./contexts.js";
import { type FilesState } from "./files.js";
import { type HalFunction, type HalValue, type PyCallable, type PyRef } from "./hal-values.js";
import { type Booted } from "./start.js";

export { type HalFunction, type HalValue, PyCallable, type PyRef, SUSPEND } from "./hal-values.js";

export interface InterpreterOptions {
  /** Bytes of the Python heap. It never grows; `MemoryError` comes where a device of that size raises it. */
  readonly heapBytes: number;
  /** The attributes of the module `_hal`, the only JavaScript that Python can reach. */
  readonly hal: Readonly<Record<string, HalFunction>>;
  /**
   * Source files whose bytecode costs no fuel, because on a real board they are C: the paths by which they are imported, an
   * entry of `sys.path` and the file. None may be a name that MicroPython knows already.
   */
  readonly freeSources: readonly string[];
  /** Bytes of a name's hash that the port keeps, which is what dictionaries are ordered by. Default 2. */
  readonly hashBytes?: 1 | 2;
  /** Bytes written to stdout or stderr. The array is the callee's to keep. */
  readonly write: (bytes: Uint8Array) => void;
  /**
   * Fuel is spent. Set `fuel` again and return true to go on at once; return false to suspend the interpreter before the
   * next bytecode (`resume()` goes on).
   */
  readonly outOfFuel: () => boolean;
  /** Seeds of Python's `random` and hashes. */
  readonly random32: () => number;
  /** Seconds since 1970, for the times of files. Asked from inside of C code, so that it has to answer at once. Default 0. */
  readonly seconds?: () => number;
  /** The file system: absolute paths to contents. It belongs to the interpreter from then on, snapshots included. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Files beside it that are always there and never listed. They are no part of snapshots. */
  readonly hidden?: ReadonlyMap<string, Uint8Array>;
}

export type Outcome =
  /** A HAL function returned SUSPEND, or fuel ran out and `outOfFuel` returned false. */
  | { readonly kind: "suspended"; readonly why: "wait" | "fuel" }
  /** The activation ended normally with this value. */
  | { readonly kind: "done"; readonly value: HalValue }
  /** The activation ended by an exception that Python did not catch. */
  | { readonly kind: "raised"; readonly type: string; readonly text: string };

/** One active Python frame, innermost first. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

/**
 * An interpreter as plain data, in idle or suspended state. Pages that have not changed since the snapshot before are the
 * same objects in both, so a series of snapshots costs what changed. Never written to; may be shared by interpreters.
 */
export interface InterpreterSnapshot {
  readonly memoryBytes: number;
  /** Pages of 4 KiB of linear memory that are not all zero, by number, ascending. */
  readonly pages: ReadonlyMap<number, Uint8Array>;
  readonly files: FilesState;
  readonly registers: Registers;
}

/** The rest of the state. */
export interface Registers {
  readonly booted: Booted;
  readonly hal: string;
  readonly fuel: number;
  readonly stack: number;
  readonly activations: readonly Activation[];
  readonly slots: readonly number[];
  readonly marks: readonly number[];
  readonly contexts: ContextsState;
  readonly used: number;
  readonly peak: number;
  readonly collections: number;
}

/**
 * A MicroPython interpreter. All methods but `fuel`, `bytes`, `frames`, `heap` and `files` throw an `EngineError` when
 * called by a HAL function. After an error thrown by `resume` only `restore` is possible.
 */
export interface InterpreterApi {
  /** Bytecodes left before `outOfFuel` is called. 0: it is called before the next counted bytecode. */
  fuel: number;
  /** Depth of the activation stack: 0 idle, 1 the main program, more: handlers on top of it. */
  readonly depth: number;
  /** Pushes a call of `callee`, of at most 8 arguments, as a new activation; the one below must be suspended. */
  call(callee: PyRef, ...args: (HalValue | PyCallable)[]): void;
  /** Pushes `source` (run in `__main__`) as a new activation. `file` is what tracebacks say. */
  exec(source: string, file: string): void;
  /** Pushes the running of a file of `files` in `__main__`. A file that is not there is an OSError of the activation. */
  execFile(file: string): void;
  /**
   * Starts or continues the top activation; `value` is what the HAL function that suspended it returns. Activations end in
   * order, last first. Collections are done inside, unseen. What a HAL function throws comes out as it is.
   */
  resume(value?: HalValue): Outcome;
  /** The whole state. Not while running. */
  snapshot(): InterpreterSnapshot;
  /** Replaces the whole state by that of an interpreter of the same module and the same names in `hal`. Not while running. */
  restore(snapshot: InterpreterSnapshot): void;
  /** A view of linear memory, valid until the next `resume`. MemoryFault when outside. */
  bytes(address: number, length: number): Uint8Array;
  /** Frames of the top activation. */
  frames(): Frame[];
  /** Bytes of the Python heap: in use after the last collection, the highest of these, and all. */
  heap(): { readonly used: number; readonly peak: number; readonly total: number };
  /** Contents by absolute path. A content that is put here later must be in a directory that exists. */
  readonly files: Map<string, Uint8Array>;
}
