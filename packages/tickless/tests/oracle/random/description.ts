/*
 * A task program as data: what its coroutines do, in neither language. `arbitrary.ts` makes them up, `emit.ts` writes them
 * down in Python and in TypeScript.
 *
 * A program has a few bodies (coroutine functions) and shares a few locks, events and so on among all its tasks. A body
 * starts bodies behind it only, so everything ends; a task awaits tasks that were started after it only, so that no two wait
 * for each other. What else may wait for ever is cancelled in the end.
 */

/** Something that can be awaited as it stands, wrapped in `wait_for`, or gathered. */
export type Awaitable =
  /** A coroutine of the body with this number. */
  | { readonly kind: "coroutine"; readonly body: number }
  /** A task started after this one: the n-th of those there are (modulo their number). */
  | { readonly kind: "task"; readonly task: number }
  | { readonly kind: "acquire"; readonly lock: number }
  | { readonly kind: "wait"; readonly event: number }
  | { readonly kind: "flag"; readonly flag: number }
  | { readonly kind: "get"; readonly queue: number }
  | { readonly kind: "put"; readonly queue: number; readonly value: number }
  | { readonly kind: "take"; readonly semaphore: number }
  | { readonly kind: "meet"; readonly barrier: number };

export type Catch = "Oops" | "Exception" | "CancelledError" | "BaseException";

export type Action =
  | { readonly kind: "sleep"; readonly ms: number }
  | { readonly kind: "sleepSeconds"; readonly s: number }
  /** Keeps the processor for itself: what is due meanwhile comes late. */
  | { readonly kind: "block"; readonly ms: number }
  | { readonly kind: "spawn"; readonly body: number }
  /** Cancels the n-th task there is; asks whether it is done. */
  | { readonly kind: "cancel"; readonly task: number }
  | { readonly kind: "done"; readonly task: number }
  | { readonly kind: "await"; readonly what: Awaitable }
  /** Without a time: `wait_for(…, None)`. */
  | { readonly kind: "waitFor"; readonly what: Awaitable; readonly ms: number | undefined }
  | { readonly kind: "gather"; readonly what: readonly Awaitable[]; readonly returnExceptions: boolean }
  | { readonly kind: "withLock"; readonly lock: number; readonly actions: readonly Action[] }
  | { readonly kind: "release"; readonly lock: number }
  | { readonly kind: "set" | "clear"; readonly event: number }
  | { readonly kind: "raise"; readonly flag: number }
  | { readonly kind: "putNow" | "getNow"; readonly queue: number }
  | { readonly kind: "give"; readonly semaphore: number }
  | { readonly kind: "repeat"; readonly times: number; readonly actions: readonly Action[] }
  | {
      readonly kind: "try";
      readonly actions: readonly Action[];
      /** What to catch, if anything, and what to do then; `again`: raise it once more after that. */
      readonly on: Catch | undefined;
      readonly handler: readonly Action[];
      readonly again: boolean;
      readonly last: readonly Action[] | undefined;
    }
  | { readonly kind: "fail"; readonly value: number }
  | { readonly kind: "return"; readonly value: number };

export interface Description {
  /** What the main task starts, in this order; the first body is always among them. */
  readonly starts: readonly number[];
  /** When the main task cancels whatever still runs, ms. */
  readonly end: number;
  readonly bodies: readonly (readonly Action[])[];
}

/** How many there are of each shared object. */
export const SHARED = 2;
