import type { Nanos } from "@tickless/sim-core";
import type { Hal } from "./hal.js";
import type { HalValue, PyCallable } from "./interpreter-types.js";

/** A call that takes virtual time: until `until`, or until its poller has a result. Plain data. */
export class Blocked {
  constructor(
    readonly until: Nanos,
    /** Whether soft handlers may run meanwhile (a sleep), or only hard ones (C code that does not let the scheduler in). */
    readonly soft: boolean,
    /** The call's result when its time is over. */
    readonly result: HalValue,
  ) {}
}

/** Threads of a program. */
export interface ThreadHost {
  /** The running thread: 0 is the main program. */
  readonly current: number;
  /** Starts one; returns its number, or -1 when there can be no more. */
  start(token: number, stackBytes: number): number;
  /** How often a lock was released that somebody could wait for. */
  readonly releases: number;
  released(): void;
  /** There is something for a thread that polls. */
  signal(): void;
}

/** What the HAL needs of the firmware that it serves. */
export interface HalHost {
  readonly threads: ThreadHost;
  /** Local time, to the bytecode, as the board's clock shows it. */
  readonly localShown: Nanos;
  /** Adds CPU time. */
  charge(ns: Nanos): void;
  /** Adds time that passes in any case, also where computing takes none. */
  pass(ns: Nanos): void;
  bytes(address: number, length: number): Uint8Array;
  setDispatcher(dispatcher: PyCallable): void;
  ended(kind: number, type: string): void;
  report(on: boolean): void;
  fault(text: string): void;
  bench: Hal["bench"];
}

/** Results of blocked calls by name, found again after a suspension; undefined: not there yet. */
export type Pollers = Readonly<Record<string, (...args: never[]) => HalValue>>;

const AS_IT_WAS = 63;

/** A pin in six bits of an argument: -1 when it stays what it was. */
export const pinOf = (gpio: number): number => (gpio === AS_IT_WAS ? -1 : gpio);
