import type { Problem, Scenario, ScenarioStep, Simulation } from "@tickless/sim-core";
import { displaysOf } from "../show/display.js";

/**
 * A scenario without the steps that this board cannot do for want of a model, each of which is told: those that set controls of
 * parts that do nothing, and screenshots of what is no display. Their time passes.
 */
export function playable(
  scenario: Scenario,
  { board, trace }: Simulation,
): { readonly scenario: Scenario; readonly problems: readonly Problem[] } {
  const parts = new Map(board.parts.map(({ id, definition }) => [id, definition]));
  const displays = new Set(displaysOf(trace));
  const problems: Problem[] = [];
  const why = (step: ScenarioStep): string | undefined => {
    if (!("part" in step) || step.part === undefined) return undefined;
    const definition = parts.get(step.part);
    const sets = "control" in step || step.kind === "fault";
    if (definition?.inert && (sets || step.kind === "take-screenshot")) {
      return `there is no model of this part: '${step.kind}' is skipped`;
    }
    if (definition && step.kind === "take-screenshot" && !displays.has(step.part)) {
      return `screenshots are of displays alone: that of a ${definition.type} is skipped`;
    }
    return undefined;
  };
  const keep = (steps: readonly ScenarioStep[]): ScenarioStep[] =>
    steps.flatMap((step) => {
      if (step.kind === "repeat") return { ...step, steps: keep(step.steps) };
      const message = why(step);
      if (message === undefined || !("part" in step)) return step;
      const file = scenario.file === undefined ? {} : { file: scenario.file };
      const line = step.line === undefined ? {} : { line: step.line };
      problems.push({ severity: "warning", ...file, ...line, part: step.part, message });
      const duration = "duration" in step ? step.duration : undefined;
      return duration === undefined ? [] : { kind: "delay", duration, ...line };
    });
  return { scenario: { ...scenario, steps: keep(scenario.steps) }, problems };
}
