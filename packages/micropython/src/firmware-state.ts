import type { RandomState } from "@tickless/sim-core";
import type { CallsState } from "./calls.js";
import type { ClockState } from "./clock.js";
import type { ConsoleState } from "./console.js";
import type { InterpreterSnapshot, PyRef } from "./interpreter-types.js";
import type { Output } from "./outbox.js";
import type { ProgramThreadsState } from "./program-threads.js";
import type { TaskRowsState } from "./task-rows.js";

/** How the main program ended, told by the Python side before it prints the traceback. */
export interface MainOutcome {
  readonly kind: number;
  readonly type: string;
  /** The traceback's last line, once it has been printed. */
  readonly message?: string;
}

/** How far the main program is. Plain data. */
export interface MainProgram {
  /** It has begun. */
  started: boolean;
  /** A handler has returned, and the machine is to be told as soon as the world has caught up. */
  returned: boolean;
  /** A soft handler has just returned: the program below gets on before the next one, as MicroPython's scheduler has it. */
  softReturned: boolean;
  outcome: MainOutcome | null;
  /** The program is over, and the kernel is to be told as soon as the world has caught up. */
  endDue: boolean;
  /** What stopped the processor, until it is reset; "" when that has been told. */
  crash: string | null;
}

export const NOT_STARTED: Readonly<MainProgram> = {
  started: false,
  returned: false,
  softReturned: false,
  outcome: null,
  endDue: false,
  crash: null,
};

export interface FirmwareState {
  readonly interpreter: InterpreterSnapshot;
  readonly clock: ClockState;
  readonly console: ConsoleState;
  readonly calls: CallsState;
  readonly unsent: readonly Output[];
  readonly tasks: TaskRowsState;
  readonly threads: ProgramThreadsState;
  readonly dispatcher: PyRef;
  readonly random: RandomState;
  readonly main: MainProgram;
}
