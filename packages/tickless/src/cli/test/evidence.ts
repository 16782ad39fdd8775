import { leaveFailure, removeFailure, viewCommand, type Evidence } from "../../testing/failures-folder.js";
import type { CaseResult, FileResult, TestJob } from "./job.js";

/** What a test is called where evidence is kept; "file > test" is unique below a folder. */
const idOf = ({ cwd, file }: TestJob, { name }: CaseResult) => ({ root: cwd, file, name });

const isBad = ({ status }: CaseResult): boolean => status === "failed" || status === "error";

/**
 * Writes the recordings of a file's failing tests below the working directory, and removes what tests that pass had left. Gives
 * for each failing test the command that opens its recording at the moment of failure.
 */
export function keepEvidence(job: TestJob, { cases, runs }: FileResult): Map<CaseResult, string> {
  const commands = new Map<CaseResult, string>();
  for (const one of cases) {
    if (!isBad(one)) {
      removeFailure(idOf(job, one));
      continue;
    }
    const run = runs[one.run];
    const recordings = run?.recording ? [{ name: run.project, bytes: run.recording, time: one.to }] : [];
    const left: Evidence[] = leaveFailure(idOf(job, one), [one.message, one.details].join("\n").trim(), recordings);
    const [first] = left;
    if (first) commands.set(one, viewCommand(first));
  }
  return commands;
}
