import { RuntimeError } from "./errors.js";
import { runningLoop, type Loop, type Poll } from "./loop.js";
import { Waiting, type Coroutine } from "./suspension.js";
import type { Task } from "./task.js";

const WAITING = new Waiting("flag");

/**
 * For interrupt handlers: `set` touches no queue of the loop, which looks at the flag when it looks for the next task. One
 * task at a time may wait for it; it is cleared as that task goes on.
 */
export class ThreadSafeFlag implements Poll {
  private raised = false;
  private waiter: Task | undefined;
  private loop: Loop | undefined;

  set(): void {
    this.raised = true;
  }

  clear(): void {
    this.raised = false;
  }

  *wait(): Coroutine {
    if (!this.raised) {
      if (this.waiter) throw new RuntimeError("another task waits for this flag");
      this.loop = runningLoop();
      this.waiter = this.loop.currentTask();
      this.waiter.waitsAt = this;
      this.loop.polls.push(this);
      yield WAITING;
    }
    this.raised = false;
  }

  poll(): boolean {
    if (!this.raised) return false;
    this.waiter?.wake();
    this.waiter = undefined;
    return true;
  }

  remove(): void {
    const polls = this.loop?.polls ?? [];
    polls.splice(polls.indexOf(this), 1);
    this.waiter = undefined;
  }
}
