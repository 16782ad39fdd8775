import { Barrier, createTask, Semaphore, sleepMs } from "@tickless/sim-core/firmware/asyncio/index";
import { pair } from "../support/pair.js";

/** Semaphore and Barrier. */
export const admitting = [
  pair({
    name: "a semaphore lets two in",
    python: `
async def worker(name, semaphore, ms):
    await semaphore.acquire()
    log(name, "is in", semaphore.locked())
    await sleep_ms(ms)
    semaphore.release()
    log(name, "is out", semaphore.locked())

async def main():
    semaphore = Semaphore(2)
    tasks = [create_task(worker(n, semaphore, ms)) for n, ms in enumerate((3, 3, 1, 4, 2, 2))]
    await sleep_ms(1)
    tasks[3].cancel()
    await sleep_ms(20)
    semaphore.release()
    log(semaphore.locked())
`,
    *typescript(log) {
      function* worker(name: number, semaphore: Semaphore, ms: number) {
        yield* semaphore.acquire();
        log(name, "is in", semaphore.locked());
        yield* sleepMs(ms);
        semaphore.release();
        log(name, "is out", semaphore.locked());
      }
      const semaphore = new Semaphore(2);
      const tasks = [3, 3, 1, 4, 2, 2].map((ms, n) => createTask(worker(n, semaphore, ms)));
      yield* sleepMs(1);
      tasks[3]!.cancel();
      yield* sleepMs(20);
      semaphore.release();
      log(semaphore.locked());
    },
  }),

  pair({
    name: "a place of a semaphore given to a task that is cancelled goes to the next",
    python: `
async def worker(name, semaphore):
    try:
        await semaphore.acquire()
        log(name, "is in")
    except CancelledError as er:
        log(name, er)

async def main():
    semaphore = Semaphore(0)
    tasks = [create_task(worker(name, semaphore)) for name in "abcd"]
    await sleep_ms(1)
    semaphore.release()
    semaphore.release()
    tasks[0].cancel()
    tasks[2].cancel()
    await sleep_ms(1)
    log(semaphore.locked())
    semaphore.release()
    await sleep_ms(1)
    log(semaphore.locked())
`,
    *typescript(log) {
      function* worker(name: string, semaphore: Semaphore) {
        try {
          yield* semaphore.acquire();
          log(name, "is in");
        } catch (er) {
          log(name, er);
        }
      }
      const semaphore = new Semaphore(0);
      const tasks = [..."abcd"].map((name) => createTask(worker(name, semaphore)));
      yield* sleepMs(1);
      semaphore.release();
      semaphore.release();
      tasks[0]!.cancel();
      tasks[2]!.cancel();
      yield* sleepMs(1);
      log(semaphore.locked());
      semaphore.release();
      yield* sleepMs(1);
      log(semaphore.locked());
    },
  }),

  pair({
    name: "a barrier lets three on at a time",
    python: `
async def worker(name, barrier, ms):
    for i in range(2):
        await sleep_ms(ms)
        log(name, "comes")
        log(name, await barrier.wait())

async def main():
    barrier = Barrier(3)
    for name, ms in (("a", 3), ("b", 1), ("c", 2), ("d", 2), ("e", 4)):
        task = create_task(worker(name, barrier, ms))
    await sleep_ms(5)
    task.cancel()
    await sleep_ms(30)
`,
    *typescript(log) {
      function* worker(name: string, barrier: Barrier, ms: number) {
        for (let i = 0; i < 2; i++) {
          yield* sleepMs(ms);
          log(name, "comes");
          log(name, yield* barrier.wait());
        }
      }
      const barrier = new Barrier(3);
      const delays = Object.entries({ a: 3, b: 1, c: 2, d: 2, e: 4 });
      const tasks = delays.map(([name, ms]) => createTask(worker(name, barrier, ms)));
      yield* sleepMs(5);
      tasks[4]!.cancel();
      yield* sleepMs(30);
    },
  }),
];
