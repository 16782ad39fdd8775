import { ProjectError, UsageError, type Problem, type Scenario } from "@tickless/sim-core";
import type { Project, TextFile } from "./project.js";
import { readScenario } from "./scenario.js";

/** Says that none is to be played. */
export const NO_SCENARIO = "none";

/**
 * The project's scenario to play: the one with this file name, else the one that the settings name, else the only one there is.
 * Throws UsageError.
 */
export function chooseScenario(
  { scenarios, settings }: Pick<Project, "scenarios" | "settings">,
  name?: string,
): TextFile | undefined {
  const wanted = name ?? settings.scenario;
  if (wanted === NO_SCENARIO) return undefined;
  if (wanted === undefined) return scenarios.length === 1 ? scenarios[0] : undefined;
  const found = scenarios.find(({ file }) => file.split(/[\\/]/).at(-1) === wanted);
  const prefix = name === undefined ? "tickless.yaml: " : "";
  if (!found) throw new UsageError(`${prefix}there is no scenario '${wanted}' in the folder`);
  return found;
}

/** Throws ProjectError when it has mistakes; `problems` are warnings then. */
export function parseScenario({ file, text }: TextFile): { scenario: Scenario; problems: readonly Problem[] } {
  const { scenario, problems } = readScenario(text, file);
  if (!scenario) throw new ProjectError(problems);
  return { scenario, problems };
}
