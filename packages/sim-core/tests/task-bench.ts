import { s, TaskFirmware, type Main, type Nanos, type RunStatus, type Simulation } from "@tickless/sim-core";
import { bench, type BenchOptions } from "./mcu-bench.js";

export interface TaskRun {
  readonly sim: Simulation;
  readonly status: RunStatus;
  /** What was printed, line by line. */
  readonly lines: readonly string[];
}

export interface TaskRunOptions extends Pick<BenchOptions, "parts" | "wires"> {
  readonly cpuTime?: boolean;
  readonly until?: Nanos;
  /** Called before time begins. */
  readonly prepare?: (sim: Simulation) => void;
}

/** Runs a TypeScript program on a Pico; CPU time is off unless asked for. */
export function runTasks(
  main: Main,
  { cpuTime = false, until = s(10), prepare, ...board }: TaskRunOptions = {},
): TaskRun {
  const { sim } = bench(board);
  sim.load(new TaskFirmware(main, { cpuTime }));
  prepare?.(sim);
  const status = sim.runUntil(until);
  const text = sim.trace.at(sim.now).text("pico.serial");
  return { sim, status, lines: text.split("\n").slice(0, -1) };
}
