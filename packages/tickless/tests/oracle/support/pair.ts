import type { TaskMcu } from "@tickless/sim-core";
import { CancelledError, type Coroutine, type Loop } from "@tickless/sim-core/firmware/asyncio/index";

/** Prints the time and these words. */
export type Log = (...words: unknown[]) => void;

/** The same program in both languages. */
export interface Pair {
  readonly name: string;
  /** Defines `main`, which is run; oracle.py and primitives.py are imported. */
  readonly python: string;
  /** Its `main`. */
  typescript(log: Log, mcu: TaskMcu, loop: Loop): Coroutine<unknown>;
  /** Why the runs end. Default "finished". */
  readonly end?: string;
  /** The Python text runs its main tasks itself. */
  readonly runs?: boolean;
}

/** For the type. */
export const pair = (program: Pair): Pair => program;

/** Raised by programs on purpose. */
export class Oops extends Error {
  override readonly name = "Oops";

  constructor(value: string | number) {
    super(String(value));
  }
}

/** Writes a value as `show` of oracle.py does. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (value instanceof CancelledError) return "CancelledError";
  if (value instanceof Error) return value.message ? `${value.name} ${value.message}` : value.name;
  return `${value as string | number}`;
}
