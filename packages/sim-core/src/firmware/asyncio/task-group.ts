import { CancelledError, RuntimeError } from "./errors.js";
import { runningLoop } from "./loop.js";
import { Waiting, type Coroutine } from "./suspension.js";
import type { Outcome, Parent, Task } from "./task.js";
import { Waiters } from "./waiters.js";

const WAITING = new Waiting("task group");

/**
 * Tasks that end together: `run` comes back when all have ended, and never sooner. When one fails, or the body does, all
 * others are cancelled, and the failure is thrown; of several failures an AggregateError.
 *
 *     yield* new TaskGroup().run(function* (group) {
 *       group.createTask(blink(led));
 *       group.createTask(listen(button));
 *     });
 */
export class TaskGroup implements Parent {
  private readonly children = new Set<Task>();
  private readonly failures: unknown[] = [];
  private readonly finished = new Waiters();
  private owner: Task | undefined;
  /** The body is running, and is cancelled when a child fails. */
  private inBody = false;
  private aborted = false;

  /** Starts a task of the group. */
  createTask<T>(coroutine: Coroutine<T>, name?: string): Task<T> {
    if (!this.owner || this.aborted) throw new RuntimeError("the task group is not running");
    const task = runningLoop().createTask(coroutine, name);
    this.children.add(task);
    task.group = this;
    return task;
  }

  *run<T>(body: (group: TaskGroup) => Coroutine<T>): Coroutine<T> {
    if (this.owner) throw new RuntimeError("a task group runs once");
    this.owner = runningLoop().currentTask();
    let result: T | undefined;
    let cancelled: CancelledError | undefined;
    this.inBody = true;
    try {
      result = yield* body(this);
    } catch (error) {
      this.inBody = false;
      if (!(error instanceof CancelledError)) this.failures.push(error);
      // The group's own cancelling of the body is no failure; anybody else's goes on to the caller.
      else if (!this.aborted) cancelled = error;
      this.abort();
    }
    this.inBody = false;
    while (this.children.size > 0) {
      try {
        yield* this.finished.wait(WAITING);
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        cancelled = error;
        this.abort();
      }
    }
    if (this.failures.length > 1) throw new AggregateError(this.failures, `${this.failures.length} tasks failed`);
    if (this.failures.length > 0) throw this.failures[0];
    if (cancelled) throw cancelled;
    return result as T;
  }

  /** The loop tells of each task of the group that has ended. */
  childEnded(task: Task): void {
    this.children.delete(task);
    const outcome = task.outcome as Outcome<unknown>;
    if (!outcome.ok && !(outcome.error instanceof CancelledError)) {
      this.failures.push(outcome.error);
      this.abort();
    }
    if (this.children.size === 0) this.finished.wakeAll();
  }

  private abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    for (const child of this.children) child.cancel();
    if (this.inBody) this.owner?.cancel();
  }
}
