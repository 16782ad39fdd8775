import { createTask, gather, sleepMs, type Coroutine, type Task } from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** Exceptions on their way out. */
export const cleaningUp = [
  pair({
    name: "an exception in the clean-up takes the other's place",
    python: `
async def worker():
    try:
        await sleep_ms(1)
        raise Oops(1)
    finally:
        await sleep_ms(1)
        log("clean-up fails")
        raise Oops(2)

async def main():
    task = create_task(worker())
    try:
        await task
    except Oops as er:
        log("main", er)
`,
    *typescript(log) {
      function* worker(): Coroutine<void> {
        try {
          yield* sleepMs(1);
          throw new Oops(1);
        } finally {
          yield* sleepMs(1);
          log("clean-up fails");
          throw new Oops(2);
        }
      }
      const task = createTask(worker());
      try {
        yield* task;
      } catch (er) {
        log("main", er);
      }
    },
  }),

  pair({
    name: "a return in the clean-up drops the exception",
    python: `
async def worker():
    try:
        await sleep_ms(1)
        raise Oops(1)
    finally:
        await sleep_ms(1)
        return "dropped"

async def main():
    log(await worker())
    log(await create_task(worker()))
    task = create_task(worker())
    await sleep_ms(1)
    log(task.cancel())
    log(await task)
`,
    *typescript(log) {
      function* worker(): Coroutine<string> {
        try {
          yield* sleepMs(1);
          throw new Oops(1);
        } finally {
          yield* sleepMs(1);
          return "dropped";
        }
      }
      log(yield* worker());
      log(yield* createTask(worker()));
      const task = createTask(worker());
      yield* sleepMs(1);
      log(task.cancel());
      log(yield* task);
    },
  }),

  pair({
    name: "a task that is gathered cannot be awaited",
    python: `
async def worker():
    await sleep_ms(5)
    return "result"

async def waiter(task):
    try:
        log("waiter", await task)
    except RuntimeError as er:
        log("waiter", er)

async def main():
    task = create_task(worker())
    create_task(waiter(task))
    create_task(waiter(task))
    log(await gather(worker(), worker()))
    other = create_task(worker())
    gathering = create_task(gather_one(other))
    await sleep_ms(1)
    await waiter(other)
    await gathering
    await waiter(other)

async def gather_one(task):
    log("gathered", await gather(task))
`,
    *typescript(log) {
      function* worker() {
        yield* sleepMs(5);
        return "result";
      }
      function* waiter(task: Task<string>) {
        try {
          log("waiter", yield* task);
        } catch (er) {
          log("waiter", er);
        }
      }
      function* gatherOne(task: Task<string>) {
        log("gathered", yield* gather([task]));
      }
      const task = createTask(worker());
      createTask(waiter(task));
      createTask(waiter(task));
      log(yield* gather([worker(), worker()]));
      const other = createTask(worker());
      const gathering = createTask(gatherOne(other));
      yield* sleepMs(1);
      yield* waiter(other);
      yield* gathering;
      yield* waiter(other);
    },
  }),

  pair({
    name: "an exception that ends the main task ends the run",
    python: `
async def worker():
    while True:
        log("worker")
        await sleep_ms(1)

async def body():
    create_task(worker())
    await sleep_ms(3)
    raise Oops(3)

async def main():
    try:
        await body()
    finally:
        log("main ends")
        await sleep_ms(1)
        log("main has ended")
`,
    end: "exception",
    *typescript(log) {
      function* worker() {
        while (true) {
          log("worker");
          yield* sleepMs(1);
        }
      }
      function* body(): Coroutine<void> {
        createTask(worker());
        yield* sleepMs(3);
        throw new Oops(3);
      }
      try {
        yield* body();
      } finally {
        log("main ends");
        yield* sleepMs(1);
        log("main has ended");
      }
    },
  }),
];
