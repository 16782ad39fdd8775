import { formatProblem, type RunStatus } from "@tickless/sim-core";
import { performance } from "node:perf_hooks";
import type { Project, TextFile } from "../../project.js";
import { baseName } from "../../project-files.js";
import { recordingOf } from "../../recording/project.js";
import { RecordingError } from "../../recording/recording.js";
import { runEnd } from "../../runner/run-end.js";
import { ProjectRun, type RunOptions, type RunResult } from "../../runner/run.js";
import { engineFor } from "../../testing/engine.js";
import { placesIn } from "../../testing/places.js";
import type { End, View } from "../../testing/view.js";
import type { Impatience, RunRecord } from "./job.js";

/** Most of a board's output that a report shows. */
const PRINTED = 64 << 10;

/** A simulation that has come to its end. */
export interface Ended {
  readonly run: ProjectRun;
  readonly result: RunResult;
  /** What is doubtful about the project. */
  readonly warnings: readonly string[];
  /** It was given up because it took the host too long. */
  readonly givenUp: boolean;
}

/** Runs a project to its end. Throws UsageError, ProjectError and ModelError. */
export function simulateToEnd(project: Project, options: Partial<RunOptions>, impatient: Impatience): Ended {
  const run = new ProjectRun(project, {
    ...options,
    firmware: engineFor(project),
    clock: () => performance.now(),
  });
  let givenUp = false;
  while (!givenUp && run.step()) givenUp = impatient();
  if (givenUp) run.stop();
  return { run, result: run.result(), warnings: run.warnings.map(formatProblem), givenUp };
}

/** The recording as messages see it. */
export function viewOf({ run, result }: Ended): View {
  const { sim, project } = run;
  const stopped = ["exception", "deadlock", "reset-loop", "finished"].includes(result.end);
  const end: End | undefined = stopped
    ? {
        ...runEnd(sim, result.end as Exclude<RunStatus, "running" | "stopped">, run.programs),
        time: sim.end?.time ?? sim.now,
      }
    : undefined;
  const title = `${project.name}, seed ${result.seed}`;
  return {
    trace: sim.trace,
    now: sim.now,
    title,
    boards: sim.mcus.map(({ id }) => id),
    end,
    places: (board, at) => (at === sim.now ? placesIn(sim, run.programs, board) : new Map()),
  };
}

/** What a report needs of a run; with its recording if it is wanted. */
export function recordOf(ended: Ended, scenario: TextFile | undefined, wanted: boolean): RunRecord {
  const { result, run } = ended;
  const printed = run.sim.trace.at(run.sim.now).text(`${run.sim.console()?.id}.serial`).slice(-PRINTED);
  const record = { seed: result.seed, virtualNs: result.virtualNs, printed, project: baseName(run.project.name) };
  const recording = wanted ? recordingBytes(ended, scenario) : undefined;
  return recording ? { ...record, recording } : record;
}

function recordingBytes({ run, result }: Ended, scenario: TextFile | undefined): Uint8Array | undefined {
  const { project, seed, sim } = run;
  const { end: ended, virtualNs: end } = result;
  const until = ended === "interrupted" || (ended === "limit" && result.scenario?.finished) ? end : run.until;
  try {
    return recordingOf({ project, seed, end, until, ended, scenario, inputs: [], trace: sim.trace });
  } catch (error) {
    // A run can be too long to be written.
    if (error instanceof RecordingError) return undefined;
    throw error;
  }
}

/** The traceback of the board whose program has failed. */
export function tracebackOf({ run: { sim } }: Ended): string {
  const failed = sim.runners.find(({ state }) => state.end?.kind === "exception")?.id ?? sim.console()?.id;
  return lastTraceback(sim.trace.at(sim.now).text(`${failed}.serial`));
}

/** The last traceback that the board has printed. */
function lastTraceback(printed: string): string {
  const from = printed.lastIndexOf("Traceback (most recent call last):");
  return from < 0 ? "" : printed.slice(from).replaceAll("\r\n", "\n").trimEnd();
}
