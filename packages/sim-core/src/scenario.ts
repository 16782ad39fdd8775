import type { Nanos } from "./time.js";

/** A level that a pin is expected to have. */
export interface PinLevel {
  readonly part: string;
  readonly pin: string;
  readonly value: 0 | 1;
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
  /** Bytes for the first board's serial input. */
  | { readonly kind: "write-serial"; readonly data: readonly number[] }
  /** Until the text comes out of the first board's serial port, in what no earlier wait has passed over. */
  | { readonly kind: "wait-serial"; readonly text: string; readonly timeout?: Nanos }
  /** Until the pin's wire has the level; at once if it has it. */
  | ({ readonly kind: "wait-pin"; readonly timeout?: Nanos } & PinLevel)
  /** Checks the pin's wire now, after everything that this instant brought but before firmware goes on. */
  | ({ readonly kind: "expect-pin" } & PinLevel)
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
}

type Primitive = Exclude<ScenarioCommand, { readonly kind: "press" | "repeat" }>;

/** One thing to do: steps with `press` and `repeat` resolved. `step` is the number of the step it comes from. */
export type ScenarioAction = Primitive & { readonly step: number; readonly name?: string; readonly line?: number };

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
      for (let i = 0; i < times && inner.length > 0 && actions.length <= limit; i++) {
        inner.forEach((each) => visit(each, number));
      }
    } else if (step.kind === "press") {
      const { part, control } = step;
      actions.push({ kind: "set-control", part, control, value: 1, ...place });
      actions.push({ kind: "delay", duration: step.duration, ...place });
      actions.push({ kind: "set-control", part, control, value: 0, ...place });
    } else actions.push({ ...step, ...place });
  };
  steps.forEach((step, index) => visit(step, index + 1));
  return actions;
}

/** Whether the action can fail: the board has to do something for it. */
export const isCheck = ({ kind }: ScenarioAction): boolean =>
  kind === "wait-serial" || kind === "wait-pin" || kind === "expect-pin";
