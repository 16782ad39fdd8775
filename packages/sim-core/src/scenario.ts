import type { MotionCommand } from "./stimulus/motion.js";
import type { DriveLevel } from "./stimulus/source.js";
import type { Nanos } from "./time.js";

/** A level that a pin is expected to have. */
export interface PinLevel {
  readonly part: string;
  readonly pin: string;
  readonly value: 0 | 1;
}

/** Whose serial port it is about; undefined: see `Simulation.console`. */
interface OfBoard {
  readonly board?: string;
}

/** What is expected of the recording up to now; all that is measured is measured over the time just past, `over` ns of it. */
export type Expectation =
  /** The text was printed by a board: at all, so many `times`, or (`not`) never. Without `over`: since the start. */
  | ({
      readonly kind: "expect-serial";
      readonly text: string;
      readonly not?: boolean;
      readonly times?: number;
      readonly over?: Nanos;
    } & OfBoard)
  /** The share of the time in which the pin's wire was high, 0 to 1, give or take `tolerance`. */
  | (Measured & { readonly kind: "expect-duty"; readonly value: number; readonly tolerance: number })
  /** Hz, between the first and the last rising edge; `tolerance` is a share of it. */
  | (Measured & { readonly kind: "expect-frequency"; readonly value: number; readonly tolerance: number })
  /** How many edges there were. */
  | (Measured & { readonly kind: "expect-edges"; readonly value: number; readonly edge: "rising" | "falling" | "any" })
  /** A display shows a text (as part of what it shows), a picture ("#" lit, "." dark), or the picture in a file. */
  | ({ readonly kind: "expect-display"; readonly part: string } & (
      { readonly text: string } | { readonly picture: string } | { readonly file: string }
    ))
  /** What a display shows is saved as a picture, or compared with one; both are paths of PNG files. */
  | { readonly kind: "take-screenshot"; readonly part: string; readonly saveTo?: string; readonly compareWith?: string }
  /** What a part shows or produces (`brightness`), or where its control is. */
  | {
      readonly kind: "expect-output";
      readonly part: string;
      readonly output: string;
      readonly value: number;
      readonly tolerance: number;
    }
  /** No fault was recorded since the start; of this part, or of any. */
  | { readonly kind: "expect-no-faults"; readonly part?: string }
  /** All that was recorded so far has this fingerprint: 32 hex digits; "new": it has yet to be written down. */
  | { readonly kind: "expect-fingerprint"; readonly value: string };

/** Something is measured at a part's pin. */
interface Measured {
  readonly part: string;
  readonly pin: string;
  readonly over: Nanos;
}

/** Where the recording is not as expected. */
export interface Miss {
  /** One line: what was expected and what there is. */
  readonly message: string;
  /** More lines, for who has room for them. */
  readonly details?: string;
}

/** Looks at the recording, for a scenario that is played. */
export interface ScenarioLook {
  /** What is wrong with an expectation before time 0. */
  check(
    expectation: Expectation,
  ): { readonly message: string; readonly part?: string; readonly hint?: string } | undefined;
  /** How the recording up to now differs from what is expected; undefined: it does not. */
  look(expectation: Expectation): Miss | undefined;
}

/** What a person or a test bench does to a board, and what it expects of it. Times and durations in ns. */
export type ScenarioCommand =
  /** Lets time pass. */
  | { readonly kind: "delay"; readonly duration: Nanos }
  /** Lets time pass until this moment of virtual time; fails when it is over already. */
  | { readonly kind: "at"; readonly time: Nanos }
  | { readonly kind: "set-control"; readonly part: string; readonly control: string; readonly value: number }
  /** Sets the control to 1, lets `duration` pass, sets it to 0. */
  | { readonly kind: "press"; readonly part: string; readonly control: string; readonly duration: Nanos }
  /**
   * Breaks something of a part: sets a fault, by default to the value that shows what it does; with `duration` that time passes
   * then, and the fault is healed. 0 heals.
   */
  | {
      readonly kind: "fault";
      readonly part: string;
      readonly fault: string;
      readonly value?: number;
      readonly duration?: Nanos;
    }
  /** Bytes for a board's serial input. */
  | ({ readonly kind: "write-serial"; readonly data: readonly number[] } & OfBoard)
  /** Until the text comes out of the board's serial port, in what no earlier wait for that board has passed over. */
  | ({ readonly kind: "wait-serial"; readonly text: string; readonly timeout?: Nanos } & OfBoard)
  /** Until the pin's wire has the level; at once if it has it. */
  | ({ readonly kind: "wait-pin"; readonly timeout?: Nanos } & PinLevel)
  /** Checks the pin's wire now, after everything that this instant brought but before firmware goes on. */
  | ({ readonly kind: "expect-pin" } & PinLevel)
  /** Drives the pin's wire from outside, until it is told otherwise; "z": lets go of it. */
  | { readonly kind: "drive-pin"; readonly part: string; readonly pin: string; readonly value: DriveLevel }
  /** A capture drives wires from now on, beside the steps that follow. */
  | {
      readonly kind: "play-vcd";
      readonly file: string;
      readonly signals: readonly { readonly signal: string; readonly part: string; readonly pin: string }[];
      /** Where in the capture to begin, since its beginning. */
      readonly start: Nanos;
      /** How many times it is played. */
      readonly repeat: number;
      /** 2: twice as fast. */
      readonly speed: number;
      /** From here on numbers are high. */
      readonly threshold?: number;
    }
  /** Until all that plays the file has ended. */
  | { readonly kind: "wait-vcd"; readonly file: string }
  /** Lets go of the wires that it drives. */
  | { readonly kind: "stop-vcd"; readonly file: string }
  | MotionCommand
  | Expectation
  | { readonly kind: "repeat"; readonly times: number; readonly steps: readonly ScenarioStep[] };

