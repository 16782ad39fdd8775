import { CancelledError, RuntimeError } from "./errors.js";
import { runningLoop, type Awaitable } from "./loop.js";
import { Waiting, type Coroutine } from "./suspension.js";
import type { Outcome, Task } from "./task.js";

const WAITING = new Waiting("gather");

/** Where a task waits that gathers: in no queue, the ends of the gathered tasks wake it. */
const GATHERING = { remove: (): void => undefined };

type Results<A extends readonly Awaitable<unknown>[]> = {
  -readonly [I in keyof A]: A[I] extends Awaitable<infer T> ? T : never;
};

export interface GatherOptions {
  /** Errors are results like others; default false: the first one ends the waiting and is thrown. */
  readonly returnExceptions?: boolean;
}

/** Runs all at once; gives their results in order. When it is cancelled, so are they. */
export function* gather<const A extends readonly Awaitable<unknown>[]>(
  awaitables: A,
  { returnExceptions = false }: GatherOptions = {},
): Coroutine<Results<A>> {
  if (awaitables.length === 0) return [] as unknown as Results<A>;
  const loop = runningLoop();
  const gatherer = loop.currentTask();
  let running = 0;
  let failure: { readonly error: unknown } | undefined;

  const onEnd = ({ outcome }: Task): void => {
    // An earlier task failed, or this was cancelled: the gatherer is on its way already.
    if (gatherer.waitsAt !== GATHERING) return;
    const { ok } = outcome as Outcome<unknown>;
    if (!ok && !returnExceptions) failure = outcome as { readonly error: unknown };
    else if (--running > 0) return;
    gatherer.wake();
  };

  const tasks = awaitables.map((awaitable) => loop.promote(awaitable));
  let failedBefore = false;
  for (const task of tasks) {
    if (task.outcome) failedBefore ||= !task.outcome.ok && !returnExceptions;
    else if (task.waiters || task.onEnd) throw new RuntimeError("can't gather");
    else {
      task.onEnd = onEnd;
      running++;
    }
  }

  let cancelled = false;
  if (running > 0 && !failedBefore) {
    gatherer.waitsAt = GATHERING;
    try {
      yield WAITING;
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      cancelled = true;
      failure = { error };
    }
  }

  const results = tasks.map((task): unknown => {
    const { outcome } = task;
    if (!outcome) {
      // Still running: nobody gathers it any more.
      task.onEnd = undefined;
      if (cancelled) task.cancel();
      return undefined;
    }
    if (outcome.ok) return outcome.value;
    if (!returnExceptions) failure ??= outcome;
    return outcome.error;
  });
  if (failure) throw failure.error;
  return results as Results<A>;
}
