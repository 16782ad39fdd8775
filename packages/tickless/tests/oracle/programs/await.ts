import { createTask, sleepMs, type Coroutine, type Task } from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** Awaiting tasks. */
export const awaiting = [
  pair({
    name: "a finished task gives its result at once, as often as it is asked",
    python: `
async def worker():
    log("worker")
    return 42

async def other():
    log("other")

async def main():
    task = create_task(worker())
    log(task.done())
    await sleep_ms(1)
    log(task.done())
    create_task(other())
    log(await task)
    log(await task)
    await sleep_ms(1)
`,
    *typescript(log) {
      function* worker() {
        log("worker");
        return 42;
      }
      function* other() {
        log("other");
      }
      const task = createTask(worker());
      log(task.done());
      yield* sleepMs(1);
      log(task.done());
      createTask(other());
      log(yield* task);
      log(yield* task);
      yield* sleepMs(1);
    },
  }),

  pair({
    name: "all who await a running task wake in the order in which they began to",
    python: `
async def worker():
    await sleep_ms(3)
    log("worker ends")
    return "result"

async def waiter(name, task, ms):
    await sleep_ms(ms)
    log(name, "waits")
    log(name, await task)

async def main():
    task = create_task(worker())
    for name, ms in (("a", 2), ("b", 0), ("c", 1), ("d", 3), ("e", 4)):
        create_task(waiter(name, task, ms))
    log("main", await task)
    await sleep_ms(5)
`,
    *typescript(log) {
      function* worker() {
        yield* sleepMs(3);
        log("worker ends");
        return "result";
      }
      function* waiter(name: string, task: Task<string>, ms: number) {
        yield* sleepMs(ms);
        log(name, "waits");
        log(name, yield* task);
      }
      const task = createTask(worker());
      for (const [name, ms] of Object.entries({ a: 2, b: 0, c: 1, d: 3, e: 4 })) createTask(waiter(name, task, ms));
      log("main", yield* task);
      yield* sleepMs(5);
    },
  }),

  pair({
    name: "the exception of a task comes to each who awaits it",
    python: `
async def worker():
    await sleep_ms(2)
    raise Oops(1)

async def waiter(name, task):
    try:
        await task
    except Oops as er:
        log(name, er)

async def main():
    task = create_task(worker())
    create_task(waiter("a", task))
    create_task(waiter("b", task))
    await sleep_ms(4)
    log(task.done())
    await waiter("main", task)
    await waiter("main again", task)
`,
    *typescript(log) {
      function* worker(): Coroutine<void> {
        yield* sleepMs(2);
        throw new Oops(1);
      }
      function* waiter(name: string, task: Task<void>) {
        try {
          yield* task;
        } catch (er) {
          log(name, er);
        }
      }
      const task = createTask(worker());
      createTask(waiter("a", task));
      createTask(waiter("b", task));
      yield* sleepMs(4);
      log(task.done());
      yield* waiter("main", task);
      yield* waiter("main again", task);
    },
  }),
];
