import { createTask, Event, sleepMs, ThreadSafeFlag } from "@tickless/sim-core/firmware/asyncio/index";
import { pair } from "../support/pair.js";

/** Event and ThreadSafeFlag. */
export const signalling = [
  pair({
    name: "an event wakes all who wait, in the order in which they came",
    python: `
async def worker(name, event, ms):
    await sleep_ms(ms)
    log(name, "waits")
    log(name, await event.wait())

async def main():
    event = Event()
    for name, ms in (("a", 2), ("b", 0), ("c", 3), ("d", 1)):
        create_task(worker(name, event, ms))
    await sleep_ms(2)
    log(event.is_set())
    event.set()
    log(event.is_set())
    await sleep_ms(4)
`,
    *typescript(log) {
      function* worker(name: string, event: Event, ms: number) {
        yield* sleepMs(ms);
        log(name, "waits");
        log(name, yield* event.wait());
      }
      const event = new Event();
      for (const [name, ms] of Object.entries({ a: 2, b: 0, c: 3, d: 1 })) createTask(worker(name, event, ms));
      yield* sleepMs(2);
      log(event.isSet());
      event.set();
      log(event.isSet());
      yield* sleepMs(4);
    },
  }),

  pair({
    name: "an event that is set keeps nobody waiting, until it is cleared",
    python: `
async def setter(event):
    log("setter")
    event.set()

async def main():
    event = Event()
    event.set()
    create_task(setter(event))
    log(await event.wait())
    log(await event.wait())
    event.clear()
    log(event.is_set())
    log(await event.wait())
`,
    *typescript(log) {
      function* setter(event: Event) {
        log("setter");
        event.set();
      }
      const event = new Event();
      event.set();
      createTask(setter(event));
      log(yield* event.wait());
      log(yield* event.wait());
      event.clear();
      log(event.isSet());
      log(yield* event.wait());
    },
  }),

  pair({
    name: "an event set and cleared at once wakes those who wait, and no others",
    python: `
async def worker(name, event):
    for i in range(3):
        await event.wait()
        log(name, i)

async def main():
    event = Event()
    create_task(worker("a", event))
    create_task(worker("b", event))
    for i in range(4):
        await sleep_ms(1)
        log("pulse", i)
        event.set()
        event.clear()
    event.set()
    event.set()
    await sleep_ms(1)
`,
    *typescript(log) {
      function* worker(name: string, event: Event) {
        for (let i = 0; i < 3; i++) {
          yield* event.wait();
          log(name, i);
        }
      }
      const event = new Event();
      createTask(worker("a", event));
      createTask(worker("b", event));
      for (let i = 0; i < 4; i++) {
        yield* sleepMs(1);
        log("pulse", i);
        event.set();
        event.clear();
      }
      event.set();
      event.set();
      yield* sleepMs(1);
    },
  }),

  pair({
    name: "two tasks hand a turn back and forth with two events",
    python: `
async def player(name, mine, other):
    for i in range(4):
        await mine.wait()
        mine.clear()
        log(name, i)
        await sleep_ms(i)
        other.set()

async def main():
    ping = Event()
    pong = Event()
    create_task(player("ping", ping, pong))
    create_task(player("pong", pong, ping))
    ping.set()
    await sleep_ms(30)
`,
    *typescript(log) {
      function* player(name: string, mine: Event, other: Event) {
        for (let i = 0; i < 4; i++) {
          yield* mine.wait();
          mine.clear();
          log(name, i);
          yield* sleepMs(i);
          other.set();
        }
      }
      const ping = new Event();
      const pong = new Event();
      createTask(player("ping", ping, pong));
      createTask(player("pong", pong, ping));
      ping.set();
      yield* sleepMs(30);
    },
  }),

  pair({
    name: "a flag lets its task through once",
    python: `
async def waiter(flag):
    for i in range(4):
        await flag.wait()
        log("waiter", i)

async def ticker():
    for i in range(8):
        log("ticker", i)
        await sleep_ms(0 if i % 2 else 1)

async def main():
    flag = ThreadSafeFlag()
    flag.set()
    flag.set()
    create_task(waiter(flag))
    create_task(ticker())
    await sleep_ms(2)
    log("main sets")
    flag.set()
    await sleep_ms(0)
    flag.set()
    log("main sets again")
    await sleep_ms(3)
    flag.set()
    flag.clear()
    await sleep_ms(1)
    flag.set()
    log("main sets once more")
    await sleep_ms(2)
`,
    *typescript(log) {
      function* waiter(flag: ThreadSafeFlag) {
        for (let i = 0; i < 4; i++) {
          yield* flag.wait();
          log("waiter", i);
        }
      }
      function* ticker() {
        for (let i = 0; i < 8; i++) {
          log("ticker", i);
          yield* sleepMs(i % 2 ? 0 : 1);
        }
      }
      const flag = new ThreadSafeFlag();
      flag.set();
      flag.set();
      createTask(waiter(flag));
      createTask(ticker());
      yield* sleepMs(2);
      log("main sets");
      flag.set();
      yield* sleepMs(0);
      flag.set();
      log("main sets again");
      yield* sleepMs(3);
      flag.set();
      flag.clear();
      yield* sleepMs(1);
      flag.set();
      log("main sets once more");
      yield* sleepMs(2);
    },
  }),

  pair({
    name: "flags of several tasks, and a cancelled one",
    python: `
async def waiter(name, flag):
    try:
        while True:
            await flag.wait()
            log(name)
    except CancelledError as er:
        log(name, er)

async def main():
    flags = [ThreadSafeFlag() for _ in range(4)]
    tasks = [create_task(waiter(n, flag)) for n, flag in enumerate(flags)]
    await sleep_ms(1)
    for n in (2, 0, 3):
        flags[n].set()
    tasks[3].cancel()
    await sleep_ms(1)
    log("main")
    tasks[0].cancel()
    flags[1].set()
    await sleep_ms(1)
    for task in tasks:
        task.cancel()
    await sleep_ms(1)
`,
    *typescript(log) {
      function* waiter(name: number, flag: ThreadSafeFlag) {
        try {
          while (true) {
            yield* flag.wait();
            log(name);
          }
        } catch (er) {
          log(name, er);
        }
      }
      const flags = [0, 1, 2, 3].map(() => new ThreadSafeFlag());
      const tasks = flags.map((flag, n) => createTask(waiter(n, flag)));
      yield* sleepMs(1);
      for (const n of [2, 0, 3]) flags[n]!.set();
      tasks[3]!.cancel();
      yield* sleepMs(1);
      log("main");
      tasks[0]!.cancel();
      flags[1]!.set();
      yield* sleepMs(1);
      for (const task of tasks) task.cancel();
      yield* sleepMs(1);
    },
  }),
];
