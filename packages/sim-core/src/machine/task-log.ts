import type { TrackWriter } from "../trace/index.js";
import type { McuContext } from "./mcu-context.js";

/*
 * What the program's tasks do: the track `<mcu>.tasks`. It is written by whatever schedules them; the chip knows nothing of it.
 * The row of a new task has its name, that of a waiting one what it waits for.
 */

/** As the track has them. */
export enum TaskState {
  Ended = 0,
  Running = 1,
  Waiting = 2,
  Created = 3,
}

export class TaskLog {
  private readonly track: TrackWriter;

  constructor(ctx: Pick<McuContext<unknown>, "output">) {
    this.track = ctx.output("tasks", "task");
  }

  /** False: nobody needs to write anything. */
  get enabled(): boolean {
    return this.track.enabled;
  }

  created(task: number, name: string): void {
    this.row(task, TaskState.Created, name);
  }

  running(task: number): void {
    this.row(task, TaskState.Running, "");
  }

  waiting(task: number, on: string): void {
    this.row(task, TaskState.Waiting, on);
  }

  ended(task: number): void {
    this.row(task, TaskState.Ended, "");
  }

  row(task: number, state: TaskState, text: string): void {
    this.track.write(task, state, text);
  }
}
