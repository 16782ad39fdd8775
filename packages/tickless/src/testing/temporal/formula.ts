import { formatTime, UsageError, type Nanos } from "@tickless/sim-core";
import { shown } from "../arguments.js";
import type { State } from "./states.js";

/*
 * Formulas of linear temporal logic over a recording. It is a row of states, each lasting from one change to the next, the last
 * to the recording's end. A formula is evaluated for all states at once, from the last to the first.
 *
 * What is due `within` a time that is not over when the recording ends counts as kept; what is due at some time, without limit,
 * has to have come.
 */

/** Something that holds at a moment, or does not. */
export type Predicate = (state: State) => boolean;

/** The states of a recording. */
export interface History {
  readonly times: Float64Array;
  readonly end: Nanos;
  stateAt(index: number): State;
}

/** Why a formula does not hold, and since when that is sure. */
export interface Reason {
  readonly time: Nanos;
  readonly text: string;
}

/** A formula's value in each state, and why it does not hold in one. */
export interface Evaluation {
  readonly holds: Uint8Array;
  readonly reason: (index: number) => Reason;
}

export interface Formula {
  /** For people. */
  readonly text: string;
  evaluate(history: History): Evaluation;
}

export type Claim = Predicate | Formula;

/** A predicate as a formula: it holds in the state itself. */
export function formulaOf(claim: Claim): Formula {
  if (typeof claim !== "function") {
    if (typeof (claim as Partial<Formula> | undefined)?.evaluate === "function") return claim;
    throw new UsageError(`${shown(claim)} is no claim: write (now) => …, or always(…), eventually(…), …`);
  }
  const text = claim.toString();
  return {
    text,
    evaluate: (history) => ({
      holds: Uint8Array.from(history.times, (_, index) => (claim(history.stateAt(index)) ? 1 : 0)),
      reason: (index) => ({ time: timeAt(history, index), text: `${text} does not hold` }),
    }),
  };
}

export const timeAt = ({ times }: History, index: number): Nanos => times[index] as number;

/** The claim holds in every state from here to the recording's end. */
export function always(claim: Claim): Formula {
  const inner = formulaOf(claim);
  return {
    text: `always (${inner.text})`,
    evaluate: (history) => {
      const { holds, reason } = inner.evaluate(history);
      const broken = nextOf(holds, 0);
      return {
        holds: Uint8Array.from(broken, (next) => (next < holds.length ? 0 : 1)),
        reason: (index) => reason(broken[index] as number),
      };
    },
  };
}

/** The claim comes to hold now or later; `within` so many ns, if that is given. */
export function eventually(claim: Claim, { within = Infinity }: { readonly within?: Nanos } = {}): Formula {
  const inner = formulaOf(claim);
  const limit = limitText(within);
  return {
    text: `eventually${limit} (${inner.text})`,
    evaluate: (history) => {
      const kept = nextOf(inner.evaluate(history).holds, 1);
      const deadline = (index: number): Nanos => timeAt(history, index) + within;
      return {
        holds: Uint8Array.from(kept, (next, index) => (inTime(history, next, deadline(index)) ? 1 : 0)),
        reason: (index) => ({
          time: Math.min(deadline(index), history.end),
          text: `${inner.text} did not come to hold${limit} after ${formatTime(timeAt(history, index))}`,
        }),
      };
    },
  };
}

/** The claim comes to hold within so many ns: `eventually` with a limit. */
export const within = (time: Nanos, claim: Claim): Formula => eventually(claim, { within: time });

/** `claim` holds until `end` does, which has to come; within so many ns, if that is given. */
export function until(claim: Claim, end: Claim, { within = Infinity }: { readonly within?: Nanos } = {}): Formula {
  const [inner, last] = [formulaOf(claim), formulaOf(end)];
  const limit = limitText(within);
  return {
    text: `(${inner.text}) until${limit} (${last.text})`,
    evaluate: (history) => {
      const { holds, reason } = inner.evaluate(history);
      const broken = nextOf(holds, 0);
      const ended = nextOf(last.evaluate(history).holds, 1);
      const deadline = (index: number): Nanos => timeAt(history, index) + within;
      const keeps = (index: number): boolean => {
        const [bad, good] = [broken[index] as number, ended[index] as number];
        return inTime(history, good, deadline(index)) && (bad >= good || startOf(history, bad) > deadline(index));
      };
      return {
        holds: Uint8Array.from(holds, (_, index) => (keeps(index) ? 1 : 0)),
        reason: (index) => {
          const [bad, good] = [broken[index] as number, ended[index] as number];
          if (bad < good && startOf(history, bad) <= deadline(index)) {
            const { time, text } = reason(bad);
            return { time, text: `${text}, before ${last.text}` };
          }
          const text = `${last.text} did not come to hold${limit} after ${formatTime(timeAt(history, index))}`;
          return { time: Math.min(deadline(index), history.end), text };
        },
      };
    },
  };
}

/** Where the first claim holds, the second does. */
export function implies(condition: Claim, claim: Claim): Formula {
  const [first, second] = [formulaOf(condition), formulaOf(claim)];
  return {
    text: `(${first.text}) implies (${second.text})`,
    evaluate: (history) => {
      const given = first.evaluate(history).holds;
      const { holds, reason } = second.evaluate(history);
      return { holds: holds.map((value, index) => (given[index] ? value : 1)), reason };
    },
  };
}

/** The claim comes to hold just now: it does, and did not in the state before. */
export function becomes(claim: Claim): Formula {
  const inner = formulaOf(claim);
  return {
    text: `becomes (${inner.text})`,
    evaluate: (history) => {
      const { holds } = inner.evaluate(history);
      const rises = holds.map((value, index) => (value && index > 0 && !holds[index - 1] ? 1 : 0));
      const text = `${inner.text} does not come to hold`;
      return { holds: rises, reason: (index) => ({ time: timeAt(history, index), text }) };
    },
  };
}

/** For each state the next one, itself included, with this value; their number when there is none. */
function nextOf(holds: Uint8Array, value: 0 | 1): number[] {
  const next = new Array<number>(holds.length);
  for (let index = holds.length - 1, last = holds.length; index >= 0; index--) {
    if (holds[index] === value) last = index;
    next[index] = last;
  }
  return next;
}

const startOf = (history: History, index: number): Nanos =>
  index < history.times.length ? timeAt(history, index) : Infinity;

/** Whether a state begins by the deadline, or none does and the deadline lies behind the recording's end. */
const inTime = (history: History, index: number, deadline: Nanos): boolean =>
  index < history.times.length ? timeAt(history, index) <= deadline : deadline !== Infinity && deadline > history.end;

const limitText = (within: Nanos): string => (within === Infinity ? "" : ` within ${formatTime(within)}`);
