import { CancelledError, TimeoutError } from "./errors.js";
import { runningLoop, type Awaitable } from "./loop.js";
import { sleepMs } from "./sleep.js";
import type { Coroutine } from "./suspension.js";
import type { Outcome, Task } from "./task.js";

/** Wakes a task that sleeps in `waitFor`, and tells it what came of what it waits for. */
class Arrived<T> extends CancelledError {
  constructor(readonly outcome: Outcome<T>) {
    super();
  }
}

/** Awaits the task and interrupts the sleep of the one that waits, unless that was cancelled already. */
function* bring<T>(task: Task<T>, waiter: Task): Coroutine {
  let outcome: Outcome<T>;
  try {
    outcome = { ok: true, value: yield* task };
  } catch (error) {
    outcome = { ok: false, error };
  }
  const asleep = !waiter.done() && !waiter.waitsAt && !waiter.pending;
  if (asleep) waiter.interrupt(new Arrived(outcome));
}

/** Awaits no longer than `ms`: then cancels, waits until the cancelled one has cleaned up, and throws a TimeoutError. */
export function* waitForMs<T>(awaitable: Awaitable<T>, ms: number | null): Coroutine<T> {
  const loop = runningLoop();
  const task = loop.promote(awaitable);
  if (ms === null) return yield* task;
  const bringer = loop.createTask(bring(task, loop.currentTask()), `waitFor ${task.name}`);
  try {
    yield* sleepMs(ms);
  } catch (error) {
    if (!(error instanceof Arrived)) {
      if (error instanceof CancelledError) bringer.cancel();
      throw error;
    }
    const { outcome } = error as Arrived<T>;
    if (outcome.ok) return outcome.value;
    throw outcome.error;
  }
  bringer.cancel();
  yield* bringer;
  throw new TimeoutError();
}

/** The same in seconds; null: for as long as it takes. */
export function waitFor<T>(awaitable: Awaitable<T>, seconds: number | null): Coroutine<T> {
  return waitForMs(awaitable, seconds === null ? null : Math.trunc(seconds * 1000));
}
