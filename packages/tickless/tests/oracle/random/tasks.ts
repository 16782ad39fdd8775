import type { TaskMcu } from "@tickless/sim-core";
import {
  createTask,
  type Awaitable,
  type Coroutine,
  type Loop,
  type Task,
  type ThreadSafeFlag,
} from "@tickless/sim-core/firmware/asyncio/index";
import { Oops, show, type Log } from "../support/pair.js";

const MOST_TASKS = 30;
const MOST_CALLS = 150;

/** What random programs call, as in tasks.py. */
export function tasks(log: Log, mcu: TaskMcu, loop: Loop) {
  const all: Task[] = [];
  const askedFor = new Set<Task>();
  const waitedFor = new Set<ThreadSafeFlag>();
  let calls = 0;
  const task = (n: number): Task => all[n % all.length] as Task;

  loop.setExceptionHandler((_, { message, exception, future }) => {
    log("lost", `t${all.indexOf(future)}`, message, exception);
  });

  return {
    log,
    show,
    Oops,
    oops: (value: number) => new Oops(value),
    passBy: (): void => undefined,
    crowded: (): boolean => ++calls > MOST_CALLS,

    spawn(body: (me: string) => Coroutine<unknown>): string | undefined {
      if (all.length === MOST_TASKS) return undefined;
      const name = `t${all.length}`;
      all.push(createTask(body(name)));
      return name;
    },

    cancel: (n: number): boolean => task(n).cancel(),
    done: (n: number): boolean => task(n).done(),
    cancelAll: (): void => all.forEach((each, n) => log("main cancels", `t${n}`, each.cancel())),

    laterTask(me: string, n: number): Awaitable<unknown> {
      const own = Number(me.slice(1).split("/")[0]);
      const later = all.slice(own + 1);
      if (later.length === 0) return nobody();
      const one = later[n % later.length] as Task;
      if (askedFor.has(one) && one.done()) return nobody();
      askedFor.add(one);
      return one;
    },

    *onlyWaiter(flag: ThreadSafeFlag): Coroutine<unknown> {
      if (waitedFor.has(flag)) return "busy";
      waitedFor.add(flag);
      try {
        yield* flag.wait();
      } finally {
        waitedFor.delete(flag);
      }
      return undefined;
    },

    block: (ms: number): Coroutine => mcu.delayMs(ms),
  };
}

function* nobody(): Coroutine<string> {
  return "nobody";
}
