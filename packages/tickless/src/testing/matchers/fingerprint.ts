import type { Bench } from "../bench.js";
import { verdict, type Verdict } from "./verdict.js";

/** Everything observable is as it was when the fingerprint (32 hex digits) was taken. */
export function toHaveFingerprint(bench: Bench, fingerprint: string): Verdict {
  const actual = bench.fingerprint;
  return verdict({
    pass: actual === fingerprint,
    view: bench,
    subject: "the recording",
    expected: `to have the fingerprint ${fingerprint}`,
    found: `it has ${actual}`,
    at: bench.now,
  });
}
