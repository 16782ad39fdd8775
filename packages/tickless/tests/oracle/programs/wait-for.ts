import { sleepMs, waitFor, waitForMs, type Coroutine } from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, pair } from "../support/pair.js";

/** wait_for. */
export const waitingWithTimeout = [
  pair({
    name: "in time and out of time",
    python: `
async def worker(name, ms):
    try:
        log(name)
        await sleep_ms(ms)
        log(name, "ends")
        return name
    except CancelledError as er:
        log(name, er)
        raise

async def main():
    for ms in (0, 1, 4, 5, 6, 50):
        try:
            log(await wait_for_ms(worker(ms, ms), 5))
        except TimeoutError as er:
            log("main", er)
    log(await wait_for(worker("s", 40), 0.0625))
    try:
        log(await wait_for(worker("s", 40), 0.03125))
    except TimeoutError as er:
        log("main", er)
`,
    *typescript(log) {
      function* worker(name: unknown, ms: number) {
        try {
          log(name);
          yield* sleepMs(ms);
          log(name, "ends");
          return name;
        } catch (er) {
          log(name, er);
          throw er;
        }
      }
      for (const ms of [0, 1, 4, 5, 6, 50]) {
        try {
          log(yield* waitForMs(worker(ms, ms), 5));
        } catch (er) {
          log("main", er);
        }
      }
      log(yield* waitFor(worker("s", 40), 0.0625));
      try {
        log(yield* waitFor(worker("s", 40), 0.03125));
      } catch (er) {
        log("main", er);
      }
    },
  }),

  pair({
    name: "no time at all, and all the time",
    python: `
async def worker(name, ms):
    log(name)
    await sleep_ms(ms)
    return name

async def instant(name):
    log(name)
    return name

async def main():
    for ms in (0, -4):
        for coroutine in (worker("w", 0), instant("i")):
            try:
                log(await wait_for_ms(coroutine, ms))
            except TimeoutError as er:
                log("main", er)
    log(await wait_for_ms(worker("n", 9), None))
    log(await wait_for(instant("n"), None))
`,
    *typescript(log) {
      function* worker(name: string, ms: number) {
        log(name);
        yield* sleepMs(ms);
        return name;
      }
      function* instant(name: string): Coroutine<string> {
        log(name);
        return name;
      }
      for (const ms of [0, -4]) {
        for (const coroutine of [worker("w", 0), instant("i")]) {
          try {
            log(yield* waitForMs(coroutine, ms));
          } catch (er) {
            log("main", er);
          }
        }
      }
      log(yield* waitForMs(worker("n", 9), null));
      log(yield* waitFor(instant("n"), null));
    },
  }),

  pair({
    name: "an exception comes through",
    python: `
async def worker(ms):
    await sleep_ms(ms)
    raise Oops(ms)

async def main():
    for ms in (0, 2, 5):
        try:
            await wait_for_ms(worker(ms), 5)
        except (Oops, TimeoutError) as er:
            log("main", er)
    await sleep_ms(5)
`,
    *typescript(log) {
      function* worker(ms: number): Coroutine<void> {
        yield* sleepMs(ms);
        throw new Oops(ms);
      }
      for (const ms of [0, 2, 5]) {
        try {
          yield* waitForMs(worker(ms), 5);
        } catch (er) {
          log("main", er);
        }
      }
      yield* sleepMs(5);
    },
  }),
];
