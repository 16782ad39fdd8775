import { TaskState, type Nanos } from "@tickless/sim-core";
import { placeText, type Places } from "./places.js";
import { momentOf, type View } from "./view.js";

/** One of a program's tasks at some moment. */
export interface TaskView {
  readonly id: number;
  /** Its coroutine's name. */
  readonly name: string;
  /** "ready": created, and not yet run. */
  readonly state: "ready" | "running" | "waiting" | "ended";
  /** What it waits for: "sleep", "event", "lock", a task's name, …; "" when it does not. */
  readonly on: string;
  /** Since when, ns. */
  readonly since: Nanos;
}

const STATES: Readonly<Record<TaskState, TaskView["state"]>> = {
  [TaskState.Created]: "ready",
  [TaskState.Running]: "running",
  [TaskState.Waiting]: "waiting",
  [TaskState.Ended]: "ended",
};

/** Reads a board's track of tasks; fast when moments are asked for in order. */
export class TaskReader {
  private readonly tasks = new Map<number, TaskView>();
  private next = 0;

  constructor(
    private readonly view: View,
    private readonly mcu: string,
  ) {}

  /** The tasks at a moment, in order of their creation. */
  at(time: Nanos): TaskView[] {
    const track = this.view.trace.get(`${this.mcu}.tasks`);
    const last = track ? track.rowAt(time) : -1;
    if (last + 1 < this.next) {
      this.tasks.clear();
      this.next = 0;
    }
    for (; track && this.next <= last; this.next++) {
      const [id, state, on] = [0, 1, 2].map((column) => track.value(this.next, column)) as [number, TaskState, string];
      const created = state === TaskState.Created;
      const name = created ? on : (this.tasks.get(id)?.name ?? "");
      this.tasks.set(id, { id, name, state: STATES[state], on: created ? "" : on, since: track.time(this.next) });
    }
    return [...this.tasks.values()];
  }
}

/** The tasks of a board at a moment (default now), in order of their creation. */
export const tasksAt = (view: View, mcu: string, at?: Nanos): TaskView[] =>
  new TaskReader(view, mcu).at(momentOf(view, at));

/** A line for each: "t2 blink  waiting for sleep  main.py:35  await asyncio.sleep_ms(250)". */
export function taskLines(tasks: readonly TaskView[], places: Places): string[] {
  const names = padded(tasks.map(({ id, name }) => `t${id} ${name}`));
  const states = padded(tasks.map(({ state, on }) => `${state}${on === "" ? "" : ` for ${on}`}`));
  return tasks.map(({ id }, index) => {
    const place = places.get(id);
    return `${names[index]}  ${states[index]}${place ? `  ${placeText(place)}` : ""}`.trimEnd();
  });
}

/** All as long as the longest. */
function padded(texts: readonly string[]): string[] {
  const width = Math.max(0, ...texts.map((text) => text.length));
  return texts.map((text) => text.padEnd(width));
}
