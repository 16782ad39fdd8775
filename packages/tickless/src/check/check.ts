import { readWiring } from "@tickless/devices";
import {
  checkScenario,
  ProjectError,
  type Problem,
  type Scenario,
  type ScenarioLook,
  type Simulation,
} from "@tickless/sim-core";
import { boardOf, registryWith, type Project, type TextFile } from "../project.js";
import { playable } from "../runner/playable.js";
import { readScenario } from "../scenario.js";
import type { Finding } from "./finding.js";
import { trialOf } from "./trial.js";
import { checkWiring } from "./wiring.js";

/** All that is wrong with a project as far as it can be told without running it: its files, then its wiring. */
export function checkProject(project: Project): Finding[] {
  const scenarios = project.scenarios.map(({ text, file }) => readScenario(text, file));
  const others = scenarios.flatMap(({ problems }) => problems.map(findingOf));
  try {
    const { board, warnings } = boardOf(project);
    const trial = trialOf(board);
    const unfit = scenarios.flatMap(({ scenario }) => (scenario && trial.sim ? unfitFor(trial.sim, scenario) : []));
    const problems = [...warnings, ...trial.problems].map(findingOf);
    return [...problems, ...others, ...unfit.map(findingOf), ...checkWiring(board, trial)];
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    return [...findingsOf(error), ...others, ...wiringOf(project)];
  }
}

/** Parts, controls and pins of a scenario that the board does not have. */
function unfitFor(sim: Simulation, read: Scenario): readonly Problem[] {
  const { scenario, problems } = playable(read, sim);
  return [...problems, ...checkScenario(sim, scenario, LATER)];
}

/** What a recording is to show can be told when there is one. */
const LATER: ScenarioLook = { check: () => undefined, look: () => undefined };

/** What is wrong with a diagram alone, whatever runs on its boards. */
export function checkDiagram({ text, file }: TextFile): Finding[] {
  const { board, problems } = readWiring(text, file);
  return [...problems.map(findingOf), ...(board ? checkWiring(board) : [])];
}

/** The wires of a project whose program no board can run. */
function wiringOf({ diagram, parts }: Project): Finding[] {
  const board = diagram && readWiring(diagram.text, diagram.file, registryWith(parts)).board;
  return board ? checkWiring(board) : [];
}

export const findingsOf = ({ problems }: ProjectError): Finding[] => problems.map(findingOf);

const findingOf = (problem: Problem): Finding => ({ rule: "project", ...problem });
