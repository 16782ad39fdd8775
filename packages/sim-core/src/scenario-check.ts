import { limitOf } from "./device.js";
import { didYouMean } from "./did-you-mean.js";
import type { Problem } from "./errors.js";
import { isExpectation, type Scenario, type ScenarioLook, type ScenarioStep } from "./scenario.js";
import type { Simulation } from "./simulation.js";
import { isMotion, valuesOf } from "./stimulus/motion.js";
import { drivableNet } from "./stimulus/source.js";

/** Mistakes that can be seen before time 0: parts, controls and pins that are not there, values out of range. */
export function checkScenario(sim: Simulation, scenario: Scenario, look?: ScenarioLook): Problem[] {
  return scenario.steps.flatMap((step) => checkStep(sim, scenario, step, look));
}

function checkStep(sim: Simulation, scenario: Scenario, step: ScenarioStep, look: ScenarioLook | undefined): Problem[] {
  if (step.kind === "repeat") return step.steps.flatMap((inner) => checkStep(sim, scenario, inner, look));
  const problem = findProblem(sim, step, look);
  if (!problem) return [];
  const file = scenario.file === undefined ? {} : { file: scenario.file };
  return [{ severity: "error", ...file, ...(step.line === undefined ? {} : { line: step.line }), ...problem }];
}

type Found = Omit<Problem, "severity"> | undefined;

function findProblem(sim: Simulation, step: ScenarioStep, look: ScenarioLook | undefined): Found {
  if (step.kind === "set-control") return checkControl(sim, step.part, step.control, [step.value]);
  if (isMotion(step)) return checkControl(sim, step.part, step.control, valuesOf(step));
  if (step.kind === "fault") return checkControl(sim, step.part, step.fault, [step.value ?? 0], true);
  if (step.kind === "press") return checkControl(sim, step.part, step.control, [0, 1]);
  if (step.kind === "wait-pin" || step.kind === "expect-pin") return checkPin(sim, step.part, step.pin);
  if (step.kind === "drive-pin") {
    const wire = drivableNet(sim.board, step.part, step.pin);
    return "net" in wire ? undefined : wire;
  }
  if (isExpectation(step)) {
    const part = "part" in step && step.part !== undefined ? step.part : undefined;
    const missing =
      part === undefined ? undefined : "pin" in step ? checkPin(sim, part, step.pin) : checkPart(sim, part);
    if (step.kind === "expect-serial" && step.board !== undefined && !sim.console(step.board))
      return checkBoard(sim, step);
    return missing ?? (look ? look.check(step) : { message: `${step.kind} cannot be checked here` });
  }
  if (step.kind === "wait-serial" || step.kind === "write-serial") return checkBoard(sim, step);
  return undefined;
}

function checkBoard(sim: Simulation, { kind, board }: { readonly kind: string; readonly board?: string }): Found {
  if (sim.mcus.length === 0) return { message: `${kind} needs a microcontroller board` };
  if (sim.console(board)) return undefined;
  const ids = sim.mcus.map(({ id }) => id);
  const hint = { hint: `boards: ${ids.join(", ")}`, ...didYouMean(board ?? "", ids) };
  return { message: `there is no board '${board}'`, ...hint };
}

/** A fault is a control as well; `faulty`: only a fault will do. */
function checkControl(sim: Simulation, part: string, name: string, values: readonly number[], faulty = false): Found {
  const missing = checkPart(sim, part);
  if (missing) return missing;
  const controls = sim.controls(part).filter(({ kind }) => !faulty || kind === "fault");
  const control = controls.find((other) => other.name === name);
  const noun = faulty ? "fault" : "control";
  if (!control) {
    const names = controls.flatMap((other) => (faulty || other.kind !== "fault" ? [other.name] : []));
    const message = `the part has no ${noun} '${name}' (it has: ${names.join(", ") || "none"})`;
    return { message, part, ...didYouMean(name, names) };
  }
  const wrong = values.find((value) => !(value >= control.min && value <= limitOf(control)));
  if (wrong === undefined) return undefined;
  return { message: `${noun} '${name}' takes ${control.min} to ${limitOf(control)}, not ${wrong}`, part };
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
