import type { Mcu } from "../machine/mcu.js";
import type { Nanos } from "../time.js";

/** How far the world came when the firmware let time pass. */
export enum Advance {
  /** The time asked for is reached; everything due until then, it included, has happened. */
  Reached = 0,
  /** A wait ended before its time: an interrupt to take, a transfer done, input: the firmware looks for itself. */
  Attention = 1,
  /** The firmware must return from `run`: a limit is reached, another board must run first, or a reset is due. */
  Yield = 2,
}

/** The kernel as firmware sees it: its own time, and leave to let it pass. Firmware acts after everything due at an instant. */
export interface Cpu {
  /** Virtual time. While firmware computes, its local time runs ahead of this by what it has not yet spent. */
  readonly now: Nanos;
  /** The earliest time at which something can happen that is not of this firmware's making. Compute no further at once. */
  readonly horizon: Nanos;
  /** Spends CPU time until `t`; never ends early for attention (a computation cannot be undone). */
  computeTo(t: Nanos): Advance.Reached | Advance.Yield;
  /**
   * Waits until `t` (NEVER: for ever) or until something wants attention from now on: what happened before, the firmware has
   * looked at already. `computing`: that is no rest for the processor, for part of the firmware computes.
   */
  waitUntil(t: Nanos, computing?: boolean): Advance;
  /** The program ended, and the world has caught up with that; handlers may still run. See `FirmwareEnd`. */
  end(kind: FirmwareEnd["kind"], exception?: string, message?: string): void;
}

/** Where firmware stopped: it wants to go on at `until`; a wait (not a computation) also goes on when something wants attention. */
export interface Pause {
  readonly until: Nanos;
  readonly waiting: boolean;
  /** Part of it computes meanwhile: no rest for the processor. */
  readonly computing?: boolean;
  /** When the main program has ended, others go on. */
  readonly goesOn?: boolean;
}

/** How a program ended. */
export interface FirmwareEnd {
  readonly kind: "finished" | "exception";
  /** Type of the exception. */
  readonly exception?: string;
  /** The traceback's last line: "ValueError: too big". */
  readonly message?: string;
  readonly time: Nanos;
}

/** Where a program stands: a task by its number in the track of tasks, or the whole program, 0. */
export interface FirmwarePlace {
  readonly task: number;
  /** The calls of the program's own, innermost first. */
  readonly frames: readonly { readonly file: string; readonly line: number; readonly name: string }[];
}

/**
 * A program on an MCU: a coroutine of the kernel. It runs inside `run`, lets time pass through its `Cpu`, and returns where
 * it stopped when it is told to yield. Everything it knows can be copied.
 */
export interface Firmware {
  /** What runs it, for people: "MicroPython 1.27.0". */
  readonly name: string;
  /** Power-on or reset: forget everything, start from the beginning at the next `run`. */
  boot(mcu: Mcu, cpu: Cpu): void;
  /** Goes on. Called at `until` of the last pause, at a wait's attention, and after `boot`. */
  run(): Pause;
  /** Plain data. Only called while the firmware is outside `run`. */
  snapshot(): unknown;
  restore(state: unknown): void;
  /** Where it stands, for messages; it only looks. Absent: that cannot be known. Only called while it is outside `run`. */
  where?(): readonly FirmwarePlace[];
  /** Counters for summaries. */
  readonly counters: { readonly bytecodes: number; readonly heapPeak: number };
}
