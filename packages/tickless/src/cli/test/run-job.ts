import { formatProblem, ModelError, ProjectError, UsageError } from "@tickless/sim-core";
import { basename, relative } from "node:path";
import { performance } from "node:perf_hooks";
import { parseScenario } from "../../scenario-choice.js";
import { loadProject, loadText } from "../load-project.js";
import { Goldens } from "./goldens.js";
import type { CaseResult, FileResult, Impatience, RunRecord, TestJob } from "./job.js";
import { pythonCases, runPython } from "./run-python.js";
import { runScenario } from "./run-scenario.js";

/** Runs the tests of a file, one simulation for each seed. */
export function runJob(job: TestJob, impatient: Impatience = () => false): FileResult {
  const started = performance.now();
  const goldens = new Goldens(job);
  const cases: CaseResult[] = [];
  const runs: RunRecord[] = [];
  const warnings: string[] = [];
  let mistakes: readonly string[] = [];
  try {
    for (const one of simulations(job, goldens, warnings, impatient)) {
      cases.push(...one.cases.filter(({ name }) => counts(job, name)));
      runs.push(one.run);
    }
  } catch (error) {
    mistakes = mistakesOf(error);
  }
  const wallMs = performance.now() - started;
  return { cases, runs, updates: goldens.updates, warnings: [...new Set(warnings)], mistakes, wallMs };
}

const counts = ({ shown, filter }: TestJob, name: string): boolean =>
  filter === undefined || `${shown} > ${name}`.toLowerCase().includes(filter.toLowerCase());

interface Simulated {
  readonly cases: readonly CaseResult[];
  readonly run: RunRecord;
}

function* simulations(
  job: TestJob,
  goldens: Goldens,
  warnings: string[],
  impatient: Impatience,
): Generator<Simulated, void> {
  if (job.kind === "python") {
    const project = loadProject(job.root, job.cwd, relative(job.root, job.file).replaceAll("\\", "/"));
    const seeds = job.seeds ?? [undefined];
    for (const [index, seed] of seeds.entries()) {
      const ran = runPython(job, project, seed, impatient);
      warnings.push(...ran.warnings);
      yield { cases: pythonCases(job, ran, index, seeds.length > 1), run: ran.record };
    }
    return;
  }
  const text = loadText(job.shown, job.cwd);
  const { scenario, problems } = parseScenario(text);
  warnings.push(...problems.map(formatProblem));
  const project = loadProject(job.root, job.cwd);
  const seeds =
    job.seeds ??
    (scenario.seeds === undefined ? [undefined] : Array.from({ length: scenario.seeds }, (_, index) => index + 1));
  for (const [index, seed] of seeds.entries()) {
    const title = scenario.name ?? basename(job.shown);
    const name = seeds.length > 1 ? `${title} (seed ${seed})` : title;
    if (!counts(job, name)) continue;
    const played = { project, text, scenario, seed, name, run: index, accept: goldens.accept };
    const ran = runScenario(job, played, impatient);
    warnings.push(...ran.warnings);
    yield { cases: [ran.result], run: ran.record };
  }
}

/** One line each. */
function mistakesOf(error: unknown): string[] {
  if (error instanceof ProjectError) return error.problems.map(formatProblem);
  if (error instanceof UsageError) return [error.message];
  if (error instanceof ModelError && error.place) return [error.message];
  const text = error instanceof Error ? error.message : String(error);
  return [`internal error${error instanceof ModelError ? " in" : ":"} ${text}`];
}
