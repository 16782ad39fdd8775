import type { Problem } from "@tickless/sim-core";
import type { Session } from "./session.js";

/** What is wrong with what is open: with the project, its wiring, its guided text. */
export const problemsOf = ({ project }: Session): readonly Problem[] => [
  ...project.problems.value,
  ...project.findings.value,
  ...project.mistakes.value,
];
