import { TASK_ENDED, type LaneRef, type TaskColumns, type TasksColumns, type TaskSpan } from "../../protocol/store.js";
import { TaskIndex } from "../index/index.js";
import type { TaskLife } from "../index/tasks.js";
import { countBelow } from "../pages.js";
import type { Recording } from "../recording.js";
import type { View } from "../view.js";
import { windowsOfTimes } from "../windows.js";

/** More tasks than this are not told apart in one lane. */
export const MOST_TASKS = 256;
/** What a column gets at least in which a task runs: also a run too short to have length is seen. */
export const LEAST_RUNNING = 1 / 32;
const NONE = 255;

export function tasksColumns(recording: Recording, { tracks }: LaneRef, view: View): TasksColumns {
  const index = recording.find(TaskIndex, tracks[0]);
  if (!index || view.used === 0) return { kind: "tasks", tasks: [], more: 0 };
  const lives = index.tasks.filter((task) => task.times.get(0) < view.end && task.end >= view.start);
  const tasks = lives.slice(0, MOST_TASKS).map((task) => columnsOf(task, view, recording.end));
  return { kind: "tasks", tasks, more: lives.length - tasks.length };
}

function columnsOf(task: TaskLife, view: View, recorded: number): TaskColumns {
  const running = new Float32Array(view.width);
  const state = new Uint8Array(view.width).fill(NONE);
  const { first, before } = windowsOfTimes(task.times, view);
  let ran = task.ranBefore(view.start, task.at(view.start));
  for (let column = 0; column < view.used; column++) {
    const to = before[column + 1] as number;
    if (to === 0) continue;
    const end = Math.min(recorded, view.start + (column + 1) * view.step);
    const ranThen = task.ranBefore(end, to - 1);
    const part = view.step > 0 ? (ranThen - ran) / view.step : 0;
    running[column] = task.runs(first[column] as number, to) ? Math.min(1, Math.max(LEAST_RUNNING, part)) : 0;
    state[column] = task.states.get(to - 1);
    ran = ranThen;
  }
  return { id: task.id, name: task.name, running, state, spans: spansOf(task, view, recorded) };
}

function spansOf(task: TaskLife, view: View, recorded: number): readonly TaskSpan[] | undefined {
  const { times, states } = task;
  const first = Math.max(0, task.at(view.start));
  const last = countBelow(times, view.end, first);
  if (last - first > view.width / 2) return undefined;
  const spans: TaskSpan[] = [];
  for (let row = first; row < last; row++) {
    const state = states.get(row);
    if (state === TASK_ENDED) continue;
    const end = row + 1 < times.length ? times.get(row + 1) : recorded;
    spans.push({ start: times.get(row), end, state, on: task.onAt(row) });
  }
  return spans;
}
