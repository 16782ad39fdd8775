import {
  CancelledError,
  createTask,
  sleepMs,
  waitForMs,
  type Coroutine,
  type Task,
} from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** wait_for, nested and cancelled. */
export const waitingAndCancelling = [
  pair({
    name: "one inside the other",
    python: `
async def worker():
    try:
        await sleep_ms(20)
        return "result"
    except CancelledError as er:
        log("worker", er)
        raise

async def inner(ms):
    try:
        return await wait_for_ms(worker(), ms)
    except TimeoutError as er:
        log("inner", er)
        return "inner was late"
    except CancelledError as er:
        log("inner", er)
        raise

async def main():
    for ms, outer in ((5, 10), (10, 5), (7, 7), (30, 25), (25, 30)):
        try:
            log("main", await wait_for_ms(inner(ms), outer))
        except TimeoutError as er:
            log("main", er)
`,
    *typescript(log) {
      function* worker() {
        try {
          yield* sleepMs(20);
          return "result";
        } catch (er) {
          log("worker", er);
          throw er;
        }
      }
      function* inner(ms: number) {
        try {
          return yield* waitForMs(worker(), ms);
        } catch (er) {
          log("inner", er);
          if (er instanceof CancelledError) throw er;
          return "inner was late";
        }
      }
      for (const [ms, outer] of [
        [5, 10],
        [10, 5],
        [7, 7],
        [30, 25],
        [25, 30],
      ] as const) {
        try {
          log("main", yield* waitForMs(inner(ms), outer));
        } catch (er) {
          log("main", er);
        }
      }
    },
  }),

  pair({
    name: "what was cancelled may clean up first, and may refuse",
    python: `
async def careful():
    try:
        await sleep_ms(50)
    finally:
        await sleep_ms(4)
        log("clean")

async def stubborn():
    try:
        await sleep_ms(50)
    except CancelledError as er:
        log("stubborn", er)
    await sleep_ms(3)
    log("stubborn ends")
    return "result"

async def failing():
    try:
        await sleep_ms(50)
    finally:
        raise Oops("in clean-up")

async def main():
    for worker in (careful, stubborn, failing):
        try:
            log(await wait_for_ms(worker(), 5))
        except (TimeoutError, Oops) as er:
            log("main", er)
    await sleep_ms(5)
`,
    *typescript(log) {
      function* careful() {
        try {
          yield* sleepMs(50);
        } finally {
          yield* sleepMs(4);
          log("clean");
        }
      }
      function* stubborn() {
        try {
          yield* sleepMs(50);
        } catch (er) {
          log("stubborn", er);
        }
        yield* sleepMs(3);
        log("stubborn ends");
        return "result";
      }
      function* failing() {
        try {
          yield* sleepMs(50);
        } finally {
          throw new Oops("in clean-up");
        }
      }
      for (const worker of [careful, stubborn, failing]) {
        try {
          log(yield* waitForMs(worker() as Coroutine<unknown>, 5));
        } catch (er) {
          log("main", er);
        }
      }
      yield* sleepMs(5);
    },
  }),

  pair({
    name: "the awaited task is cancelled by somebody else",
    python: `
async def worker():
    await sleep_ms(50)

async def canceller(task):
    await sleep_ms(2)
    log(task.cancel())

async def main():
    task = create_task(worker())
    create_task(canceller(task))
    try:
        await wait_for_ms(task, 10)
    except CancelledError as er:
        log("main", er)
    await sleep_ms(20)
    log("main ends")
`,
    *typescript(log) {
      function* worker() {
        yield* sleepMs(50);
      }
      function* canceller(task: Task<void>) {
        yield* sleepMs(2);
        log(task.cancel());
      }
      const task = createTask(worker());
      createTask(canceller(task));
      try {
        yield* waitForMs(task, 10);
      } catch (er) {
        log("main", er);
      }
      yield* sleepMs(20);
      log("main ends");
    },
  }),

  pair({
    name: "the waiting task is cancelled: before, at and after the end of the awaited one",
    python: `
async def worker():
    try:
        await sleep_ms(5)
        log("worker ends")
        return "result"
    except CancelledError as er:
        log("worker", er)
        raise

async def waiter():
    try:
        log("waiter", await wait_for_ms(worker(), 9))
    except CancelledError as er:
        log("waiter", er)
    await sleep_ms(3)
    log("waiter ends")

async def main():
    for ms in (3, 5, 6, 9, 20):
        task = create_task(waiter())
        await sleep_ms(ms)
        log("main", task.cancel())
        await sleep_ms(20)
`,
    *typescript(log) {
      function* worker() {
        try {
          yield* sleepMs(5);
          log("worker ends");
          return "result";
        } catch (er) {
          log("worker", er);
          throw er;
        }
      }
      function* waiter() {
        try {
          log("waiter", yield* waitForMs(worker(), 9));
        } catch (er) {
          log("waiter", er);
        }
        yield* sleepMs(3);
        log("waiter ends");
      }
      for (const ms of [3, 5, 6, 9, 20]) {
        const task = createTask(waiter());
        yield* sleepMs(ms);
        log("main", task.cancel());
        yield* sleepMs(20);
      }
    },
  }),
];
