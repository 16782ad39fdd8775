import { runningLoop } from "./loop.js";
import { sleepMs } from "./sleep.js";
import type { Coroutine } from "./suspension.js";

/** Values that come one by one, each to be waited for: what `async for` goes through. */
export interface Source<T> {
  next(): Coroutine<IteratorResult<T, void>>;
}

/** Runs `body` for each value, one after the other; it ends the loop early by returning false. */
export function* forEach<T>(source: Source<T>, body: (value: T) => Coroutine<unknown>): Coroutine {
  for (;;) {
    const item = yield* source.next();
    if (item.done || (yield* body(item.value)) === false) return;
  }
}

/** A beat every `ms` that does not drift, however long the work in between takes: 0, 1, 2, … */
export function every(ms: number): Source<number> {
  let beats = 0;
  let next = 0;
  return {
    *next() {
      const { clock } = runningLoop();
      const now = clock.ticks();
      if (beats === 0) next = now;
      next += ms * clock.ticksPerMs;
      yield* sleepMs((next - now) / clock.ticksPerMs);
      return { done: false, value: beats++ };
    },
  };
}
