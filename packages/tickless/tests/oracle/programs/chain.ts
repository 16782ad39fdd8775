import { createTask, currentTask, sleepMs, type Coroutine, type Task } from "@tickless/sim-core/firmware/asyncio/index";
import { pair } from "../support/pair.js";

/** Chains of coroutines and tasks, and their ends. */
export const chaining = [
  pair({
    name: "a chain of awaited coroutines takes no turn",
    python: `
async def level(n):
    if n == 0:
        log("bottom")
        await sleep_ms(2)
        log("bottom wakes")
        return 0
    return await level(n - 1) + 1

async def other():
    for i in range(3):
        log("other", i)
        await sleep_ms(1)

async def main():
    create_task(other())
    log("depth", await level(12))
`,
    *typescript(log) {
      function* level(n: number): Coroutine<number> {
        if (n === 0) {
          log("bottom");
          yield* sleepMs(2);
          log("bottom wakes");
          return 0;
        }
        return (yield* level(n - 1)) + 1;
      }
      function* other() {
        for (let i = 0; i < 3; i++) {
          log("other", i);
          yield* sleepMs(1);
        }
      }
      createTask(other());
      log("depth", yield* level(12));
    },
  }),

  pair({
    name: "a chain of awaited tasks takes a turn for each",
    python: `
async def level(n):
    log("down", n)
    if n == 0:
        await sleep_ms(1)
        return "bottom"
    result = await create_task(level(n - 1))
    log("up", n)
    return result

async def ticker():
    for i in range(12):
        log("ticker", i)
        await sleep_ms(0 if i % 2 else 1)

async def main():
    create_task(ticker())
    log(await create_task(level(8)))
`,
    *typescript(log) {
      function* level(n: number): Coroutine<string> {
        log("down", n);
        if (n === 0) {
          yield* sleepMs(1);
          return "bottom";
        }
        const result = yield* createTask(level(n - 1));
        log("up", n);
        return result;
      }
      function* ticker() {
        for (let i = 0; i < 12; i++) {
          log("ticker", i);
          yield* sleepMs(i % 2 ? 0 : 1);
        }
      }
      createTask(ticker());
      log(yield* createTask(level(8)));
    },
  }),

  pair({
    name: "tasks that end at one tick wake their waiters in that order",
    python: `
async def worker(name, ms):
    await sleep_ms(ms)
    log(name, "ends")
    return name

async def waiter(task):
    log("waiter of", await task)

async def main():
    a = create_task(worker("a", 5))
    b = create_task(worker("b", 5))
    create_task(waiter(b))
    create_task(waiter(a))
    create_task(waiter(b))
    await sleep_ms(5)
    log("main")
    await sleep_ms(5)
`,
    *typescript(log) {
      function* worker(name: string, ms: number) {
        yield* sleepMs(ms);
        log(name, "ends");
        return name;
      }
      function* waiter(task: Task<string>) {
        log("waiter of", yield* task);
      }
      const a = createTask(worker("a", 5));
      const b = createTask(worker("b", 5));
      createTask(waiter(b));
      createTask(waiter(a));
      createTask(waiter(b));
      yield* sleepMs(5);
      log("main");
      yield* sleepMs(5);
    },
  }),

  pair({
    name: "when the main task ends, nothing else runs on",
    python: `
async def worker():
    try:
        while True:
            log("worker")
            await sleep_ms(2)
    finally:
        log("not reached")

async def main():
    create_task(worker())
    await sleep_ms(5)
    log("main ends")
`,
    *typescript(log) {
      function* worker() {
        try {
          while (true) {
            log("worker");
            yield* sleepMs(2);
          }
        } finally {
          log("not reached");
        }
      }
      createTask(worker());
      yield* sleepMs(5);
      log("main ends");
    },
  }),

  pair({
    name: "the current task",
    python: `
async def worker():
    me = current_task()
    log("worker", me is tasks[0], me is boss)
    await sleep_ms(1)
    log("worker", me is current_task())

async def main():
    global tasks, boss
    boss = current_task()
    tasks = [create_task(worker())]
    log("main", current_task() is boss)
    await tasks[0]
    log("main", current_task() is boss)
`,
    *typescript(log) {
      function* worker(): Coroutine<void> {
        const me = currentTask();
        log("worker", me === tasks[0], me === boss);
        yield* sleepMs(1);
        log("worker", me === currentTask());
      }
      const boss = currentTask();
      const tasks = [createTask(worker())];
      log("main", currentTask() === boss);
      yield* tasks[0]!;
      log("main", currentTask() === boss);
    },
  }),
];
