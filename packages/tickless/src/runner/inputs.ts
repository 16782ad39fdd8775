import { formatTime, type Problem, type Simulation } from "@tickless/sim-core";
import type { Input } from "./model.js";

/** Throws UsageError when there is no such control, or it does not take the value. */
export function applyInput(sim: Simulation, input: Input): void {
  if (input.kind === "control") sim.setControl(input.part, input.control, input.value);
  else sim.mcus[0]?.serial.input(new TextEncoder().encode(input.text));
}

/** Inputs, in order of time, that the board can take: it may have changed since they were made. The others are told. */
export function fittingInputs(
  sim: Simulation,
  inputs: readonly Input[],
): { readonly inputs: readonly Input[]; readonly problems: readonly Problem[] } {
  const fitting = inputs.filter((input) => fits(sim, input)).sort((a, b) => a.time - b.time);
  const left = inputs.filter((input) => !fits(sim, input));
  const problems = left.map((input): Problem => {
    const what =
      input.kind === "control" ? `${input.part} has no ${input.control} of ${input.value}` : "there is no board";
    const message = `what was done by hand at ${formatTime(input.time)} is left out: ${what}`;
    return { severity: "warning", message };
  });
  return { inputs: fitting, problems };
}

function fits(sim: Simulation, input: Input): boolean {
  if (input.kind === "serial") return sim.mcus.length > 0;
  const control = sim.controls(input.part).find(({ name }) => name === input.control);
  return control !== undefined && input.value >= control.min && input.value <= control.max;
}
