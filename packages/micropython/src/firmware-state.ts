import type { Nanos, RandomState } from "@tickless/sim-core";
import type { CallsState } from "./calls.js";
import type { ClockState } from "./clock.js";
import type { ConsoleState } from "./console.js";
import type { InterpreterSnapshot, PyRef } from "./interpreter-types.js";
import type { TaskRowsState } from "./task-rows.js";

/** How the main program ended, told by the Python side before it prints the traceback. */
export interface MainOutcome {
  readonly kind: number;
  readonly type: string;
  /** The traceback's last line, once it has been printed. */
  readonly message?: string;
}

/** Bytes that the program has written at a local time that the world has not reached yet. */
export interface Output {
  readonly time: Nanos;
  readonly bytes: Uint8Array;
}

export interface FirmwareState {
  readonly interpreter: InterpreterSnapshot;
  readonly clock: ClockState;
  readonly console: ConsoleState;
  readonly calls: CallsState;
  readonly unsent: readonly Output[];
  readonly tasks: TaskRowsState;
  readonly dispatcher: PyRef;
  readonly random: RandomState;
  readonly started: boolean;
  readonly returned: boolean;
  readonly softReturned: boolean;
  readonly outcome: MainOutcome | null;
  readonly endDue: boolean;
  readonly crash: string | null;
}
