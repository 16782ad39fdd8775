import {
  delay,
  drivableNet,
  first,
  formatTime,
  limitOf,
  until,
  type asyncio,
  type Problem,
  type Simulation,
} from "@tickless/sim-core";
import type { Input, InputNow } from "./model.js";

/** Throws UsageError when there is no such control, or it does not take the value. */
export function applyInput(sim: Simulation, input: InputNow): void {
  if (input.kind === "control") sim.setControl(input.part, input.control, input.value);
  else if (input.kind === "pin") sim.drivePin(input.part, input.pin, input.value);
  else sim.console(input.board)?.serial.input(new TextEncoder().encode(input.text));
}

/**
 * A process of the test bench that does what was done within instants, each at the same point of its instant: in a process, and
 * when as many rows had been recorded. When there are fewer, because something else happens now, the instant's end has to do.
 */
export function* inputsWithin(sim: Simulation, inputs: readonly Input[]): asyncio.Coroutine {
  for (const input of inputs) {
    const { time, rows = 0 } = input;
    if (sim.now < time) yield* delay(time - sim.now);
    const due = (): boolean => sim.recorder.rows >= rows;
    if (!due()) yield* first(until(due), delay(1));
    applyInput(sim, input);
  }
}

/** Inputs, in order of time, that the board can take: it may have changed since they were made. The others are told. */
export function fittingInputs(
  sim: Simulation,
  inputs: readonly Input[],
): { readonly inputs: readonly Input[]; readonly problems: readonly Problem[] } {
  const fitting = inputs.filter((input) => fits(sim, input)).sort((a, b) => a.time - b.time);
  const left = inputs.filter((input) => !fits(sim, input));
  const problems = left.map((input): Problem => {
    const message = `what was done by hand at ${formatTime(input.time)} is left out: ${misfit(input)}`;
    return { severity: "warning", message };
  });
  return { inputs: fitting, problems };
}

function misfit(input: Input): string {
  if (input.kind === "serial")
    return input.board === undefined ? "there is no board" : `there is no board ${input.board}`;
  if (input.kind === "pin") return `${input.part} has no pin ${input.pin} that can be driven`;
  return `${input.part} has no ${input.control} of ${input.value}`;
}

function fits(sim: Simulation, input: Input): boolean {
  if (input.kind === "serial") return sim.console(input.board) !== undefined;
  if (input.kind === "pin") return "net" in drivableNet(sim.board, input.part, input.pin);
  const control = sim.controls(input.part).find(({ name }) => name === input.control);
  return control !== undefined && input.value >= control.min && input.value <= limitOf(control);
}
