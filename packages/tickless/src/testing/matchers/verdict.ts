import { formatTime, type Nanos } from "@tickless/sim-core";
import type { Probe } from "../probe.js";
import { situation } from "../situation.js";
import type { View } from "../view.js";

/** What a matcher found, in the form that expect.extend takes. */
export interface Verdict {
  readonly pass: boolean;
  /** Why it failed; when it passed, why its opposite failed. */
  readonly message: () => string;
}

export interface Finding {
  readonly pass: boolean;
  readonly view: View;
  /** What was looked at. */
  readonly subject: string;
  /** "to have 4 edges". */
  readonly expected: string;
  /** What was found instead: "it has 5". */
  readonly found: string;
  /** The moment that it is about. */
  readonly at: Nanos;
  readonly probes?: readonly Probe[];
  /** How much time the waveforms show on either side, ns. */
  readonly around?: Nanos;
}

export function verdict({ pass, subject, expected, found, ...moment }: Finding): Verdict {
  return {
    pass,
    message: () => {
      const claim = `expected ${subject} ${pass ? "not " : ""}${expected}`;
      return `${claim}\nat ${formatTime(moment.at)}: ${found}\n${situation(moment)}`;
    },
  };
}

/** "1 edge", "3 edges". */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
