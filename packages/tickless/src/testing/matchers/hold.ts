import type { Bench } from "../bench.js";
import { evaluate } from "../temporal/check.js";
import type { Claim } from "../temporal/formula.js";
import { verdict, type Verdict } from "./verdict.js";

/** A temporal claim holds of the recording so far. */
export function toHold(bench: Bench, claim: Claim): Verdict {
  const { holds, text, time, reason, probes } = evaluate(bench, claim);
  return verdict({
    pass: holds,
    view: bench,
    subject: "the recording",
    expected: `to satisfy ${text}`,
    found: reason,
    at: time,
    probes,
  });
}
