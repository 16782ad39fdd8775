import { dirname } from "node:path";
import { formatTime, UsageError, type Board, type Scenario, type ScenarioStep } from "@tickless/sim-core";
import { wireTrack } from "../../measure/wire-track.js";
import type { Project, TextFile } from "../../project.js";
import type { AcceptGolden } from "../../scenario-look.js";
import { Probe } from "../../testing/probe.js";
import { situation } from "../../testing/situation.js";
import type { View } from "../../testing/view.js";
import { writeScreenshots } from "../screenshots.js";
import type { CaseResult, Impatience, RunRecord, TestJob } from "./job.js";
import { recordOf, simulateToEnd, tracebackOf, viewOf, type Ended } from "./simulate.js";

export interface PlayedScenario {
  readonly project: Project;
  readonly text: TextFile;
  readonly scenario: Scenario;
  readonly seed: number | undefined;
  readonly name: string;
  readonly run: number;
  readonly accept: AcceptGolden;
}

interface Ran {
  readonly result: CaseResult;
  readonly record: RunRecord;
  readonly warnings: readonly string[];
}

const HALF = 0.5;

/** Plays a scenario to its last step, or to where the project's duration ends it. Throws what `ProjectRun` does. */
export function runScenario(job: TestJob, played: PlayedScenario, impatient: Impatience): Ran {
  const { project, scenario, seed, name, run, accept } = played;
  const pictures = new Map<string, Uint8Array>();
  const ended = simulateToEnd(
    project,
    {
      scenario,
      accept,
      endsWithScenario: true,
      onScreenshot: (path, png) => pictures.set(path, png),
      ...(seed === undefined ? {} : { seed }),
      ...(job.timeout === undefined ? {} : { until: job.timeout }),
    },
    impatient,
  );
  // Of several seeds, the first.
  if (run === 0) writeScreenshots(pictures, dirname(job.file));
  const to = ended.result.virtualNs;
  const verdict = verdictOf(job, played, ended);
  const record = recordOf(ended, played.text, verdict.status !== "passed");
  return { result: { name, ...verdict, from: 0, to, run }, record, warnings: ended.warnings };
}

type Verdict = Pick<CaseResult, "status" | "message" | "details" | "line">;

function verdictOf(job: TestJob, { scenario }: PlayedScenario, ended: Ended): Verdict {
  const { result, givenUp } = ended;
  const view = viewOf(ended);
  const { board } = ended.run.sim;
  const { scenario: played, end } = result;
  const at = formatTime(result.virtualNs);
  if (givenUp)
    return { status: "error", message: `given up at ${at} of virtual time`, details: situationAt(view, board) };
  if (end === "exception" || end === "deadlock" || end === "reset-loop") {
    const traceback = end === "exception" ? tracebackOf(ended) : "";
    const details = `${traceback === "" ? "" : `${traceback}\n`}${situationAt(view, board)}`;
    return { status: "error", message: `at ${at}: ${view.end?.message}`, details, ...lineOf(played?.line) };
  }
  if (played && !played.ok) {
    const { message, details, line, time } = played;
    const place = line === undefined ? job.shown : `${job.shown}:${line}`;
    const more = `${details === undefined ? "" : `${details}\n`}${situationAt(view, board, stepAt(scenario.steps, line))}`;
    return {
      status: "failed",
      message: `${place}: at ${formatTime(time)}: ${message}`,
      details: more,
      ...lineOf(line),
    };
  }
  return { status: "passed", message: "", details: "" };
}

const lineOf = (line: number | undefined): { readonly line?: number } => (line === undefined ? {} : { line });

/** What went on at the end, with the wire that a step is about. */
function situationAt(view: View, board: Board, step?: ScenarioStep): string {
  const probes = step && "pin" in step ? probesOf(view, board, `${step.part}:${step.pin}`) : [];
  const around = step && "over" in step && step.over !== undefined ? { around: step.over } : {};
  return situation({ view, at: view.now, probes, ...around }).trim();
}

/** None when nothing records the wire at the pin. */
function probesOf(view: View, board: Board, pin: string): Probe[] {
  try {
    const track = view.trace.get(wireTrack(board, view.boards, pin));
    return track ? [new Probe(view, track, HALF)] : [];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function stepAt(steps: readonly ScenarioStep[], line: number | undefined): ScenarioStep | undefined {
  for (const step of steps) {
    if (step.kind === "repeat") {
      const found = stepAt(step.steps, line);
      if (found) return found;
    } else if (line !== undefined && step.line === line) return step;
  }
  return undefined;
}
