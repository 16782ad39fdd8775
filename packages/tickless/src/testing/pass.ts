import type { Nanos, Simulation } from "@tickless/sim-core";
import { runEnd } from "../runner/run-end.js";
import type { End } from "./view.js";

/** What is known of a program that does not go on though it has not ended: a deadlock, a loop of resets. */
export interface Stuck {
  end: End | undefined;
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
      stuck.end = { ...runEnd(sim, status), time: sim.now };
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
export function endOf(sim: Simulation, stuck: Stuck): End | undefined {
  const { runners } = sim;
  const over = runners.every(({ state, mcu }) => state.end !== null && !mcu.armed);
  const failed = runners.some(({ state }) => state.end?.kind === "exception");
  if (!failed && !over) return stuck.end;
  const time = Math.max(0, ...runners.map(({ state }) => state.end?.time ?? 0));
  return { ...runEnd(sim, failed ? "exception" : "finished"), time };
}
