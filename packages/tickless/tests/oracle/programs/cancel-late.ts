import {
  createTask,
  gather,
  sleepMs,
  waitForMs,
  type Coroutine,
  type Task,
} from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** Cancelling a task that cleans up, has others wait for it, or refuses. */
export const cancellingLate = [
  pair({
    name: "while it cleans up: the clean-up is cut short",
    python: `
async def worker():
    try:
        await sleep_ms(50)
    finally:
        log("cleaning up")
        try:
            await sleep_ms(50)
            log("not reached")
        finally:
            log("cut short")

async def main():
    task = create_task(worker())
    await sleep_ms(1)
    task.cancel()
    await sleep_ms(1)
    log(task.done())
    task.cancel()
    try:
        await task
    except CancelledError as er:
        log("main", er)
`,
    *typescript(log) {
      function* worker() {
        try {
          yield* sleepMs(50);
        } finally {
          log("cleaning up");
          try {
            yield* sleepMs(50);
            log("not reached");
          } finally {
            log("cut short");
          }
        }
      }
      const task = createTask(worker());
      yield* sleepMs(1);
      task.cancel();
      yield* sleepMs(1);
      log(task.done());
      task.cancel();
      try {
        yield* task;
      } catch (er) {
        log("main", er);
      }
    },
  }),

  pair({
    name: "and its clean-up takes its time",
    python: `
async def worker():
    try:
        await sleep_ms(50)
    finally:
        await sleep_ms(5)
        log("clean")

async def main():
    task = create_task(worker())
    await sleep_ms(1)
    task.cancel()
    await sleep_ms(1)
    log(task.done())
    try:
        await task
    except CancelledError as er:
        log("main", er)
`,
    *typescript(log) {
      function* worker() {
        try {
          yield* sleepMs(50);
        } finally {
          yield* sleepMs(5);
          log("clean");
        }
      }
      const task = createTask(worker());
      yield* sleepMs(1);
      task.cancel();
      yield* sleepMs(1);
      log(task.done());
      try {
        yield* task;
      } catch (er) {
        log("main", er);
      }
    },
  }),

  pair({
    name: "while it gathers: its children are cancelled, and it is",
    python: `
async def child(name):
    try:
        await sleep_ms(50)
    except CancelledError as er:
        log(name, er)
        raise

async def parent(name, returned):
    try:
        log(name, await gather(child(name + "1"), child(name + "2"), return_exceptions=returned))
    except CancelledError as er:
        log(name, er)
        raise

async def main():
    for returned in (False, True):
        task = create_task(parent("p", returned))
        await sleep_ms(1)
        log(task.cancel())
        try:
            await task
        except CancelledError as er:
            log("main", er)
        await sleep_ms(5)
`,
    *typescript(log) {
      function* child(name: string) {
        try {
          yield* sleepMs(50);
        } catch (er) {
          log(name, er);
          throw er;
        }
      }
      function* parent(name: string, returnExceptions: boolean) {
        try {
          log(name, yield* gather([child(`${name}1`), child(`${name}2`)], { returnExceptions }));
        } catch (er) {
          log(name, er);
          throw er;
        }
      }
      for (const returned of [false, true]) {
        const task = createTask(parent("p", returned));
        yield* sleepMs(1);
        log(task.cancel());
        try {
          yield* task;
        } catch (er) {
          log("main", er);
        }
        yield* sleepMs(5);
      }
    },
  }),

  pair({
    name: "while it waits with a time-out: what it waits for is cancelled, too",
    python: `
async def inner():
    try:
        await sleep_ms(50)
    except CancelledError as er:
        log("inner", er)
        raise

async def outer():
    try:
        await wait_for_ms(inner(), 30)
    except CancelledError as er:
        log("outer", er)
        raise

async def main():
    task = create_task(outer())
    await sleep_ms(1)
    log(task.cancel())
    try:
        await task
    except CancelledError as er:
        log("main", er)
    await sleep_ms(60)
    log("main ends")
`,
    *typescript(log) {
      function* inner() {
        try {
          yield* sleepMs(50);
        } catch (er) {
          log("inner", er);
          throw er;
        }
      }
      function* outer() {
        try {
          yield* waitForMs(inner(), 30);
        } catch (er) {
          log("outer", er);
          throw er;
        }
      }
      const task = createTask(outer());
      yield* sleepMs(1);
      log(task.cancel());
      try {
        yield* task;
      } catch (er) {
        log("main", er);
      }
      yield* sleepMs(60);
      log("main ends");
    },
  }),

  pair({
    name: "while it waits for the task that cancels it: that is lost",
    python: `
async def boss():
    global waiter_task
    await sleep_ms(1)
    log("boss", waiter_task.cancel())
    try:
        await sleep_ms(5)
        log("boss slept")
    except CancelledError as er:
        log("boss", er)
    await sleep_ms(1)
    log("boss ends")

async def waiter(task):
    try:
        await task
        log("waiter")
    except CancelledError as er:
        log("waiter", er)

async def main():
    global waiter_task
    waiter_task = create_task(waiter(create_task(boss())))
    await waiter_task
    log("main")
`,
    *typescript(log) {
      function* boss() {
        yield* sleepMs(1);
        log("boss", waiterTask.cancel());
        try {
          yield* sleepMs(5);
          log("boss slept");
        } catch (er) {
          log("boss", er);
        }
        yield* sleepMs(1);
        log("boss ends");
      }
      function* waiter(task: Task<void>): Coroutine<void> {
        try {
          yield* task;
          log("waiter");
        } catch (er) {
          log("waiter", er);
        }
      }
      const waiterTask: Task<void> = createTask(waiter(createTask(boss())));
      yield* waiterTask;
      log("main");
    },
  }),

  pair({
    name: "and it swallows that, again and again",
    python: `
async def worker():
    n = 0
    while n < 3:
        try:
            await sleep_ms(50)
        except CancelledError as er:
            n += 1
            log("worker", er, n)
    return n

async def main():
    task = create_task(worker())
    for i in range(5):
        await sleep_ms(2)
        log(i, task.cancel(), task.done())
    log(await task)
`,
    *typescript(log) {
      function* worker() {
        let n = 0;
        while (n < 3) {
          try {
            yield* sleepMs(50);
          } catch (er) {
            n++;
            log("worker", er, n);
          }
        }
        return n;
      }
      const task = createTask(worker());
      for (let i = 0; i < 5; i++) {
        yield* sleepMs(2);
        log(i, task.cancel(), task.done());
      }
      log(yield* task);
    },
  }),

  pair({
    name: "and it raises something else",
    python: `
async def worker():
    try:
        await sleep_ms(50)
    except CancelledError:
        raise Oops("instead")

async def main():
    for awaited in (True, False):
        task = create_task(worker())
        await sleep_ms(1)
        task.cancel()
        try:
            if awaited:
                await task
        except Oops as er:
            log("main", er)
        await sleep_ms(5)
`,
    *typescript(log) {
      function* worker() {
        try {
          yield* sleepMs(50);
        } catch {
          throw new Oops("instead");
        }
      }
      for (const awaited of [true, false]) {
        const task = createTask(worker());
        yield* sleepMs(1);
        task.cancel();
        try {
          if (awaited) yield* task;
        } catch (er) {
          log("main", er);
        }
        yield* sleepMs(5);
      }
    },
  }),
];
