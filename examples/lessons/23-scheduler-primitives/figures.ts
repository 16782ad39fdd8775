import { TaskState } from "@tickless/sim-core";
import type { Bench } from "tickless/testing";
import { timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const WORKERS = ["Ada", "Ben"];

/** What the tasks of these names went through, in order. */
function turns(sim: Bench, names: readonly string[]) {
  const ids = sim.tasks().flatMap(({ name, id }) => (names.includes(name) ? [id] : []));
  const track = sim.trace.get("pico.tasks")!;
  return Array.from({ length: track.rows }, (_, row) => {
    const [id, state, on] = [0, 1, 2].map((column) => track.value(row, column)) as [number, TaskState, string];
    return { time: track.time(row), id, state, on };
  }).filter(({ id }) => ids.includes(id));
}

const woken = (sim: Bench) =>
  turns(sim, WORKERS).filter(({ state }) => state === TaskState.Running).length - WORKERS.length;

/** How often a worker that waited for an arrival found none. */
function inVain(sim: Bench): number {
  const all = turns(sim, WORKERS).filter(({ state }) => state === TaskState.Waiting);
  return all.filter(({ id, on }, index) => {
    const before = all.slice(0, index).findLast((other) => other.id === id);
    return on === "arrival" && before?.on === "arrival";
  }).length;
}

/** From the arrival of each of the first jobs, when somebody is free, to its beginning: the longest time. */
function slowest(sim: Bench): number {
  const arrivals = turns(sim, ["bring"]).filter(({ state }) => state === TaskState.Running);
  const begins = sim.serial.matching("begins");
  return Math.max(...begins.slice(0, 3).map(({ time }, job) => time - arrivals[job]!.time));
}

/** For how long both workers are at work at the same time, ns. */
function overlap(sim: Bench): number {
  let [busy, since, sum] = [0, 0, 0];
  for (const { text, time } of sim.serial.timedLines()) {
    if (busy === 2) sum += time - since;
    busy += text.includes("begins") ? 1 : -1;
    since = time;
  }
  return sum;
}

const lastDone = (sim: Bench) => sim.serial.matching("has done").at(-1)!.time;

const figures: FiguresOf = (rig) => {
  const [polling, event, queue, lock] = [rig.run(), rig.run(2), rig.run(4), rig.run(5)];
  return {
    jobs: `${polling.serial.matching("has done").length}`,
    wakesPolling: `${woken(polling)}`,
    latencyPolling: timeText(slowest(polling)),
    wakesEvent: `${woken(event)}`,
    latencyEvent: timeText(slowest(event)),
    vain: `${inVain(event)}`,
    wakesQueue: `${woken(queue)}`,
    overlap: timeText(overlap(queue)),
    overlapLocked: overlap(lock) === 0 ? "never" : timeText(overlap(lock)),
    later: timeText(lastDone(lock) - lastDone(queue)),
  };
};
export default figures;
