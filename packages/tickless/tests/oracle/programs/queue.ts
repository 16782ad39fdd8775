import { createTask, Queue, sleepMs } from "@tickless/sim-core/firmware/asyncio/index";
import { pair } from "../support/pair.js";

/** Queue. */
export const queueing = [
  pair({
    name: "a fast producer waits for room, a fast consumer for items",
    python: `
async def producer(queue, ms):
    for i in range(6):
        await queue.put(i)
        log("put", i, queue.qsize())
        await sleep_ms(ms)

async def consumer(queue, ms):
    for i in range(6):
        log("got", await queue.get(), queue.qsize())
        await sleep_ms(ms)

async def main():
    for slow, fast in ((3, 1), (1, 3), (2, 2), (0, 0)):
        queue = Queue(2)
        tasks = [create_task(producer(queue, slow)), create_task(consumer(queue, fast))]
        for task in tasks:
            await task
        log(queue.empty(), queue.full())
`,
    *typescript(log) {
      function* producer(queue: Queue<number>, ms: number) {
        for (let i = 0; i < 6; i++) {
          yield* queue.put(i);
          log("put", i, queue.qsize());
          yield* sleepMs(ms);
        }
      }
      function* consumer(queue: Queue<number>, ms: number) {
        for (let i = 0; i < 6; i++) {
          log("got", yield* queue.get(), queue.qsize());
          yield* sleepMs(ms);
        }
      }
      for (const [slow, fast] of [
        [3, 1],
        [1, 3],
        [2, 2],
        [0, 0],
      ] as const) {
        const queue = new Queue<number>(2);
        for (const task of [createTask(producer(queue, slow)), createTask(consumer(queue, fast))]) yield* task;
        log(queue.empty(), queue.full());
      }
    },
  }),

  pair({
    name: "items go to those who wait in the order in which they asked",
    python: `
async def getter(name, queue):
    log(name, await queue.get())

async def main():
    queue = Queue()
    for name in "abcd":
        create_task(getter(name, queue))
    await sleep_ms(1)
    queue.put_nowait(1)
    queue.put_nowait(2)
    log(queue.qsize())
    await sleep_ms(0)
    await queue.put(3)
    log(queue.qsize())
    create_task(getter("e", queue))
    queue.put_nowait(4)
    queue.put_nowait(5)
    await sleep_ms(1)
    log(queue.qsize(), queue.full())
`,
    *typescript(log) {
      function* getter(name: string, queue: Queue<number>) {
        log(name, yield* queue.get());
      }
      const queue = new Queue<number>();
      for (const name of "abcd") createTask(getter(name, queue));
      yield* sleepMs(1);
      queue.putNowait(1);
      queue.putNowait(2);
      log(queue.qsize());
      yield* sleepMs(0);
      yield* queue.put(3);
      log(queue.qsize());
      createTask(getter("e", queue));
      queue.putNowait(4);
      queue.putNowait(5);
      yield* sleepMs(1);
      log(queue.qsize(), queue.full());
    },
  }),

  pair({
    name: "without waiting, an empty and a full queue are errors",
    python: `
async def main():
    queue = Queue(1)
    for action in (queue.get_nowait, lambda: queue.put_nowait(1), lambda: queue.put_nowait(2), queue.get_nowait):
        try:
            log(action())
        except Exception as er:
            log(er)
`,
    *typescript(log) {
      const queue = new Queue<number>(1);
      const get = () => queue.getNowait();
      for (const action of [get, () => queue.putNowait(1), () => queue.putNowait(2), get]) {
        try {
          log(action());
        } catch (er) {
          log(er);
        }
      }
    },
  }),

  pair({
    name: "a cancelled getter leaves the line; one that was woken passes its turn on",
    python: `
async def getter(name, queue):
    try:
        log(name, await queue.get())
    except CancelledError as er:
        log(name, er, queue.qsize())

async def main():
    queue = Queue()
    tasks = [create_task(getter(name, queue)) for name in "abcd"]
    await sleep_ms(1)
    tasks[1].cancel()
    await sleep_ms(1)
    queue.put_nowait(1)
    tasks[0].cancel()
    await sleep_ms(1)
    queue.put_nowait(2)
    await sleep_ms(1)
    log(queue.qsize(), [task.done() for task in tasks])
`,
    *typescript(log) {
      function* getter(name: string, queue: Queue<number>) {
        try {
          log(name, yield* queue.get());
        } catch (er) {
          log(name, er, queue.qsize());
        }
      }
      const queue = new Queue<number>();
      const tasks = [..."abcd"].map((name) => createTask(getter(name, queue)));
      yield* sleepMs(1);
      tasks[1]!.cancel();
      yield* sleepMs(1);
      queue.putNowait(1);
      tasks[0]!.cancel();
      yield* sleepMs(1);
      queue.putNowait(2);
      yield* sleepMs(1);
      log(
        queue.qsize(),
        tasks.map((task) => task.done()),
      );
    },
  }),

  pair({
    name: "cancelled while it waits for room",
    python: `
async def putter(name, queue):
    try:
        await queue.put(name)
        log(name, "is in")
    except CancelledError as er:
        log(name, er)

async def main():
    queue = Queue(1)
    tasks = [create_task(putter(name, queue)) for name in "abcde"]
    await sleep_ms(1)
    tasks[2].cancel()
    log(queue.get_nowait())
    tasks[1].cancel()
    await sleep_ms(1)
    for i in range(2):
        log(await queue.get())
        await sleep_ms(1)
    log(queue.empty())
`,
    *typescript(log) {
      function* putter(name: string, queue: Queue<string>) {
        try {
          yield* queue.put(name);
          log(name, "is in");
        } catch (er) {
          log(name, er);
        }
      }
      const queue = new Queue<string>(1);
      const tasks = [..."abcde"].map((name) => createTask(putter(name, queue)));
      yield* sleepMs(1);
      tasks[2]!.cancel();
      log(queue.getNowait());
      tasks[1]!.cancel();
      yield* sleepMs(1);
      for (let i = 0; i < 2; i++) {
        log(yield* queue.get());
        yield* sleepMs(1);
      }
      log(queue.empty());
    },
  }),
];
