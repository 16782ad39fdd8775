import { ProjectError, type Problem } from "@tickless/sim-core";
import { boardOf, type Project } from "../project.js";
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
    return [...findingsOf(error), ...others];
  }
}

export const findingsOf = ({ problems }: ProjectError): Finding[] => problems.map(findingOf);

const findingOf = (problem: Problem): Finding => ({ rule: "project", ...problem });
