import { didYouMean } from "./did-you-mean.js";
import type { Problem } from "./errors.js";
import type { Scenario, ScenarioStep } from "./scenario.js";
import type { Simulation } from "./simulation.js";

/** Mistakes that can be seen before time 0: parts, controls and pins that are not there, values out of range. */
export function checkScenario(sim: Simulation, scenario: Scenario): Problem[] {
  return scenario.steps.flatMap((step) => checkStep(sim, scenario, step));
}

function checkStep(sim: Simulation, scenario: Scenario, step: ScenarioStep): Problem[] {
  if (step.kind === "repeat") return step.steps.flatMap((inner) => checkStep(sim, scenario, inner));
  const problem = findProblem(sim, step);
  if (!problem) return [];
  const file = scenario.file === undefined ? {} : { file: scenario.file };
  return [{ severity: "error", ...file, ...(step.line === undefined ? {} : { line: step.line }), ...problem }];
}

type Found = Omit<Problem, "severity"> | undefined;

function findProblem(sim: Simulation, step: ScenarioStep): Found {
  if (step.kind === "set-control") return checkControl(sim, step.part, step.control, [step.value]);
  if (step.kind === "press") return checkControl(sim, step.part, step.control, [0, 1]);
  if (step.kind === "wait-pin" || step.kind === "expect-pin") return checkPin(sim, step.part, step.pin);
  if ((step.kind === "wait-serial" || step.kind === "write-serial") && sim.mcus.length === 0) {
    return { message: `${step.kind} needs a microcontroller board` };
  }
  return undefined;
}

function checkControl(sim: Simulation, part: string, name: string, values: readonly number[]): Found {
  const missing = checkPart(sim, part);
  if (missing) return missing;
  const controls = sim.controls(part);
  const control = controls.find((other) => other.name === name);
  if (!control) {
    const names = controls.map((other) => other.name);
    const message = `the part has no control '${name}' (it has: ${names.join(", ") || "none"})`;
    return { message, part, ...didYouMean(name, names) };
  }
  const wrong = values.find((value) => !(value >= control.min && value <= control.max));
  if (wrong === undefined) return undefined;
  return { message: `control '${name}' takes ${control.min} to ${control.max}, not ${wrong}`, part };
}

function checkPin(sim: Simulation, part: string, pin: string): Found {
  const missing = checkPart(sim, part);
  if (missing) return missing;
  const found = sim.board.parts.find((other) => other.id === part);
  const pins = [...(found?.nets.keys() ?? [])];
  if (pins.includes(pin)) return undefined;
  return { message: `the part has no pin '${pin}'`, part, ...didYouMean(pin, pins) };
}

function checkPart(sim: Simulation, part: string): Found {
  const ids = sim.board.parts.map((other) => other.id);
  if (ids.includes(part)) return undefined;
  return { message: `there is no part '${part}'`, ...didYouMean(part, ids) };
}
