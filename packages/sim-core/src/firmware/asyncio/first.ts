import { CancelledError } from "./errors.js";
import { Event } from "./event.js";
import { runningLoop, type Awaitable } from "./loop.js";
import type { Coroutine } from "./suspension.js";
import type { Outcome } from "./task.js";

type Values<A extends readonly Awaitable<unknown>[]> = {
  [I in keyof A]: A[I] extends Awaitable<infer T> ? { readonly index: number; readonly value: T } : never;
}[number];

/** Runs all at once until one of them has ended, and cancels the others; gives which it was, and its result. */
export function* first<const A extends readonly Awaitable<unknown>[]>(...awaitables: A): Coroutine<Values<A>> {
  const loop = runningLoop();
  const ended = new Event();
  let winner: { readonly index: number; readonly outcome: Outcome<unknown> } | undefined;
  const runners = awaitables.map((awaitable, index) => {
    const task = loop.promote(awaitable);
    return loop.createTask(watch(task, index), `first ${task.name}`);
  });
  function* watch(task: Awaitable<unknown>, index: number): Coroutine {
    try {
      const value = yield* task;
      winner ??= { index, outcome: { ok: true, value } };
    } catch (error) {
      if (error instanceof CancelledError && winner) throw error;
      winner ??= { index, outcome: { ok: false, error } };
    }
    ended.set();
  }
  try {
    yield* ended.wait();
  } finally {
    winner ??= { index: -1, outcome: { ok: true, value: undefined } };
    for (const runner of runners) runner.cancel();
  }
  const { index, outcome } = winner;
  if (!outcome.ok) throw outcome.error;
  return { index, value: outcome.value } as Values<A>;
}
