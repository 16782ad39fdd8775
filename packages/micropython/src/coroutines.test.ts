import { describe, expect, test } from "vitest";

import { Bench, type BenchOptions } from "../tests/engine.js";

/** A loop of the simplest kind: tasks go round until all have ended. */
const LOOP = `import _hal

class Ready:
    done = False
    def __iter__(self): return self
    def __next__(self):
        if self.done: raise StopIteration
        self.done = True

def nap():
    yield

def make(coroutine):
    if not hasattr(coroutine, "send"): raise TypeError
    return coroutine

def loop(*tasks):
    while tasks:
        left = []
        for task in tasks:
            try:
                task.send(None)
                left.append(task)
            except (StopIteration, ValueError): pass
            len(left)
        tasks = left

_hal.watch(id(loop), id(make), id(type(nap)), id(type(nap())), id(Ready))
`;

/** An interpreter whose tasks are watched; each name is "a" for the first task seen, and so on. */
function watched(options: BenchOptions = {}) {
  const events: string[] = [];
  const seen: number[] = [];
  const name = (task: number): string => {
    if (!seen.includes(task)) seen.push(task);
    return `${"abc"[seen.indexOf(task)]} ${bench.py.taskName(task)}`;
  };
  const listener = {
    created: (task: number) => void events.push(`${name(task)} made`),
    running: (task: number) => void events.push(`${name(task)} runs`),
    waiting: (task: number) => void events.push(`${name(task)} waits for ${bench.py.taskWaitsFor(task)}`),
    ended: (task: number) => void events.push(`${name(task)} ends`),
  };
  let watch = (): void => undefined;
  const bench: Bench = new Bench({
    ...options,
    hal: {
      watch: (loop: number, maker: number, coroutineFunction: number, coroutine: number, ready: number) => {
        const functions = { loop, maker, coroutineFunction, coroutine, waits: new Map([[ready, "readiness"]]) };
        watch = () => bench.py.watchTasks(functions, listener);
      },
      ...options.hal,
    },
  });
  bench.run(LOOP);
  return { bench, events, watch: () => watch() };
}

const PROGRAM = `
async def inner(n):
    await Ready()
    _hal.wait()
    await nap()
    return n

async def one():
    print(await inner(1))

async def two():
    try: await inner(2)
    finally: raise ValueError

def three():
    x = 1
    def closure():
        yield x
        yield x
        1 / 0
    return closure()

def fails(): raise ValueError
try: loop(make(one()), two(), three())
except ZeroDivisionError: print("out")
try: make(1)
except TypeError: print("refused")
for x in nap(): pass
loop()
`;

const EXPECTED = [
  "a one made",
  "a one runs",
  "a one waits for readiness",
  "b two runs",
  "b two waits for readiness",
  "c closure runs",
  "c closure waits for closure",
  "a one runs",
  "a one waits for nap",
  "b two runs",
  "b two waits for nap",
  "c closure runs",
  "c closure waits for closure",
  "a one runs",
  "a one ends",
  "b two runs",
  "b two ends",
  "c closure runs",
  "c closure ends",
];

describe("watching coroutines", () => {
  test("tells what the loop's code resumes, how that comes back, and nothing else", () => {
    const { bench, events, watch } = watched();
    watch();
    expect(bench.printed(PROGRAM, 7)).toBe("1\nout\nrefused\n");
    expect(events).toEqual(EXPECTED);
  });

  test("is not needed", () => {
    const { bench, events } = watched();
    expect(bench.printed(PROGRAM, 7)).toBe("1\nout\nrefused\n");
    expect(events).toEqual([]);
  });

  test("tells the same when the program is suspended at every bytecode", () => {
    const { bench, events, watch } = watched({ outOfFuel: () => false });
    watch();
    bench.py.exec(PROGRAM, "main.py");
    let outcome;
    do {
      bench.py.fuel = 1;
      outcome = bench.py.resume();
    } while (outcome.kind === "suspended");
    expect(outcome.kind).toBe("done");
    expect(events).toEqual(EXPECTED);
  });

  test("costs the program no bytecode and no memory", () => {
    const measure = (on: boolean) => {
      const { bench, watch } = watched();
      if (on) watch();
      bench.py.exec(`import gc\ngc.collect()\n${PROGRAM}`, "main.py");
      bench.py.fuel = 1_000_000;
      bench.finish();
      return [bench.py.fuel, bench.py.heap()];
    };
    expect(measure(true)).toEqual(measure(false));
  });

  test("goes on in what is restored, also after an error of the host's", () => {
    const fail = (): never => {
      throw new Error("no");
    };
    const { bench, events, watch } = watched({ hal: { fail } });
    watch();
    bench.py.exec(PROGRAM, "main.py");
    expect(bench.py.resume()).toEqual({ kind: "suspended", why: "wait" });
    const snapshot = bench.py.snapshot();
    const before = events.length;
    bench.finish();
    bench.py.exec("_hal.fail()", "main.py");
    expect(() => bench.py.resume()).toThrow("no");
    bench.py.restore(snapshot);
    events.length = before;
    bench.finish();
    expect(events).toEqual(EXPECTED);
  });
});
