import { AsyncLocalStorage } from "node:async_hooks";
import { aroundEach, expect, TestRunner, type RunnerTestCase } from "vitest";
import type { Bench } from "./bench.js";
import {
  leaveFailure,
  removeFailure,
  viewCommand,
  type Evidence,
  type FailedRun,
  type TestId,
} from "./failures-folder.js";
import { setKeeper } from "./kept-benches.js";
import { isIn, momentIn } from "./moments.js";

/*
 * Failing tests of vitest leave recordings; see failures-folder.ts. Their message tells the commands that open them, and their
 * meta data, `tickless`, has them for reporters.
 */

/** The test that runs, also among concurrent ones, and the simulations that it made. */
const running = new AsyncLocalStorage<{ readonly test: RunnerTestCase; readonly benches: Bench[] }>();
/** Tests of one file may have the same name: their ids, by file and name. */
const namesakes = new Map<string, string[]>();
/** Tests whose module was loaded for another file (without isolation): vitest does not tell of them by itself. */
const told = new WeakMap<RunnerTestCase, Bench[]>();
/** Simulations that were made outside of tests, for all tests of their file. */
const shared = new Map<string, Bench[]>();

/** Has to be called when the module of a test is loaded. */
export function leaveFailures(): void {
  setKeeper(kept);
  aroundEach(async (runTest, { task }) => {
    const benches: Bench[] = [];
    await running.run({ test: task, benches }, runTest);
    finish(task, benches);
  });
}

/** The test that runs; of concurrent ones the one that asks. Undefined outside of tests. */
export const currentTest = (): RunnerTestCase | undefined =>
  running.getStore()?.test ?? TestRunner.getCurrentTest<RunnerTestCase>();

function kept(): Bench[] {
  const own = running.getStore();
  if (own) return own.benches;
  const test = currentTest();
  if (!test) return entry(shared, expect.getState().testPath ?? "");
  if (!told.has(test)) {
    test.context.onTestFinished(() => {
      finish(test, told.get(test) ?? []);
      told.delete(test);
    });
  }
  return entry(told, test);
}

interface Kept<K> {
  get(key: K): Bench[] | undefined;
  set(key: K, benches: Bench[]): unknown;
}

function entry<K>(map: Kept<K>, key: K): Bench[] {
  const benches = map.get(key) ?? [];
  map.set(key, benches);
  return benches;
}

/** A test has run. */
function finish(test: RunnerTestCase, own: readonly Bench[]): void {
  const id: TestId = { root: process.cwd(), file: test.file.filepath, name: distinctName(test) };
  const errors = test.result?.errors ?? [];
  const message = errors.map((error) => error.message).join("\n\n");
  const all = shared.get(test.file.filepath) ?? [];
  const meant = all.filter((bench) => isIn(message, bench));
  const benches = [...(meant.length + own.length > 0 ? meant : all), ...own];
  // Of a test that is to fail, failing is no failure.
  if (test.result?.state !== "fail" || test.fails || benches.length === 0) return removeFailure(id);
  const [runs, problems] = recorded(benches, message);
  const evidence = leaveFailure(id, message, runs);
  (test.meta as { tickless?: readonly Evidence[] }).tickless = evidence;
  const last = errors.at(-1);
  if (!last) return;
  const commands = evidence.map((one) => `  ${viewCommand(one)}`);
  const seen = commands.length > 0 ? ["recorded; see it at that time with", "", ...commands, ""] : [];
  const text = [last.message, "", ...seen, ...problems].join("\n");
  if (last.stack !== undefined) last.stack = last.stack.replace(last.message, () => text);
  last.message = text;
}

/** Its full name; of the second test of that name with a number behind it. */
function distinctName({ id, file, fullTestName }: RunnerTestCase): string {
  const key = `${file.filepath} > ${fullTestName}`;
  const ids = namesakes.get(key) ?? [];
  if (!ids.includes(id)) namesakes.set(key, [...ids, id]);
  const before = ids.includes(id) ? ids.indexOf(id) : ids.length;
  return before === 0 ? fullTestName : `${fullTestName} ${before + 1}`;
}

/** Recordings, and why there are none of some simulations. */
function recorded(benches: readonly Bench[], message: string): [runs: FailedRun[], problems: string[]] {
  const runs: FailedRun[] = [];
  const problems: string[] = [];
  for (const bench of benches) {
    try {
      const time = momentIn(message, bench);
      runs.push({ name: bench.name, bytes: bench.recording(), time });
    } catch (error) {
      problems.push(`no recording of ${bench.title}: ${(error as Error).message}`);
    }
  }
  return [runs, problems];
}
