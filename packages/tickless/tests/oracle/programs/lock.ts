import { createTask, Lock, sleepMs, withLock, type Coroutine } from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** Lock. */
export const locking = [
  pair({
    name: "a lock goes to those who wait in the order in which they asked",
    python: `
async def worker(name, lock):
    for i in range(3):
        async with lock:
            log(name, i, lock.locked())
            await sleep_ms(2)
        log(name, "gave it", lock.locked())

async def main():
    lock = Lock()
    for name in "abc":
        create_task(worker(name, lock))
    await sleep_ms(40)
    log(lock.locked())
`,
    *typescript(log) {
      function* worker(name: string, lock: Lock) {
        for (let i = 0; i < 3; i++) {
          yield* withLock(lock, function* () {
            log(name, i, lock.locked());
            yield* sleepMs(2);
          });
          log(name, "gave it", lock.locked());
        }
      }
      const lock = new Lock();
      for (const name of "abc") createTask(worker(name, lock));
      yield* sleepMs(40);
      log(lock.locked());
    },
  }),

  pair({
    name: "a free lock takes no turn; a lock handed on is not free to take",
    python: `
async def worker(name, lock):
    log(name, "asks")
    await lock.acquire()
    log(name, "has it")
    await sleep_ms(1)
    lock.release()

async def main():
    lock = Lock()
    create_task(worker("a", lock))
    log(await lock.acquire())
    log("main has it")
    await sleep_ms(1)
    lock.release()
    log(lock.locked())
    log(await lock.acquire())
    log("main has it again")
    lock.release()
`,
    *typescript(log) {
      function* worker(name: string, lock: Lock) {
        log(name, "asks");
        yield* lock.acquire();
        log(name, "has it");
        yield* sleepMs(1);
        lock.release();
      }
      const lock = new Lock();
      createTask(worker("a", lock));
      log(yield* lock.acquire());
      log("main has it");
      yield* sleepMs(1);
      lock.release();
      log(lock.locked());
      log(yield* lock.acquire());
      log("main has it again");
      lock.release();
    },
  }),

  pair({
    name: "a lock is given back when its holder fails",
    python: `
async def worker(name, lock):
    async with lock:
        log(name)
        await sleep_ms(1)
        raise Oops(name)

async def main():
    lock = Lock()
    tasks = [create_task(worker(name, lock)) for name in "ab"]
    for task in tasks:
        try:
            await task
        except Oops as er:
            log("main", er)
    log(lock.locked())
`,
    *typescript(log) {
      function* worker(name: string, lock: Lock) {
        yield* withLock(lock, function* (): Coroutine<void> {
          log(name);
          yield* sleepMs(1);
          throw new Oops(name);
        });
      }
      const lock = new Lock();
      const tasks = [..."ab"].map((name) => createTask(worker(name, lock)));
      for (const task of tasks) {
        try {
          yield* task;
        } catch (er) {
          log("main", er);
        }
      }
      log(lock.locked());
    },
  }),

  pair({
    name: "releasing a lock nobody holds is an error; anybody may release one that is held",
    python: `
async def other(lock):
    log("other")
    lock.release()

async def main():
    lock = Lock()
    try:
        lock.release()
    except RuntimeError as er:
        log(er)
    await lock.acquire()
    create_task(other(lock))
    await lock.acquire()
    log("main", lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as er:
        log(er)
`,
    *typescript(log) {
      function* other(lock: Lock) {
        log("other");
        lock.release();
      }
      const lock = new Lock();
      try {
        lock.release();
      } catch (er) {
        log(er);
      }
      yield* lock.acquire();
      createTask(other(lock));
      yield* lock.acquire();
      log("main", lock.locked());
      lock.release();
      try {
        lock.release();
      } catch (er) {
        log(er);
      }
    },
  }),
];
