import { runningLoop } from "./loop.js";
import type { Coroutine, Waiting } from "./suspension.js";
import { TaskQueue } from "./task-queue.js";
import type { Task } from "./task.js";

/** Tasks that wait for the same thing, in the order in which they came. */
export class Waiters {
  private readonly queue = new TaskQueue<Task>();
  /** Tasks that were cancelled while they waited, and have not run since. */
  private readonly cancelled = new Set<Task>();

  get length(): number {
    return this.queue.length;
  }

  /**
   * Waits until somebody wakes the running task. One that was woken, but is cancelled before it ran, has got something that it
   * cannot use: `passOn` gives it to the next.
   */
  *wait(on: Waiting, passOn?: () => void): Coroutine {
    const loop = runningLoop();
    const task = loop.currentTask();
    task.enter(this.queue, loop.ticks(), this);
    try {
      yield on;
    } catch (error) {
      if (!this.cancelled.delete(task)) passOn?.();
      throw error;
    }
  }

  /** Wakes the task that has waited longest; returns it. */
  wakeFirst(): Task | undefined {
    const task = this.queue.pop();
    task?.wake();
    return task;
  }

  wakeAll(): void {
    while (this.wakeFirst());
  }

  remove(task: Task): void {
    this.queue.remove(task);
    this.cancelled.add(task);
  }
}
