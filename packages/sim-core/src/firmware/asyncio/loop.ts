import { CancelledError, RuntimeError } from "./errors.js";
import { describe } from "./describe.js";
import { CATCH_UP, Idle, Request, type Suspension, Waiting, type Coroutine } from "./suspension.js";
import { TaskQueue } from "./task-queue.js";
import { Task, type Outcome, type Scheduler } from "./task.js";

/** The time by which a loop orders its tasks. */
export interface Clock {
  ticks(): number;
  /** 1 on a board, where a tick is a millisecond. */
  readonly ticksPerMs: number;
}

/** Is told what becomes of tasks. */
export interface TaskObserver {
  created(task: Task): void;
  running(task: Task): void;
  waiting(task: Task, on: string): void;
  ended(task: Task): void;
}

/** What the exception handler is told. */
export interface ExceptionContext {
  readonly message: string;
  readonly exception: unknown;
  readonly future: Task;
}

export type ExceptionHandler = (loop: Loop, context: ExceptionContext) => void;

/** Something that may have become ready outside of any task: the loop asks it before it looks for the next task. */
export interface Poll {
  /** Wakes its task if there is reason to; returns whether it is done with. */
  poll(): boolean;
}

/** A coroutine, or the task that runs it. */
export type Awaitable<T> = Coroutine<T> | Task<T>;

/** Runs tasks, one at a time, each until it waits, in the order of their ticks. */
export class Loop implements Scheduler {
  readonly ready = new TaskQueue<Task>();
  current: Task | undefined = undefined;
  readonly polls: Poll[] = [];
  private readonly idle = new Idle();
  private handler: ExceptionHandler | undefined = undefined;
  private tasks = 0;

  constructor(
    readonly clock: Clock,
    private readonly print: (text: string) => void,
    private readonly observer?: TaskObserver,
  ) {}

  /** Runs all tasks until `main` has ended; gives its result, or throws its error. */
  *run<T>(main: Awaitable<T>): Coroutine<T> {
    const last = this.promote(main, "main");
    const outer = this.current;
    while (!last.outcome) {
      yield CATCH_UP;
      if (this.polls.length > 0) this.poll();

      const task = this.ready.first;
      if (!task || task.tick > this.ticks()) {
        this.idle.ticks = task ? task.tick - this.ticks() : Infinity;
        yield this.idle;
        continue;
      }

      this.ready.pop();
      if (task.outcome) this.report(task);
      else {
        this.observer?.running(task);
        for (let request = this.step(task, last); request; request = this.step(task, last)) yield request;
      }
    }
    this.current = outer;
    return last.result();
  }

  /** Goes on with the task until it waits or has ended. A request of its for the machine is the caller's to pass on. */
  private step(task: Task, main: Task): Request | undefined {
    this.current = task;
    let step;
    try {
      step = task.resume();
    } catch (error) {
      return this.end(task, { ok: false, error }, main);
    }
    if (step.done) return this.end(task, { ok: true, value: step.value }, main);
    if (step.value instanceof Request) return step.value;
    if (step.value instanceof Waiting) this.observer?.waiting(task, step.value.on);
    else this.refuse(task, step.value);
    return undefined;
  }

  /** Wakes whoever awaits the task. A failure that nobody awaits comes back once more: then it is reported. */
  private end(task: Task, outcome: Outcome<unknown>, main: Task): undefined {
    const { onEnd, waiters, group } = task;
    let awaited = task === main || onEnd !== undefined || group !== undefined;
    task.outcome = outcome;
    task.retrieved = awaited || waiters !== undefined;
    this.observer?.ended(task);
    onEnd?.(task);
    for (let waiter = waiters?.pop(); waiter; waiter = waiters?.pop()) {
      waiter.wake();
      awaited = true;
    }
    group?.childEnded(task);
    if (!awaited && !outcome.ok && !(outcome.error instanceof CancelledError)) task.wake();
  }

  private report(task: Task): void {
    if (task.retrieved || !task.outcome || task.outcome.ok) return;
    const exception = task.outcome.error;
    this.callExceptionHandler({ message: "Task exception wasn't retrieved", exception, future: task });
  }

  /** A coroutine yielded what none of this made: it would wait for ever. */
  private refuse(task: Task, value: Suspension): void {
    task.pending = new TypeError(`task '${task.name}' yielded ${describe(value)}`);
    this.ready.push(task, this.ticks());
  }

  private poll(): void {
    for (const poll of [...this.polls]) if (poll.poll()) this.polls.splice(this.polls.indexOf(poll), 1);
  }

  ticks(): number {
    return this.clock.ticks();
  }

  createTask<T>(coroutine: Coroutine<T>, name?: string): Task<T> {
    if (typeof (coroutine as Partial<Coroutine<T>> | undefined)?.next !== "function") {
      throw new TypeError(`a coroutine is expected, not ${describe(coroutine)}`);
    }
    const id = ++this.tasks;
    const task = new Task<T>(this, coroutine, id, name ?? coroutine.coroutineName ?? `task ${id}`);
    this.observer?.created(task);
    task.wake();
    return task;
  }

  /** The task itself, or a new one for the coroutine. */
  promote<T>(awaitable: Awaitable<T>, name?: string): Task<T> {
    return awaitable instanceof Task ? awaitable : this.createTask(awaitable, name);
  }

  /** The running task leaves the processor to others until the tick. */
  sleepUntil(tick: number): void {
    this.currentTask().enter(this.ready, tick);
  }

  currentTask(): Task {
    if (!this.current) throw new RuntimeError("no running event loop");
    return this.current;
  }

  setExceptionHandler(handler: ExceptionHandler | undefined): void {
    this.handler = handler;
  }

  getExceptionHandler(): ExceptionHandler | undefined {
    return this.handler;
  }

  callExceptionHandler(context: ExceptionContext): void {
    if (this.handler) this.handler(this, context);
    else this.defaultExceptionHandler(context);
  }

  defaultExceptionHandler({ message, exception, future }: ExceptionContext): void {
    this.print(`${message}\nfuture: task '${future.name}'\n${formatError(exception)}`);
  }

  /** Calls `action` as code of this loop: `runningLoop` finds it. */
  within<T>(action: () => T): T {
    const before = setRunning(this);
    try {
      return action();
    } finally {
      setRunning(before);
    }
  }
}

/** "Error: what happened", as MicroPython ends a traceback. */
export function formatError(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${describe(error)}\n`;
  return `${error.name}${error.message ? `: ${error.message}` : ""}\n`;
}

/** The loop whose code runs now. There is one for each board, and it is set only while that board's code runs. */
let running: Loop | undefined;

/** Returns the one that was. */
function setRunning(loop: Loop | undefined): Loop | undefined {
  const before = running;
  running = loop;
  return before;
}

export function runningLoop(): Loop {
  if (!running) throw new RuntimeError("no running event loop");
  return running;
}
