import type { Nanos } from "@tickless/sim-core";
import type { BoardState, TaskState } from "../protocol/store.js";
import { TASK_ENDED } from "../protocol/store.js";
import { PixelIndex, PwmIndex, TaskIndex } from "./index/index.js";
import type { TaskLife } from "./index/tasks.js";
import type { Recording } from "./recording.js";

/** Of a board's tasks that have ended, only the latest are told. */
const MOST_ENDED = 100;

/** The board at one time. */
export function boardStateAt({ run, indexes }: Recording, time: Nanos, exposure: Nanos): BoardState {
  const values = new Float64Array(indexes.length);
  const means = new Float64Array(indexes.length);
  const periods = new Float64Array(indexes.length).fill(NaN);
  const pixels: Record<string, Uint8Array> = {};
  indexes.forEach((index, at) => {
    values[at] = index.valueAt(time);
    means[at] = index.meanAt(time, exposure);
    if (index instanceof PwmIndex) periods[at] = index.periodAt(time);
    if (index instanceof PixelIndex) pixels[index.track.name] = index.at(time);
  });
  return { run, time, values, means, periods, pixels };
}

/** What the tasks of all boards do at one time, in order of creation. */
export function tasksAt({ indexes }: Recording, time: Nanos): TaskState[] {
  return indexes.flatMap((index) => {
    if (!(index instanceof TaskIndex)) return [];
    const { name } = index.track;
    const mcu = name.slice(0, name.lastIndexOf("."));
    const states = index.tasks.flatMap((task) => taskAt(mcu, task, time) ?? []);
    let ended = states.filter(({ state }) => state === TASK_ENDED).length;
    return states.filter(({ state }) => state !== TASK_ENDED || ended-- <= MOST_ENDED);
  });
}

function taskAt(mcu: string, task: TaskLife, time: Nanos): TaskState | undefined {
  const { id, name, times, states } = task;
  const row = task.at(time);
  if (row < 0) return undefined;
  const ran = task.ranBefore(time, row);
  return { mcu, id, name, state: states.get(row), on: task.onAt(row), since: times.get(row), ran };
}
