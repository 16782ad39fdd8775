import type { Nanos } from "@tickless/sim-core";
import type { FileResult, Status, TestJob } from "./job.js";

/** A file's tests and how they went; undefined: it was not run. */
export interface Finished {
  readonly job: TestJob;
  readonly result: FileResult | undefined;
}

/** All tests of a command, run once. */
export interface Round {
  readonly code: number;
  readonly finished: readonly Finished[];
}

export interface Tally {
  readonly tests: Readonly<Record<Status, number>>;
  readonly files: { readonly passed: number; readonly failed: number; readonly notRun: number };
  readonly mistakes: number;
  readonly virtualNs: Nanos;
}

export const failed = ({ cases, mistakes }: FileResult): boolean =>
  mistakes.length > 0 || cases.some(({ status }) => status === "failed" || status === "error");

/** Counts of all files. */
export function tallyOf(finished: readonly Finished[]): Tally {
  const tests: Record<Status, number> = { passed: 0, failed: 0, error: 0, skipped: 0 };
  const files = { passed: 0, failed: 0, notRun: 0 };
  let [mistakes, virtualNs] = [0, 0];
  for (const { result } of finished) {
    if (!result) files.notRun++;
    else files[failed(result) ? "failed" : "passed"]++;
    for (const { status } of result?.cases ?? []) tests[status]++;
    for (const run of result?.runs ?? []) virtualNs += run.virtualNs;
    if (result && result.mistakes.length > 0) mistakes++;
  }
  return { tests, files, mistakes, virtualNs };
}
