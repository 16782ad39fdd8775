import type { Nanos, Simulation } from "@tickless/sim-core";
import type { BoardProgram } from "../programs.js";
import type { RunEndModel } from "./model.js";
import { runEnd } from "./run-end.js";

/** How a program ended or why it does not go on, and when, ns. */
export interface TimedEnd extends RunEndModel {
  readonly time: Nanos;
}

/** What is known of a program that does not go on though it has not ended: a deadlock, a loop of resets. */
export interface Stuck {
  end: TimedEnd | undefined;
  /** What runs on the boards. */
  readonly programs: readonly BoardProgram[];
}

/** Each says whether to leave the simulation there. */
export interface Stops {
  /** Somebody has stopped it. */
  stopped(): boolean;
  /** The program does not go on any more. */
  programEnded(): boolean;
}

/** Lets time pass to `time`. It also does when the program has ended or waits in vain: the board is still there. */
export function pass(sim: Simulation, time: Nanos, stuck: Stuck, stops: Stops): void {
  for (;;) {
    const status = sim.runUntil(time);
    if (status === "stopped") {
      if (stops.stopped()) return;
      continue;
    }
    if (status === "running") {
      stuck.end = undefined;
      return;
    }
    if (stuck.end?.kind !== status) {
      stuck.end = { ...runEnd(sim, status, stuck.programs), time: sim.now };
      if (stops.programEnded()) return;
    }
    // Without time passing it resets for ever.
    if (status === "reset-loop") return;
    if (sim.queue.nextTime > time) {
      sim.passTo(Math.max(time, sim.now));
      return;
    }
    sim.fireNext();
  }
}

/** How the program ended or why it does not go on; undefined while it does, or interrupts still wake it. */
export function endOf(sim: Simulation, stuck: Stuck): TimedEnd | undefined {
  const { runners } = sim;
  const over = runners.every((runner) => runner.over);
  const failed = runners.some(({ state }) => state.end?.kind === "exception");
  if (!failed && !over) return stuck.end;
  const time = Math.max(0, ...runners.map(({ state }) => state.end?.time ?? 0));
  return { ...runEnd(sim, failed ? "exception" : "finished", stuck.programs), time };
}
