import { fileURLToPath } from "node:url";
import { UsageError } from "@tickless/sim-core";
import { loadProject } from "../cli/load-project.js";
import type { Project } from "../project.js";
import { ProjectRun } from "../runner/run.js";
import { chooseScenario, NO_SCENARIO, parseScenario } from "../scenario-choice.js";
import { shown } from "./arguments.js";
import { Bench, type Slicing } from "./bench.js";
import { engineFor } from "./engine.js";
import { keep } from "./kept-benches.js";

export interface SimulateOptions {
  /** What parts are random by: how contacts bounce, … Default: the project's, or 1. */
  readonly seed?: number;
  /** Default true. False: nothing is recorded, and no query has an answer; for measurements. */
  readonly record?: boolean;
  /** Whether computing takes virtual time. Default: as the project says, or true. */
  readonly cpuTime?: boolean;
  /** File name of one of the project's scenarios, to be played. Default: none is. */
  readonly scenario?: string;
  /** For laws: the time is cut into slices of these lengths. */
  readonly slicing?: Slicing;
}

/**
 * Puts a project on the bench, at time 0. It is a folder, a .py or a .ts file (relative to the working directory), or a project
 * that was read already. Throws UsageError, and ProjectError with all its mistakes.
 */
export function simulate(project: string | URL | Project, options: SimulateOptions = {}): Bench {
  const { seed, record, cpuTime, scenario = NO_SCENARIO, slicing } = options;
  if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0))
    throw new UsageError(`seed: ${shown(seed)} is no whole number of 0 or more`);
  const loaded = projectOf(project);
  const chosen = chooseScenario(loaded, scenario);
  const run = new ProjectRun(loaded, {
    firmware: engineFor(loaded),
    clock: () => 0,
    ...(seed === undefined ? {} : { seed }),
    ...(record === undefined ? {} : { record }),
    ...(cpuTime === undefined ? {} : { cpuTime }),
    ...(chosen ? { scenario: parseScenario(chosen).scenario } : {}),
  });
  const bench = new Bench(run, { slicing, cpuTime, scenario: chosen });
  keep(bench);
  return bench;
}

/** Reads a project from disk, for many simulations. */
export function projectOf(project: string | URL | Project): Project {
  if (project instanceof URL) return loadProject(fileURLToPath(project), process.cwd());
  return typeof project === "string" ? loadProject(project, process.cwd()) : project;
}
