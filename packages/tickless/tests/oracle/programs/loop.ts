import {
  createTask,
  run,
  sleepMs,
  ThreadSafeFlag,
  type Coroutine,
  type Task,
} from "@tickless/sim-core/firmware/asyncio/index";
import { pair } from "../support/pair.js";

/** The run loop and the world around it. */
export const looping = [
  pair({
    name: "what one run leaves over goes on in the next",
    runs: true,
    python: `
async def worker():
    for i in range(8):
        log("worker", i)
        await sleep_ms(2)

async def first():
    create_task(worker())
    await sleep_ms(5)
    return "first"

async def second():
    log("second")
    await sleep_ms(4)
    return "second"

log(run(first()))
log(run(second()))
log(run(second()))
`,
    *typescript(log) {
      function* worker() {
        for (let i = 0; i < 8; i++) {
          log("worker", i);
          yield* sleepMs(2);
        }
      }
      function* first() {
        createTask(worker());
        yield* sleepMs(5);
        return "first";
      }
      function* second() {
        log("second");
        yield* sleepMs(4);
        return "second";
      }
      log(yield* run(first()));
      log(yield* run(second()));
      log(yield* run(second()));
    },
  }),

  pair({
    name: "while a task blocks nobody runs; then the late ones do, in the order of their times",
    python: `
import time

async def worker(name, ms):
    for i in range(3):
        await sleep_ms(ms)
        log(name, i)

async def main():
    for name, ms in (("a", 7), ("b", 3), ("c", 5), ("d", 3)):
        create_task(worker(name, ms))
    await sleep_ms(4)
    log("main blocks")
    time.sleep_ms(5)
    log("main goes on")
    await sleep_ms(0)
    log("main again")
    time.sleep_ms(8)
    await sleep_ms(0)
    log("main once more")
    await sleep_ms(20)
`,
    *typescript(log, mcu) {
      function* worker(name: string, ms: number) {
        for (let i = 0; i < 3; i++) {
          yield* sleepMs(ms);
          log(name, i);
        }
      }
      for (const [name, ms] of Object.entries({ a: 7, b: 3, c: 5, d: 3 })) createTask(worker(name, ms));
      yield* sleepMs(4);
      log("main blocks");
      yield* mcu.delayMs(5);
      log("main goes on");
      yield* sleepMs(0);
      log("main again");
      yield* mcu.delayMs(8);
      yield* sleepMs(0);
      log("main once more");
      yield* sleepMs(20);
    },
  }),

  pair({
    name: "a hard handler of a timer sets a flag, and a task goes on",
    python: `
from machine import Timer

async def waiter(flag):
    while True:
        await flag.wait()
        log("waiter")

async def ticker():
    while True:
        log("ticker")
        await sleep_ms(6)

async def main():
    flag = ThreadSafeFlag()
    create_task(waiter(flag))
    create_task(ticker())
    timer = Timer(period=4, hard=True, callback=lambda timer: flag.set())
    await sleep_ms(30)
    timer.deinit()
    await sleep_ms(10)
    log("main")
`,
    *typescript(log, mcu) {
      function* waiter(flag: ThreadSafeFlag) {
        while (true) {
          yield* flag.wait();
          log("waiter");
        }
      }
      function* ticker() {
        while (true) {
          log("ticker");
          yield* sleepMs(6);
        }
      }
      const flag = new ThreadSafeFlag();
      createTask(waiter(flag));
      createTask(ticker());
      const timer = mcu.timer({ period: 4, hard: true, callback: () => flag.set() });
      yield* sleepMs(30);
      timer.deinit();
      yield* sleepMs(10);
      log("main");
    },
  }),

  pair({
    name: "forty tasks that sleep and cancel each other",
    python: `
tasks = []
state = 7

def random(n):
    global state
    state = (state * 1103 + 12345) % 65536
    return state // 64 % n

async def worker(name):
    for i in range(4):
        try:
            await sleep_ms(random(6))
            log(name, i)
            other = random(40)
            if other != name:
                log(name, "cancels", other, tasks[other].cancel())
        except CancelledError as er:
            log(name, i, er)
            if random(4) == 0:
                raise

async def main():
    for name in range(40):
        tasks.append(create_task(worker(name)))
    await sleep_ms(40)
    log([task.done() for task in tasks])
`,
    *typescript(log) {
      const tasks: Task<void>[] = [];
      let state = 7;
      const random = (n: number): number => {
        state = (state * 1103 + 12345) % 65536;
        return Math.floor(state / 64) % n;
      };
      function* worker(name: number): Coroutine<void> {
        for (let i = 0; i < 4; i++) {
          try {
            yield* sleepMs(random(6));
            log(name, i);
            const other = random(40);
            if (other !== name) log(name, "cancels", other, tasks[other]!.cancel());
          } catch (er) {
            log(name, i, er);
            if (random(4) === 0) throw er;
          }
        }
      }
      for (let name = 0; name < 40; name++) tasks.push(createTask(worker(name)));
      yield* sleepMs(40);
      log(tasks.map((task) => task.done()));
    },
  }),
];
