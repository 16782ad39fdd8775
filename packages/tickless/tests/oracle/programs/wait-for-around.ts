import {
  createTask,
  Event,
  gather,
  Lock,
  Queue,
  Semaphore,
  sleepMs,
  ThreadSafeFlag,
  waitForMs,
  type Coroutine,
} from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** wait_for, around everything that can be waited for. */
export const waitingAround = [
  pair({
    name: "around an event",
    python: `
async def setter(event):
    await sleep_ms(8)
    event.set()

async def main():
    event = Event()
    create_task(setter(event))
    for i in range(3):
        try:
            log(await wait_for_ms(event.wait(), 3))
        except TimeoutError as er:
            log(er)
`,
    *typescript(log) {
      function* setter(event: Event) {
        yield* sleepMs(8);
        event.set();
      }
      const event = new Event();
      createTask(setter(event));
      for (let i = 0; i < 3; i++) {
        try {
          log(yield* waitForMs(event.wait(), 3));
        } catch (er) {
          log(er);
        }
      }
    },
  }),

  pair({
    name: "around a lock: who gave up does not get it",
    python: `
async def holder(lock):
    async with lock:
        await sleep_ms(8)
    log("given back")

async def asker(name, lock, ms):
    try:
        log(name, await wait_for_ms(lock.acquire(), ms))
        await sleep_ms(1)
        lock.release()
    except TimeoutError as er:
        log(name, er)

async def main():
    lock = Lock()
    create_task(holder(lock))
    await sleep_ms(0)
    for name, ms in (("a", 3), ("b", 8), ("c", 9), ("d", 9), ("e", 20)):
        create_task(asker(name, lock, ms))
    await sleep_ms(30)
    log(lock.locked())
`,
    *typescript(log) {
      function* holder(lock: Lock) {
        yield* lock.acquire();
        yield* sleepMs(8);
        lock.release();
        log("given back");
      }
      function* asker(name: string, lock: Lock, ms: number) {
        try {
          log(name, yield* waitForMs(lock.acquire(), ms));
          yield* sleepMs(1);
          lock.release();
        } catch (er) {
          log(name, er);
        }
      }
      const lock = new Lock();
      createTask(holder(lock));
      yield* sleepMs(0);
      for (const [name, ms] of Object.entries({ a: 3, b: 8, c: 9, d: 9, e: 20 })) createTask(asker(name, lock, ms));
      yield* sleepMs(30);
      log(lock.locked());
    },
  }),

  pair({
    name: "around a queue, a semaphore and a flag",
    python: `
async def giver(queue, semaphore, flag):
    for i in range(3):
        await sleep_ms(7)
        queue.put_nowait(i)
        semaphore.release()
        flag.set()

async def taker(name, take):
    for i in range(4):
        try:
            log(name, await wait_for_ms(take(), 5))
        except TimeoutError as er:
            log(name, er)

async def main():
    queue = Queue()
    semaphore = Semaphore(0)
    flag = ThreadSafeFlag()
    create_task(giver(queue, semaphore, flag))
    create_task(taker("queue", queue.get))
    create_task(taker("semaphore", semaphore.acquire))
    create_task(taker("flag", flag.wait))
    await sleep_ms(40)
`,
    *typescript(log) {
      function* giver(queue: Queue<number>, semaphore: Semaphore, flag: ThreadSafeFlag) {
        for (let i = 0; i < 3; i++) {
          yield* sleepMs(7);
          queue.putNowait(i);
          semaphore.release();
          flag.set();
        }
      }
      function* taker(name: string, take: () => Coroutine<unknown>) {
        for (let i = 0; i < 4; i++) {
          try {
            log(name, yield* waitForMs(take(), 5));
          } catch (er) {
            log(name, er);
          }
        }
      }
      const queue = new Queue<number>();
      const semaphore = new Semaphore(0);
      const flag = new ThreadSafeFlag();
      createTask(giver(queue, semaphore, flag));
      createTask(taker("queue", () => queue.get()));
      createTask(taker("semaphore", () => semaphore.acquire()));
      createTask(taker("flag", () => flag.wait()));
      yield* sleepMs(40);
    },
  }),

  pair({
    name: "around tasks: running, ended, failed",
    python: `
async def worker(name, ms, fails=False):
    await sleep_ms(ms)
    log(name)
    if fails:
        raise Oops(name)
    return name

async def main():
    short = create_task(worker("short", 3))
    long = create_task(worker("long", 30))
    bad = create_task(worker("bad", 1, True))
    for task in (short, long, short, long, bad, bad):
        try:
            log("main", await wait_for_ms(task, 5))
        except (Oops, TimeoutError, CancelledError) as er:
            log("main", er)
`,
    *typescript(log) {
      function* worker(name: string, ms: number, fails = false) {
        yield* sleepMs(ms);
        log(name);
        if (fails) throw new Oops(name);
        return name;
      }
      const short = createTask(worker("short", 3));
      const long = createTask(worker("long", 30));
      const bad = createTask(worker("bad", 1, true));
      for (const task of [short, long, short, long, bad, bad]) {
        try {
          log("main", yield* waitForMs(task, 5));
        } catch (er) {
          log("main", er);
        }
      }
    },
  }),

  pair({
    name: "around a gathering",
    python: `
async def worker(name, ms):
    try:
        await sleep_ms(ms)
        log(name)
        return name
    except CancelledError as er:
        log(name, er)
        raise

async def main():
    for ms in (3, 6):
        try:
            log(await wait_for_ms(gather(worker("a", 2), worker("b", 5)), ms))
        except TimeoutError as er:
            log("main", er)
`,
    *typescript(log) {
      function* worker(name: string, ms: number) {
        try {
          yield* sleepMs(ms);
          log(name);
          return name;
        } catch (er) {
          log(name, er);
          throw er;
        }
      }
      for (const ms of [3, 6]) {
        try {
          log(yield* waitForMs(gather([worker("a", 2), worker("b", 5)]), ms));
        } catch (er) {
          log("main", er);
        }
      }
    },
  }),
];
