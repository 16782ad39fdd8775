import { UsageError } from "@tickless/sim-core";
import { shown } from "../arguments.js";
import type { Bench } from "../bench.js";
import { verdict, type Verdict } from "./verdict.js";

/** Everything observable is as it was when the fingerprint (32 hex digits) was taken. */
export function toHaveFingerprint(bench: Bench, fingerprint: string): Verdict {
  if (!/^[0-9a-f]{32}$/.test(fingerprint))
    throw new UsageError(`${shown(fingerprint)} is no fingerprint of 32 hex digits`);
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
