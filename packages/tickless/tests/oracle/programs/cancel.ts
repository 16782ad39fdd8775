import { createTask, currentTask, sleepMs, type Task } from "@tickless/sim-core/firmware/asyncio/index";
import { pair } from "../support/pair.js";

/** Cancelling a task. */
export const cancelling = [
  pair({
    name: "before it starts: it never runs",
    python: `
async def worker():
    log("not reached")

async def main():
    task = create_task(worker())
    log(task.cancel(), task.done())
    try:
        await task
    except CancelledError as er:
        log("main", er, task.done())
    log(task.cancel())
`,
    *typescript(log) {
      function* worker() {
        log("not reached");
      }
      const task = createTask(worker());
      log(task.cancel(), task.done());
      try {
        yield* task;
      } catch (er) {
        log("main", er, task.done());
      }
      log(task.cancel());
    },
  }),

  pair({
    name: "while it sleeps: it wakes at once, behind those that are due",
    python: `
async def worker(name):
    try:
        await sleep_ms(50)
    except CancelledError as er:
        log(name, er)
        raise

async def ticker():
    for i in range(4):
        log("ticker", i)
        await sleep_ms(1)

async def main():
    tasks = [create_task(worker(name)) for name in "abc"]
    create_task(ticker())
    await sleep_ms(2)
    log(tasks[2].cancel(), tasks[0].cancel())
    await sleep_ms(0)
    log([task.done() for task in tasks])
    await sleep_ms(3)
    log(tasks[2].cancel())
`,
    *typescript(log) {
      function* worker(name: string) {
        try {
          yield* sleepMs(50);
        } catch (er) {
          log(name, er);
          throw er;
        }
      }
      function* ticker() {
        for (let i = 0; i < 4; i++) {
          log("ticker", i);
          yield* sleepMs(1);
        }
      }
      const [a, b, c] = [createTask(worker("a")), createTask(worker("b")), createTask(worker("c"))];
      createTask(ticker());
      yield* sleepMs(2);
      log(c.cancel(), a.cancel());
      yield* sleepMs(0);
      log([a.done(), b.done(), c.done()]);
      yield* sleepMs(3);
      log(c.cancel());
    },
  }),

  pair({
    name: "when it is due already: it keeps its place",
    python: `
async def worker(name):
    try:
        await sleep_ms(0)
        log(name, "runs")
    except CancelledError as er:
        log(name, er)

async def main():
    a = create_task(worker("a"))
    create_task(worker("b"))
    await sleep_ms(0)
    log(a.cancel())
    await sleep_ms(0)
    log("main")
`,
    *typescript(log) {
      function* worker(name: string) {
        try {
          yield* sleepMs(0);
          log(name, "runs");
        } catch (er) {
          log(name, er);
        }
      }
      const a = createTask(worker("a"));
      createTask(worker("b"));
      yield* sleepMs(0);
      log(a.cancel());
      yield* sleepMs(0);
      log("main");
    },
  }),

  pair({
    name: "twice before it runs: it sees one cancellation",
    python: `
async def worker():
    for i in range(3):
        try:
            await sleep_ms(20)
            log("slept", i)
        except CancelledError as er:
            log(er, i)

async def main():
    task = create_task(worker())
    await sleep_ms(1)
    log(task.cancel(), task.cancel())
    await sleep_ms(1)
    log(task.cancel())
    await task
    log(task.cancel())
`,
    *typescript(log) {
      function* worker() {
        for (let i = 0; i < 3; i++) {
          try {
            yield* sleepMs(20);
            log("slept", i);
          } catch (er) {
            log(er, i);
          }
        }
      }
      const task = createTask(worker());
      yield* sleepMs(1);
      log(task.cancel(), task.cancel());
      yield* sleepMs(1);
      log(task.cancel());
      yield* task;
      log(task.cancel());
    },
  }),

  pair({
    name: "itself: an error",
    python: `
async def worker():
    try:
        current_task().cancel()
    except RuntimeError as er:
        log(er)
    await sleep_ms(1)
    log("goes on")

async def main():
    await worker()
    await create_task(worker())
`,
    *typescript(log) {
      function* worker() {
        try {
          currentTask().cancel();
        } catch (er) {
          log(er);
        }
        yield* sleepMs(1);
        log("goes on");
      }
      yield* worker();
      yield* createTask(worker());
    },
  }),

  pair({
    name: "the main task, from a task",
    python: `
async def worker(main):
    await sleep_ms(3)
    log(main.cancel())
    await sleep_ms(1)
    log("worker ends")

async def main():
    create_task(worker(current_task()))
    try:
        await sleep_ms(100)
    except CancelledError as er:
        log("main", er)
    await sleep_ms(5)
    log("main ends")
`,
    *typescript(log) {
      function* worker(main: Task<unknown>) {
        yield* sleepMs(3);
        log(main.cancel());
        yield* sleepMs(1);
        log("worker ends");
      }
      createTask(worker(currentTask()));
      try {
        yield* sleepMs(100);
      } catch (er) {
        log("main", er);
      }
      yield* sleepMs(5);
      log("main ends");
    },
  }),
];
