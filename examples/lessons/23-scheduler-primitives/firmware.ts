/** Two workers wait for jobs, and somebody brings one now and then. */

import { asyncio, type TaskMcu } from "@tickless/sim-core";

type Coroutine<T = void> = asyncio.Coroutine<T>;
const { createTask, sleepMs } = asyncio;

export default function* main(mcu: TaskMcu): Coroutine {
  const jobs: number[] = [];

  function* bring(): Coroutine {
    for (let job = 1; job <= 6; job++) {
      jobs.push(job);
      yield* sleepMs(job < 4 ? 253 : 52);
    }
  }

  function* work(name: string): Coroutine {
    for (;;) {
      while (jobs.length === 0) yield* sleepMs(10);
      const job = jobs.shift();
      mcu.print(name, "begins", job);
      yield* sleepMs(150);
      mcu.print(name, "has done", job);
    }
  }

  createTask(work("Ada"), "Ada");
  createTask(work("Ben"), "Ben");
  yield* createTask(bring(), "bring");
  yield* sleepMs(400); // the last jobs are done
}
