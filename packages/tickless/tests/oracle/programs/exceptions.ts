import { createTask, sleepMs, type Coroutine, type Task } from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** Exceptions that are awaited or are not. */
export const failing = [
  pair({
    name: "an exception nobody awaits is reported a turn later",
    python: `
async def worker(n):
    log("worker", n)
    raise Oops(n)

async def ticker():
    for i in range(4):
        log("ticker", i)
        await sleep_ms(0)

async def main():
    create_task(worker(1))
    create_task(ticker())
    create_task(worker(2))
    for i in range(4):
        log("main", i)
        await sleep_ms(0)
`,
    *typescript(log) {
      function* worker(n: number): Coroutine<void> {
        log("worker", n);
        throw new Oops(n);
      }
      function* ticker() {
        for (let i = 0; i < 4; i++) {
          log("ticker", i);
          yield* sleepMs(0);
        }
      }
      createTask(worker(1));
      createTask(ticker());
      createTask(worker(2));
      for (let i = 0; i < 4; i++) {
        log("main", i);
        yield* sleepMs(0);
      }
    },
  }),

  pair({
    name: "an exception awaited within that turn is not reported",
    python: `
async def worker():
    log("worker")
    raise Oops(1)

async def rescuer(task):
    log("rescuer")
    try:
        await task
    except Oops as er:
        log("rescuer", er)

async def main():
    task = create_task(worker())
    create_task(rescuer(task))
    await sleep_ms(5)
    log("main", task.done())
`,
    *typescript(log) {
      function* worker(): Coroutine<void> {
        log("worker");
        throw new Oops(1);
      }
      function* rescuer(task: Task<void>) {
        log("rescuer");
        try {
          yield* task;
        } catch (er) {
          log("rescuer", er);
        }
      }
      const task = createTask(worker());
      createTask(rescuer(task));
      yield* sleepMs(5);
      log("main", task.done());
    },
  }),

  pair({
    name: "an exception can still be awaited when it has been reported",
    python: `
async def worker():
    raise Oops(1)

async def main():
    task = create_task(worker())
    await sleep_ms(2)
    log("main", task.done())
    for i in range(2):
        try:
            await task
        except Oops as er:
            log("main", er)
    await sleep_ms(2)
`,
    *typescript(log) {
      function* worker(): Coroutine<void> {
        throw new Oops(1);
      }
      const task = createTask(worker());
      yield* sleepMs(2);
      log("main", task.done());
      for (let i = 0; i < 2; i++) {
        try {
          yield* task;
        } catch (er) {
          log("main", er);
        }
      }
      yield* sleepMs(2);
    },
  }),

  pair({
    name: "the report names the task",
    python: `
async def worker(n):
    await sleep_ms(n)
    raise Oops(n)

async def main():
    tasks = [create_task(worker(n)) for n in (3, 1, 2)]
    def handler(loop, context):
        log(tasks.index(context["future"]), context["message"], context["exception"])
    asyncio.get_event_loop().set_exception_handler(handler)
    await sleep_ms(9)
    log("main")
`,
    *typescript(log, _mcu, loop) {
      function* worker(n: number): Coroutine<void> {
        yield* sleepMs(n);
        throw new Oops(n);
      }
      const tasks = [3, 1, 2].map((n) => createTask(worker(n)));
      loop.setExceptionHandler((_, { future, message, exception }) => {
        log(tasks.indexOf(future as Task<void>), message, exception);
      });
      yield* sleepMs(9);
      log("main");
    },
  }),

  pair({
    name: "a cancellation nobody awaits is not reported",
    python: `
async def worker():
    await sleep_ms(10)

async def main():
    task = create_task(worker())
    await sleep_ms(1)
    task.cancel()
    await sleep_ms(5)
    log("main", task.done())
`,
    *typescript(log) {
      function* worker() {
        yield* sleepMs(10);
      }
      const task = createTask(worker());
      yield* sleepMs(1);
      task.cancel();
      yield* sleepMs(5);
      log("main", task.done());
    },
  }),

  pair({
    name: "an exception passes through coroutines and their clean-up",
    python: `
async def inner():
    try:
        await sleep_ms(1)
        raise Oops("inner")
    finally:
        log("inner cleans up")
        await sleep_ms(2)
        log("inner is clean")

async def outer():
    try:
        await inner()
    except Oops as er:
        log("outer", er)
        await sleep_ms(1)
        raise Oops("outer")
    finally:
        log("outer cleans up")

async def main():
    try:
        await outer()
    except Oops as er:
        log("main", er)
`,
    *typescript(log) {
      function* inner(): Coroutine<void> {
        try {
          yield* sleepMs(1);
          throw new Oops("inner");
        } finally {
          log("inner cleans up");
          yield* sleepMs(2);
          log("inner is clean");
        }
      }
      function* outer() {
        try {
          yield* inner();
        } catch (er) {
          log("outer", er);
          yield* sleepMs(1);
          throw new Oops("outer");
        } finally {
          log("outer cleans up");
        }
      }
      try {
        yield* outer();
      } catch (er) {
        log("main", er);
      }
    },
  }),
];
