import { formatTime } from "@tickless/sim-core";
import type { Bench } from "../bench.js";
import { TestFailure } from "../failure.js";
import type { Probe } from "../probe.js";
import { situation } from "../situation.js";
import { formulaOf, type Claim, type History } from "./formula.js";
import { Looks, momentsOf, State } from "./states.js";

export interface Outcome {
  readonly holds: boolean;
  readonly text: string;
  /** When it failed (now, if it holds) and why. */
  readonly time: number;
  readonly reason: string;
  /** Tracks that the conditions looked at. */
  readonly probes: readonly Probe[];
}

/** Whether a claim holds of the recording, at its beginning. */
export function evaluate(bench: Bench, claim: Claim): Outcome {
  const formula = formulaOf(claim);
  const times = momentsOf(bench);
  const looks = new Looks(bench);
  const history: History = {
    times,
    end: bench.now,
    stateAt: (index) => new State(looks, bench.trace.at(times[index] as number)),
  };
  const { holds, reason } = formula.evaluate(history);
  const ok = holds[0] === 1;
  const { time, text } = ok ? { time: bench.now, text: "it holds" } : reason(0);
  return {
    holds: ok,
    text: formula.text,
    time,
    reason: text,
    probes: [...looks.tracks].map((name) => bench.track(name)),
  };
}

/** Throws TestFailure, with the failing time, when the claim does not hold of the recording so far. */
export function check(bench: Bench, claim: Claim): void {
  const { holds, text, time, reason, probes } = evaluate(bench, claim);
  if (holds) return;
  const message = `${text}\nfails at ${formatTime(time)}: ${reason}`;
  throw new TestFailure(`${message}\n${situation({ view: bench, at: time, probes })}`, time, { from: check });
}
