import { UsageError } from "@tickless/sim-core";
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { EXIT, usesColor, type Io } from "../io.js";
import { writeOutput } from "../recording-file.js";
import type { TestArguments } from "./arguments.js";
import { keepEvidence } from "./evidence.js";
import { findTests, type TestFile } from "./find.js";
import type { CaseResult, FileResult, TestJob } from "./job.js";
import { testJson } from "./json.js";
import { junit } from "./junit.js";
import { runJobs } from "./pool.js";
import { failuresReport, fileReport, paintFor, summaryReport } from "./report.js";
import { StatusLine } from "./status-line.js";
import { failed, tallyOf, type Finished, type Round } from "./tally.js";
import { writeUpdates } from "./updates.js";
import { watchTests } from "./watch.js";

/** `tickless test`. Returns the exit code; throws UsageError for mistakes on the command line. */
export async function testCommand(args: TestArguments, io: Io): Promise<number> {
  if (args.watch) return watchTests(args, io, (files, round) => runTests(files, { ...args, ...round }, io));
  const files = findTests(args.paths, io.cwd);
  return (await runTests(files, args, io)).code;
}

/** Runs the tests of these files once, and reports. */
export async function runTests(files: readonly TestFile[], args: TestArguments, io: Io): Promise<Round> {
  if (files.length === 0) return nothing(args, io);
  const started = performance.now();
  const jobs = files.map((file) => jobOf(file, args, io));
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  if (io.signal?.aborted) abort();
  io.signal?.addEventListener("abort", abort);
  const results = new Map<number, FileResult>();
  const report = reporter(jobs, results, io);
  const options = { workers: args.jobs ?? availableParallelism(), patienceMs: args.patienceMs, signal: stop.signal };
  try {
    await runJobs(jobs, options, (index, result) => {
      results.set(index, result);
      report();
      if (args.bail && failed(result)) abort();
    });
  } finally {
    io.signal?.removeEventListener("abort", abort);
    report(true);
  }
  const finished = jobs.map((job, index) => ({ job, result: results.get(index) }));
  return { code: conclude(finished, args, io, performance.now() - started), finished };
}

function nothing(args: TestArguments, io: Io): Round {
  const where = args.paths.join(", ");
  const message = `no tests in ${where}: there is no *.scenario.yaml and no test_*.py`;
  if (!args.passWithNoTests) throw new UsageError(message);
  io.stdout.write(`${message}\n`);
  return { code: EXIT.ok, finished: [] };
}

function jobOf(file: TestFile, { seeds, timeout, filter, update, ci }: TestArguments, { cwd, env }: Io): TestJob {
  const inCi = ci || !["", "0", "false", undefined].includes(env["CI"]);
  return { ...file, cwd, seeds, timeout, filter, update: update ? "all" : inCi ? "none" : "new" };
}

/** Reports files in their order, each as soon as all before it are done; `true`: those that are left, too. */
function reporter(jobs: readonly TestJob[], results: ReadonlyMap<number, FileResult>, io: Io): (all?: boolean) => void {
  const paint = paintFor(usesColor(io.stdout, io.env));
  const status = new StatusLine(io.stdout);
  let next = 0;
  const say = (index: number): void => {
    const result = results.get(index);
    if (!result) return;
    for (const warning of result.warnings) io.stderr.write(`${warning}\n`);
    if (result.cases.length > 0 || result.mistakes.length > 0) {
      io.stdout.write(fileReport(jobs[index] as TestJob, result, paint));
    }
  };
  status.draw(0, jobs.length);
  return (all = false) => {
    status.erase();
    for (; next < jobs.length && (all || results.has(next)); next++) say(next);
    if (!all) status.draw(results.size, jobs.length);
  };
}

/** All that is written when the tests are done. Returns the exit code. */
function conclude(finished: readonly Finished[], args: TestArguments, io: Io, wallMs: number): number {
  const paint = paintFor(usesColor(io.stdout, io.env));
  const commands = new Map<CaseResult, string>();
  for (const { job, result } of finished) {
    if (!result || !args.recordFailures) continue;
    for (const [one, command] of keepEvidence(job, result)) commands.set(one, command);
  }
  io.stdout.write(failuresReport(finished, commands, paint));
  // A failed test's files are left as they are, for `--update` is no way to make it pass.
  const updates = finished.flatMap(({ result }) => (result && !failed(result) ? result.updates : []));
  const written = writeUpdates(updates);
  if (written.length > 0) io.stdout.write(`\n${written.join("\n")}\n`);
  io.stdout.write(summaryReport(finished, wallMs, paint));
  if (args.junit !== undefined) writeOutput("--junit", args.junit, junit(finished), io.cwd);
  if (args.json !== undefined) writeOutput("--json", args.json, testJson(finished, wallMs), io.cwd);
  return exitCode(finished, args, io);
}

function exitCode(finished: readonly Finished[], args: TestArguments, io: Io): number {
  if (io.signal?.aborted) return EXIT.interrupted;
  const { tests, mistakes } = tallyOf(finished);
  if (tests.failed + tests.error > 0) return EXIT.failed;
  if (mistakes > 0) return EXIT.usage;
  const none = Object.values(tests).every((count) => count === 0);
  if (!none || args.passWithNoTests) return EXIT.ok;
  io.stderr.write(`tickless: no test is called '${args.filter}'\n`);
  return EXIT.usage;
}
