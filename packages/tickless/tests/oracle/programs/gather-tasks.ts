import {
  createTask,
  Event,
  gather,
  sleepMs,
  type Coroutine,
  type Task,
} from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** gather, of tasks. */
export const gatheringTasks = [
  pair({
    name: "a child that is cancelled",
    python: `
async def worker(name):
    try:
        await sleep_ms(5)
        log(name, "ends")
        return name
    except CancelledError as er:
        log(name, er)
        raise

async def canceller(task):
    await sleep_ms(1)
    log(task.cancel())

async def main():
    for returned in (False, True):
        task = create_task(worker("a"))
        create_task(canceller(task))
        try:
            log(await gather(worker("b"), task, worker("c"), return_exceptions=returned))
        except CancelledError as er:
            log("main", er)
        await sleep_ms(9)
`,
    *typescript(log) {
      function* worker(name: string) {
        try {
          yield* sleepMs(5);
          log(name, "ends");
          return name;
        } catch (er) {
          log(name, er);
          throw er;
        }
      }
      function* canceller(task: Task<string>) {
        yield* sleepMs(1);
        log(task.cancel());
      }
      for (const returnExceptions of [false, true]) {
        const task = createTask(worker("a"));
        createTask(canceller(task));
        try {
          log(yield* gather([worker("b"), task, worker("c")], { returnExceptions }));
        } catch (er) {
          log("main", er);
        }
        yield* sleepMs(9);
      }
    },
  }),

  pair({
    name: "tasks that have ended, well and badly",
    python: `
async def worker(name, fails=False):
    log(name)
    if fails:
        raise Oops(name)
    return name

async def main():
    good = create_task(worker("good"))
    bad = create_task(worker("bad", True))
    await sleep_ms(1)
    log(await gather(good, good))
    for returned in (True, False):
        try:
            log(await gather(good, bad, worker("new"), return_exceptions=returned))
        except Oops as er:
            log("main", er)
        await sleep_ms(1)
`,
    *typescript(log) {
      function* worker(name: string, fails = false): Coroutine<string> {
        log(name);
        if (fails) throw new Oops(name);
        return name;
      }
      const good = createTask(worker("good"));
      const bad = createTask(worker("bad", true));
      yield* sleepMs(1);
      log(yield* gather([good, good]));
      for (const returnExceptions of [true, false]) {
        try {
          log(yield* gather([good, bad, worker("new")], { returnExceptions }));
        } catch (er) {
          log("main", er);
        }
        yield* sleepMs(1);
      }
    },
  }),

  pair({
    name: "a task that somebody awaits cannot be gathered, nor one twice",
    python: `
async def worker():
    await sleep_ms(5)
    log("worker ends")

async def waiter(task):
    await task
    log("waiter")

async def main():
    task = create_task(worker())
    create_task(waiter(task))
    await sleep_ms(1)
    try:
        await gather(worker(), task)
    except RuntimeError as er:
        log(er)
    task = create_task(worker())
    try:
        await gather(task, task)
    except RuntimeError as er:
        log(er)
    try:
        await task
    except RuntimeError as er:
        log(er)
    await sleep_ms(9)
    await task
    log("main")
`,
    *typescript(log) {
      function* worker() {
        yield* sleepMs(5);
        log("worker ends");
      }
      function* waiter(task: Task<void>) {
        yield* task;
        log("waiter");
      }
      const first = createTask(worker());
      createTask(waiter(first));
      yield* sleepMs(1);
      try {
        yield* gather([worker(), first]);
      } catch (er) {
        log(er);
      }
      const task = createTask(worker());
      try {
        yield* gather([task, task]);
      } catch (er) {
        log(er);
      }
      try {
        yield* task;
      } catch (er) {
        log(er);
      }
      yield* sleepMs(9);
      yield* task;
      log("main");
    },
  }),

  pair({
    name: "gatherings within gatherings",
    python: `
async def worker(name, ms):
    await sleep_ms(ms)
    log(name)
    return name

async def both(name, ms):
    results = await gather(worker(name + "1", ms), worker(name + "2", 3))
    log(name, results)
    return results

async def main():
    log(await gather(both("a", 2), worker("b", 3), gather_none(), both("c", 3)))

async def gather_none():
    return await gather()
`,
    *typescript(log) {
      function* worker(name: string, ms: number) {
        yield* sleepMs(ms);
        log(name);
        return name;
      }
      function* both(name: string, ms: number) {
        const results = yield* gather([worker(`${name}1`, ms), worker(`${name}2`, 3)]);
        log(name, results);
        return results;
      }
      log(yield* gather([both("a", 2), worker("b", 3), gather([]), both("c", 3)]));
    },
  }),

  pair({
    name: "it waits behind what is due at its tick",
    python: `
async def waiter(event):
    await event.wait()
    log("waiter")

async def worker(event):
    await sleep_ms(1)
    event.set()
    log("worker ends")

async def ticker():
    for i in range(4):
        log("ticker", i)
        await sleep_ms(i % 2)

async def main():
    event = Event()
    create_task(ticker())
    create_task(waiter(event))
    await gather(worker(event))
    log("main")
    await sleep_ms(3)
`,
    *typescript(log) {
      function* waiter(event: Event) {
        yield* event.wait();
        log("waiter");
      }
      function* worker(event: Event) {
        yield* sleepMs(1);
        event.set();
        log("worker ends");
      }
      function* ticker() {
        for (let i = 0; i < 4; i++) {
          log("ticker", i);
          yield* sleepMs(i % 2);
        }
      }
      const event = new Event();
      createTask(ticker());
      createTask(waiter(event));
      yield* gather([worker(event)]);
      log("main");
      yield* sleepMs(3);
    },
  }),
];
