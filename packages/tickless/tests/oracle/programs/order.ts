import { createTask, sleep, sleepMs } from "@tickless/sim-core/firmware/asyncio/index";
import { pair } from "../support/pair.js";

/** Which task runs when. */
export const order = [
  pair({
    name: "tasks start in the order in which they were made",
    python: `
async def worker(name):
    log(name)

async def main():
    for name in "abcde":
        create_task(worker(name))
    log("main")
    await sleep_ms(0)
    log("main again")
`,
    *typescript(log) {
      function* worker(name: string) {
        log(name);
      }
      for (const name of "abcde") createTask(worker(name));
      log("main");
      yield* sleepMs(0);
      log("main again");
    },
  }),

  pair({
    name: "at one tick, whoever went to sleep first wakes first",
    python: `
async def worker(name, *delays):
    for delay in delays:
        await sleep_ms(delay)
        log(name)

async def main():
    create_task(worker("a", 1, 5))
    create_task(worker("b", 6))
    create_task(worker("c", 2, 4))
    create_task(worker("d", 6))
    create_task(worker("e", 3, 3))
    await sleep_ms(6)
    log("main")
    await sleep_ms(6)
`,
    *typescript(log) {
      function* worker(name: string, ...delays: number[]) {
        for (const delay of delays) {
          yield* sleepMs(delay);
          log(name);
        }
      }
      createTask(worker("a", 1, 5));
      createTask(worker("b", 6));
      createTask(worker("c", 2, 4));
      createTask(worker("d", 6));
      createTask(worker("e", 3, 3));
      yield* sleepMs(6);
      log("main");
      yield* sleepMs(6);
    },
  }),

  pair({
    name: "a sleep of zero lets everybody else run first",
    python: `
async def worker(name):
    for i in range(3):
        log(name, i)
        await sleep_ms(0)

async def main():
    create_task(worker("a"))
    create_task(worker("b"))
    for i in range(4):
        log("main", i)
        await sleep_ms(0)
`,
    *typescript(log) {
      function* worker(name: string) {
        for (let i = 0; i < 3; i++) {
          log(name, i);
          yield* sleepMs(0);
        }
      }
      createTask(worker("a"));
      createTask(worker("b"));
      for (let i = 0; i < 4; i++) {
        log("main", i);
        yield* sleepMs(0);
      }
    },
  }),

  pair({
    name: "a negative sleep is one of zero",
    python: `
async def other():
    log("other")

async def main():
    create_task(other())
    await sleep_ms(-5)
    log("main")
    await sleep(-1)
    log("main")
`,
    *typescript(log) {
      function* other() {
        log("other");
      }
      createTask(other());
      yield* sleepMs(-5);
      log("main");
      yield* sleep(-1);
      log("main");
    },
  }),

  pair({
    name: "seconds are cut to whole milliseconds",
    python: `
async def main():
    for seconds in (1, 0.25, 0.0009, 0.0625, 0.0, 2.5, -0.5):
        await sleep(seconds)
        log("slept")
`,
    *typescript(log) {
      for (const seconds of [1, 0.25, 0.0009, 0.0625, 0.0, 2.5, -0.5]) {
        yield* sleep(seconds);
        log("slept");
      }
    },
  }),

  pair({
    name: "periods that meet now and then",
    python: `
async def worker(name, period):
    for i in range(1, 9):
        await sleep_ms(period)
        log(name, i)

async def main():
    create_task(worker("two", 2))
    create_task(worker("three", 3))
    create_task(worker("four", 4))
    create_task(worker("six", 6))
    await sleep_ms(60)
`,
    *typescript(log) {
      function* worker(name: string, period: number) {
        for (let i = 1; i < 9; i++) {
          yield* sleepMs(period);
          log(name, i);
        }
      }
      createTask(worker("two", 2));
      createTask(worker("three", 3));
      createTask(worker("four", 4));
      createTask(worker("six", 6));
      yield* sleepMs(60);
    },
  }),

  pair({
    name: "fifty tasks on few ticks",
    python: `
async def worker(n):
    for i in range(4):
        await sleep_ms((n * 7 + i * 3) % 5)
        log(n, i)

async def main():
    for n in range(50):
        create_task(worker(n))
    await sleep_ms(30)
`,
    *typescript(log) {
      function* worker(n: number) {
        for (let i = 0; i < 4; i++) {
          yield* sleepMs((n * 7 + i * 3) % 5);
          log(n, i);
        }
      }
      for (let n = 0; n < 50; n++) createTask(worker(n));
      yield* sleepMs(30);
    },
  }),

  pair({
    name: "a task made by a task runs behind those that are due already",
    python: `
async def child(name):
    log(name)

async def parent(name):
    create_task(child(name + ".child"))
    log(name)
    await sleep_ms(0)
    log(name, "again")

async def main():
    create_task(parent("a"))
    create_task(parent("b"))
    await sleep_ms(0)
    log("main")
    await sleep_ms(0)
    log("main again")
    await sleep_ms(1)
`,
    *typescript(log) {
      function* child(name: string) {
        log(name);
      }
      function* parent(name: string) {
        createTask(child(`${name}.child`));
        log(name);
        yield* sleepMs(0);
        log(name, "again");
      }
      createTask(parent("a"));
      createTask(parent("b"));
      yield* sleepMs(0);
      log("main");
      yield* sleepMs(0);
      log("main again");
      yield* sleepMs(1);
    },
  }),
];
