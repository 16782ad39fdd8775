import { CancelledError, RuntimeError } from "./errors.js";
import { Waiting, type Coroutine, type Suspension } from "./suspension.js";
import { TaskQueue, type Entry } from "./task-queue.js";

/** What a task needs of the loop that runs it. */
export interface Scheduler {
  /** The tasks that will run, by the tick at which they do. */
  readonly ready: TaskQueue<Task>;
  /** The task that runs now. */
  readonly current: Task | undefined;
  ticks(): number;
}

/** Where tasks wait that are not in the loop's own queue: cancelling takes them out. */
export interface WaitingPlace {
  remove(task: Task): void;
}

/** Has tasks of its own, and wants to know of their ends. */
export interface Parent {
  childEnded(task: Task): void;
}

/** How a coroutine ended. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

const AWAITING = new Waiting("task");

/** A coroutine on its way through the loop. `yield* task` awaits its end and gives its result, or throws its error. */
export class Task<T = unknown> implements Entry {
  tick = 0;
  turn = 0;
  place = -1;
  /** Where it waits, unless in the loop's own queue; a task: until that one has ended. */
  waitsAt: WaitingPlace | Task | undefined = undefined;
  /** To be thrown into the coroutine when it is resumed. */
  pending: Error | undefined = undefined;
  /** How it ended; undefined while it runs. */
  outcome: Outcome<T> | undefined = undefined;
  /** Somebody has seen its outcome, or will. */
  retrieved = false;
  /** The tasks that await this one. */
  waiters: TaskQueue<Task> | undefined = undefined;
  /** Called at its end in place of waking tasks that await it. */
  onEnd: ((task: Task) => void) | undefined = undefined;
  /** The task group that it belongs to. */
  group: Parent | undefined = undefined;

  constructor(
    readonly loop: Scheduler,
    readonly coroutine: Coroutine<T>,
    readonly id: number,
    readonly name: string,
  ) {}

  done(): boolean {
    return this.outcome !== undefined;
  }

  /** Goes on with the coroutine, to where it yields next. Only the loop does this. */
  resume(): IteratorResult<Suspension, T> {
    const { pending } = this;
    if (pending === undefined) return this.coroutine.next();
    this.pending = undefined;
    return this.coroutine.throw(pending);
  }

  /** Goes into a queue, and forgets what was to be thrown: each time a task begins to wait, it begins anew. */
  enter(queue: TaskQueue<Task>, tick: number, place?: WaitingPlace | Task): void {
    this.pending = undefined;
    this.waitsAt = place;
    queue.push(this, tick);
  }

  /** Lets the task run as soon as it is its turn. */
  wake(): void {
    this.enter(this.loop.ready, this.loop.ticks());
  }

  /**
   * Throws a CancelledError into the coroutine where it waits; if it awaits another task, into that one's instead. Returns
   * whether there was anything to cancel.
   */
  cancel(): boolean {
    if (this.outcome) return false;
    if (this.loop.current === this) throw new RuntimeError("can't cancel self");
    this.innermost().interrupt(new CancelledError());
    return true;
  }

  /** The task that it awaits, or that one awaits, and so on; itself if it awaits none. */
  private innermost(): Task {
    return this.waitsAt instanceof Task ? this.waitsAt.innermost() : this;
  }

  /** Ends what the task waits for: it runs now, and finds the error thrown. */
  interrupt(error: Error): void {
    if (this.waitsAt) {
      this.waitsAt.remove(this);
      this.wake();
    } else if (this.tick > this.loop.ticks()) {
      this.loop.ready.remove(this);
      this.wake();
    } else if (this.place < 0) {
      // It is running, and cancels a task that waits for it: MicroPython forgets that when it next waits.
      return;
    }
    this.pending = error;
  }

  /** Takes out a task that awaits this one. */
  remove(task: Task): void {
    this.waiters?.remove(task);
  }

  /** The result, or throws the error. The task has ended. */
  result(): T {
    const outcome = this.outcome as Outcome<T>;
    this.retrieved = true;
    if (outcome.ok) return outcome.value;
    throw outcome.error;
  }

  *[Symbol.iterator](): Coroutine<T> {
    while (!this.outcome) {
      const waiter = this.loop.current;
      if (!waiter || this.onEnd) throw new RuntimeError("can't wait");
      this.waiters ??= new TaskQueue();
      waiter.enter(this.waiters, this.loop.ticks(), this);
      yield AWAITING;
    }
    return this.result();
  }

  /** For code that reads better with a verb: `yield* task.join()`. */
  join(): Coroutine<T> {
    return this[Symbol.iterator]();
  }
}
