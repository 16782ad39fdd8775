import type { TrackWriter } from "../trace/index.js";
import type { McuContext } from "./mcu-context.js";

/*
 * What the program's tasks do: the track `<mcu>.tasks`. It is written by whatever schedules them; the chip knows nothing of it.
 * The row of a new task has its name, that of a waiting one what it waits for.
 */

const ENDED = 0;
const RUNNING = 1;
const WAITING = 2;
const CREATED = 3;

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
    this.track.write(task, CREATED, name);
  }

  running(task: number): void {
    this.track.write(task, RUNNING, "");
  }

  waiting(task: number, on: string): void {
    this.track.write(task, WAITING, on);
  }

  ended(task: number): void {
    this.track.write(task, ENDED, "");
  }
}