/** A command and where it is written. */
export type ScenarioStep = ScenarioCommand & {
  /** For people; shown when the step fails. */
  readonly name?: string;
  /** Line in the scenario's file, from 1. */
  readonly line?: number;
};

/** Timed inputs and expectations, played in order. */
export interface Scenario {
  readonly name?: string;
  readonly file?: string;
  /** Of everything random, when nobody asks for another. */
  readonly seed?: number;
  /** A test plays it with the seeds 1 to this. */
  readonly seeds?: number;
  readonly steps: readonly ScenarioStep[];
}

/** How far a scenario came. */
export interface ScenarioResult {
  /** No expectation failed, and none is left that was never checked. */
  readonly ok: boolean;
  /** All steps were played. */
  readonly finished: boolean;
  /** Number of the step, from 1, that failed or was not reached; of all steps when finished. Repeats count once. */
  readonly step: number;
  readonly line?: number;
  /** When it ended, or how late it is. */
  readonly time: Nanos;
  /** Why it is not ok or not finished; empty when all went well. */
  readonly message: string;
  /** More lines about that. */
  readonly details?: string;
}

type Primitive = Exclude<ScenarioCommand, { readonly kind: "press" | "repeat" }>;

/** One thing to do: steps with `press` and `repeat` resolved. `step` is the number of the step it comes from. */
export type ScenarioAction = Primitive & { readonly step: number; readonly name?: string; readonly line?: number };

/** Repeats nothing, however often: it would be repeated without ever coming to `limit`. */
const isEmpty = (step: ScenarioStep): boolean =>
  step.kind === "repeat" && (step.times === 0 || step.steps.every(isEmpty));

/** The steps one after the other, repeats written out. Stops after `limit` actions and one. */
export function flattenSteps(steps: readonly ScenarioStep[], limit: number): ScenarioAction[] {
  const actions: ScenarioAction[] = [];
  const visit = (step: ScenarioStep, number: number): void => {
    if (actions.length > limit) return;
    const place = {
      step: number,
      ...(step.name === undefined ? {} : { name: step.name }),
      ...(step.line === undefined ? {} : { line: step.line }),
    };
    if (step.kind === "repeat") {
      const { times, steps: inner } = step;
      const busy = inner.filter((each) => !isEmpty(each));
      for (let i = 0; i < times && busy.length > 0 && actions.length <= limit; i++) {
        busy.forEach((each) => visit(each, number));
      }
    } else if (step.kind === "press") {
      const { part, control } = step;
      actions.push({ kind: "set-control", part, control, value: 1, ...place });
      actions.push({ kind: "delay", duration: step.duration, ...place });
      actions.push({ kind: "set-control", part, control, value: 0, ...place });
    } else if (step.kind === "fault" && step.duration !== undefined) {
      const { duration, ...broken } = step;
      actions.push({ ...broken, ...place }, { kind: "delay", duration, ...place }, { ...broken, value: 0, ...place });
    } else actions.push({ ...step, ...place });
  };
  steps.forEach((step, index) => visit(step, index + 1));
  return actions;
}

/** Whether the action can fail: the board has to do something for it. */
export const isCheck = ({ kind }: ScenarioAction): boolean =>
  kind === "wait-serial" || kind === "wait-pin" || kind === "take-screenshot" || kind.startsWith("expect-");

/** Whether it is answered by the recording. */
export const isExpectation = <T extends { readonly kind: string }>(step: T): step is T & Expectation =>
  step.kind === "take-screenshot" || (step.kind.startsWith("expect-") && step.kind !== "expect-pin");
