import { createTask, gather, sleepMs, type Coroutine } from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** gather. */
export const gathering = [
  pair({
    name: "results come in order, whoever ends first",
    python: `
async def worker(name, ms):
    log(name)
    await sleep_ms(ms)
    log(name, "ends")
    return name

async def main():
    log(await gather(worker("a", 3), worker("b", 1), worker("c", 2), worker("d", 0)))
`,
    *typescript(log) {
      function* worker(name: string, ms: number) {
        log(name);
        yield* sleepMs(ms);
        log(name, "ends");
        return name;
      }
      log(yield* gather([worker("a", 3), worker("b", 1), worker("c", 2), worker("d", 0)]));
    },
  }),

  pair({
    name: "nothing to gather takes no turn",
    python: `
async def other():
    log("other")

async def main():
    create_task(other())
    log(await gather())
    log(await gather(return_exceptions=True))
    await sleep_ms(0)
`,
    *typescript(log) {
      function* other() {
        log("other");
      }
      createTask(other());
      log(yield* gather([]));
      log(yield* gather([], { returnExceptions: true }));
      yield* sleepMs(0);
    },
  }),

  pair({
    name: "the first exception ends the waiting; the others go on",
    python: `
async def worker(name, ms, fails):
    await sleep_ms(ms)
    log(name)
    if fails:
        raise Oops(name)
    await sleep_ms(2)
    log(name, "ends")

async def main():
    try:
        log(await gather(worker("a", 3, False), worker("b", 2, True), worker("c", 1, False), worker("d", 4, True)))
    except Oops as er:
        log("main", er)
    await sleep_ms(9)
    log("main ends")
`,
    *typescript(log) {
      function* worker(name: string, ms: number, fails: boolean) {
        yield* sleepMs(ms);
        log(name);
        if (fails) throw new Oops(name);
        yield* sleepMs(2);
        log(name, "ends");
      }
      try {
        const workers = [worker("a", 3, false), worker("b", 2, true), worker("c", 1, false), worker("d", 4, true)];
        log(yield* gather(workers));
      } catch (er) {
        log("main", er);
      }
      yield* sleepMs(9);
      log("main ends");
    },
  }),

  pair({
    name: "two exceptions at one tick: the first counts",
    python: `
async def worker(name, ms):
    await sleep_ms(ms)
    log(name)
    raise Oops(name)

async def main():
    for delays in ((2, 2, 2), (0, 0, 0)):
        try:
            await gather(*[worker(name, ms) for name, ms in zip("abc", delays)])
        except Oops as er:
            log("main", er)
        await sleep_ms(3)
`,
    *typescript(log) {
      function* worker(name: string, ms: number): Coroutine<void> {
        yield* sleepMs(ms);
        log(name);
        throw new Oops(name);
      }
      for (const ms of [2, 0]) {
        try {
          yield* gather([..."abc"].map((name) => worker(name, ms)));
        } catch (er) {
          log("main", er);
        }
        yield* sleepMs(3);
      }
    },
  }),

  pair({
    name: "exceptions as results",
    python: `
async def worker(name, ms, fails):
    await sleep_ms(ms)
    log(name)
    if fails:
        raise Oops(name)
    return name

async def main():
    log(await gather(worker("a", 3, True), worker("b", 2, False), worker("c", 1, True), return_exceptions=True))
    await sleep_ms(2)
`,
    *typescript(log) {
      function* worker(name: string, ms: number, fails: boolean) {
        yield* sleepMs(ms);
        log(name);
        if (fails) throw new Oops(name);
        return name;
      }
      const workers = [worker("a", 3, true), worker("b", 2, false), worker("c", 1, true)];
      log(yield* gather(workers, { returnExceptions: true }));
      yield* sleepMs(2);
    },
  }),
];
