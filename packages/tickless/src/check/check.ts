import { readWiring } from "@tickless/devices";
import { ProjectError, type Problem } from "@tickless/sim-core";
import { boardOf, registryWith, type Project, type TextFile } from "../project.js";
import { readScenario } from "../scenario.js";
import type { Finding } from "./finding.js";
import { checkWiring } from "./wiring.js";

/** All that is wrong with a project as far as it can be told without running it: its files, then its wiring. */
export function checkProject(project: Project): Finding[] {
  const scenarios = project.scenarios.flatMap(({ text, file }) => readScenario(text, file).problems);
  const others = scenarios.map(findingOf);
  try {
    const { board, warnings } = boardOf(project);
    return [...warnings.map(findingOf), ...others, ...checkWiring(board)];
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    return [...findingsOf(error), ...others, ...wiringOf(project)];
  }
}

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
