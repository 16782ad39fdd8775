import { formatTime, s } from "@tickless/sim-core";
import type { Project } from "../../project.js";
import type { PythonTest } from "../../runner/python-bench.js";
import { situation } from "../../testing/situation.js";
import type { CaseResult, Impatience, RunRecord, TestJob } from "./job.js";
import { recordOf, simulateToEnd, tracebackOf, viewOf, type Ended } from "./simulate.js";

/** After so much virtual time a file of tests hangs. */
const LIMIT = s(60);

export interface RanPython {
  readonly ended: Ended;
  readonly record: RunRecord;
  readonly warnings: readonly string[];
}

/** Runs a file of tests in Python as the project's program. Throws what `ProjectRun` does. */
export function runPython(job: TestJob, project: Project, seed: number | undefined, impatient: Impatience): RanPython {
  const until = job.timeout ?? LIMIT;
  const ended = simulateToEnd(project, { until, ...(seed === undefined ? {} : { seed }) }, impatient);
  const { result } = ended;
  const ok = result.end === "finished" && (result.tests ?? []).every(({ outcome }) => STATUS[outcome] !== "failed");
  return { ended, record: recordOf(ended, undefined, !ok), warnings: ended.warnings };
}

const STATUS: Readonly<Record<PythonTest["outcome"], CaseResult["status"]>> = {
  passed: "passed",
  failed: "failed",
  error: "error",
  skipped: "skipped",
  "expected failure": "passed",
  "unexpected success": "failed",
  running: "error",
  "not run": "skipped",
};

/** The tests of a run, and what went wrong outside of them. */
export function pythonCases(job: TestJob, { ended }: RanPython, run: number, named: boolean): CaseResult[] {
  const { tests = [], seed } = ended.result;
  const suffix = named ? ` (seed ${seed})` : "";
  const trouble = troubleOf(ended);
  const cases = tests.map((test): CaseResult => {
    const name = `${test.name}${suffix}`;
    const { from, to } = test;
    if (test.outcome === "running") return { name, status: "error", ...trouble, from, to, run };
    if (test.outcome === "not run") {
      return {
        name,
        status: "skipped",
        message: "not run: the test before it did not end",
        details: "",
        from,
        to,
        run,
      };
    }
    return { name, status: STATUS[test.outcome], ...said(job, test), from, to, run };
  });
  const atFault = tests.some(({ outcome }) => outcome === "running");
  if (!atFault && (ended.result.end !== "finished" || tests.length === 0)) {
    const to = ended.result.virtualNs;
    const line = ended.result.end === "exception" ? lineIn(job, tracebackOf(ended)) : {};
    cases.push({ name: `(the file)${suffix}`, status: "error", ...trouble, ...line, from: 0, to, run });
  }
  return cases;
}

/** The last line of a traceback says what is wrong, its frames say where. */
function said(job: TestJob, { outcome, text }: PythonTest): Pick<CaseResult, "message" | "details" | "line"> {
  if (outcome === "passed" || outcome === "expected failure" || outcome === "skipped") {
    return { message: outcome === "passed" ? "" : text, details: "" };
  }
  const message = text.split("\n").findLast((each) => each.trim() !== "") ?? outcome;
  return { message, details: text.includes("\n") ? text : "", ...lineIn(job, text) };
}

/** The last line of the file of tests in a traceback, if it is there. */
function lineIn({ file, root }: TestJob, traceback: string): Pick<CaseResult, "line"> {
  const path = file.slice(root.length + 1).replaceAll("\\", "/");
  const places = [...traceback.matchAll(/^ {2}File "([^"]+)", line (\d+)/gm)].filter((match) => match[1] === path);
  const line = places.at(-1)?.[2];
  return line === undefined ? {} : { line: Number(line) };
}

function troubleOf(ended: Ended): Pick<CaseResult, "message" | "details"> {
  const { result, run, givenUp } = ended;
  const view = viewOf(ended);
  const at = formatTime(result.virtualNs);
  const details = situation({ view, at: view.now }).trim();
  if (givenUp) return { message: `given up at ${at} of virtual time`, details };
  if (result.end === "limit") return { message: `not done after ${formatTime(run.until)} of virtual time`, details };
  if (result.end === "finished") {
    const message = result.tests ? "the program ended" : "there are no tests in the file";
    return { message, details: "" };
  }
  const traceback = tracebackOf(ended);
  return { message: `at ${at}: ${view.end?.message}`, details: result.end === "exception" ? traceback : details };
}
