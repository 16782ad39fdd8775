import { createTask, Event, Lock, sleepMs, type Coroutine, type Task } from "@tickless/sim-core/firmware/asyncio/index";
import { pair } from "../support/pair.js";

/** Cancelling a task that waits for something. */
export const cancellingWaiting = [
  pair({
    name: "while it waits for an event: it leaves the line",
    python: `
async def worker(name, event):
    try:
        log(name, await event.wait())
    except CancelledError as er:
        log(name, er)

async def main():
    event = Event()
    tasks = [create_task(worker(name, event)) for name in "abcd"]
    await sleep_ms(1)
    tasks[1].cancel()
    tasks[3].cancel()
    await sleep_ms(1)
    event.set()
    log("set")
    await sleep_ms(1)
    log("main")
`,
    *typescript(log) {
      function* worker(name: string, event: Event) {
        try {
          log(name, yield* event.wait());
        } catch (er) {
          log(name, er);
        }
      }
      const event = new Event();
      const tasks = [..."abcd"].map((name) => createTask(worker(name, event)));
      yield* sleepMs(1);
      tasks[1]!.cancel();
      tasks[3]!.cancel();
      yield* sleepMs(1);
      event.set();
      log("set");
      yield* sleepMs(1);
      log("main");
    },
  }),

  pair({
    name: "in the tick of the event it waits for, before and after",
    python: `
async def worker(name, event):
    try:
        log(name, await event.wait())
    except CancelledError as er:
        log(name, er)

async def main():
    event = Event()
    a = create_task(worker("a", event))
    b = create_task(worker("b", event))
    c = create_task(worker("c", event))
    await sleep_ms(1)
    a.cancel()
    event.set()
    c.cancel()
    await sleep_ms(1)
    log(a.done(), b.done(), c.done())
`,
    *typescript(log) {
      function* worker(name: string, event: Event) {
        try {
          log(name, yield* event.wait());
        } catch (er) {
          log(name, er);
        }
      }
      const event = new Event();
      const a = createTask(worker("a", event));
      const b = createTask(worker("b", event));
      const c = createTask(worker("c", event));
      yield* sleepMs(1);
      a.cancel();
      event.set();
      c.cancel();
      yield* sleepMs(1);
      log(a.done(), b.done(), c.done());
    },
  }),

  pair({
    name: "while it waits for a lock, and while it holds it",
    python: `
async def worker(name, lock):
    try:
        async with lock:
            log(name, "has it")
            await sleep_ms(5)
            log(name, "gives it")
    except CancelledError as er:
        log(name, er)

async def main():
    lock = Lock()
    tasks = [create_task(worker(name, lock)) for name in "abcd"]
    await sleep_ms(1)
    tasks[1].cancel()
    await sleep_ms(1)
    tasks[0].cancel()
    await sleep_ms(20)
    log(lock.locked())
`,
    *typescript(log) {
      function* worker(name: string, lock: Lock) {
        try {
          yield* lock.acquire();
          try {
            log(name, "has it");
            yield* sleepMs(5);
            log(name, "gives it");
          } finally {
            lock.release();
          }
        } catch (er) {
          log(name, er);
        }
      }
      const lock = new Lock();
      const tasks = [..."abcd"].map((name) => createTask(worker(name, lock)));
      yield* sleepMs(1);
      tasks[1]!.cancel();
      yield* sleepMs(1);
      tasks[0]!.cancel();
      yield* sleepMs(20);
      log(lock.locked());
    },
  }),

  pair({
    name: "when a lock was just handed to it: the next in line gets it",
    python: `
async def worker(name, lock):
    try:
        await lock.acquire()
        log(name, "has it")
        await sleep_ms(2)
        lock.release()
        log(name, "gave it")
    except CancelledError as er:
        log(name, er, lock.locked())

async def main():
    lock = Lock()
    await lock.acquire()
    tasks = [create_task(worker(name, lock)) for name in "abc"]
    await sleep_ms(1)
    lock.release()
    log(lock.locked())
    tasks[0].cancel()
    await sleep_ms(9)
    log(lock.locked())
`,
    *typescript(log) {
      function* worker(name: string, lock: Lock) {
        try {
          yield* lock.acquire();
          log(name, "has it");
          yield* sleepMs(2);
          lock.release();
          log(name, "gave it");
        } catch (er) {
          log(name, er, lock.locked());
        }
      }
      const lock = new Lock();
      yield* lock.acquire();
      const tasks = [..."abc"].map((name) => createTask(worker(name, lock)));
      yield* sleepMs(1);
      lock.release();
      log(lock.locked());
      tasks[0]!.cancel();
      yield* sleepMs(9);
      log(lock.locked());
    },
  }),

  pair({
    name: "while it waits for a task: that one is cancelled instead",
    python: `
async def worker(name, task=None):
    try:
        if task:
            await task
        else:
            await sleep_ms(50)
    except CancelledError as er:
        log(name, er)
        raise

async def main():
    a = create_task(worker("a"))
    b = create_task(worker("b", a))
    c = create_task(worker("c", b))
    d = create_task(worker("d", b))
    await sleep_ms(1)
    log(c.cancel())
    await sleep_ms(0)
    log([task.done() for task in (a, b, c, d)])
    await sleep_ms(5)
    log([task.done() for task in (a, b, c, d)])
`,
    *typescript(log) {
      function* worker(name: string, task?: Task<void>): Coroutine<void> {
        try {
          if (task) yield* task;
          else yield* sleepMs(50);
        } catch (er) {
          log(name, er);
          throw er;
        }
      }
      const a = createTask(worker("a"));
      const b = createTask(worker("b", a));
      const c = createTask(worker("c", b));
      const d = createTask(worker("d", b));
      yield* sleepMs(1);
      log(c.cancel());
      yield* sleepMs(0);
      log([a, b, c, d].map((task) => task.done()));
      yield* sleepMs(5);
      log([a, b, c, d].map((task) => task.done()));
    },
  }),

  pair({
    name: "while it waits for a task that refuses: it goes on",
    python: `
async def inner():
    try:
        await sleep_ms(50)
    except CancelledError as er:
        log("inner", er)
    await sleep_ms(2)
    return 5

async def outer(task):
    log("outer", await task)

async def main():
    task = create_task(outer(create_task(inner())))
    await sleep_ms(1)
    log(task.cancel())
    await task
    log("main")
`,
    *typescript(log) {
      function* inner() {
        try {
          yield* sleepMs(50);
        } catch (er) {
          log("inner", er);
        }
        yield* sleepMs(2);
        return 5;
      }
      function* outer(task: Task<number>) {
        log("outer", yield* task);
      }
      const task = createTask(outer(createTask(inner())));
      yield* sleepMs(1);
      log(task.cancel());
      yield* task;
      log("main");
    },
  }),
];
