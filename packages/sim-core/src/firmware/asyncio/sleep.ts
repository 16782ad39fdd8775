import { runningLoop, type Loop } from "./loop.js";
import { Waiting, type Coroutine } from "./suspension.js";
import type { Task } from "./task.js";

const SLEEPING = new Waiting("sleep");

/** Lets other tasks run for so many milliseconds; 0: those that are ready now. */
export function* sleepMs(ms: number): Coroutine {
  const loop = runningLoop();
  loop.sleepUntil(loop.ticks() + Math.max(0, Math.trunc(ms * loop.clock.ticksPerMs)));
  yield SLEEPING;
}

/** The same in seconds; parts of a millisecond do not count. */
export function sleep(seconds: number): Coroutine {
  return sleepMs(Math.trunc(seconds * 1000));
}

/** Starts a coroutine as a task of its own. `name` is what recordings and messages call it. */
export function createTask<T>(coroutine: Coroutine<T>, name?: string): Task<T> {
  return runningLoop().createTask(coroutine, name);
}

export function currentTask(): Task {
  return runningLoop().currentTask();
}

/** The loop of the board whose code this is. */
export function getEventLoop(): Loop {
  return runningLoop();
}

/** Forgets all tasks that are ready, asleep or waiting for a flag; the same loop goes on without them. */
export function newEventLoop(): Loop {
  const loop = runningLoop();
  while (loop.ready.pop());
  loop.polls.length = 0;
  return loop;
}

/** Runs a coroutine and all other tasks until it has ended: `asyncio.run`. What is left over waits for the next `run`. */
export function* run<T>(main: Coroutine<T>): Coroutine<T> {
  return yield* runningLoop().run(main);
}
