import { describe, expect, test } from "vitest";

import { Bench, type BenchOptions } from "../tests/engine.js";

/** What `source` costs in bytecodes. */
function cost(bench: Bench, source: string): number {
  bench.py.exec(source, "main.py");
  bench.py.fuel = 1_000_000;
  if (bench.finish().kind !== "done") throw new Error("it did not end");
  return 1_000_000 - bench.py.fuel;
}

const stopping = (options: BenchOptions = {}) => new Bench({ ...options, outOfFuel: () => false });

describe("fuel", () => {
  const PROGRAM = `import _hal
def f(n):
    try:
        for i in range(n): yield [i] * n
    finally: _hal.note('end')
class A:
    def __init__(self, n): self.n = n
    def __add__(self, o): return A(self.n + o.n)
x = A(0)
for n in (3, 20):
    for v in f(n): x = x + A(sum(v))
    try: x.nothing
    except AttributeError: x.n += 1
print(x.n)
`;

  test("counts every bytecode, the same each time", () => {
    const bench = stopping();
    const total = cost(bench, PROGRAM);
    expect(cost(bench, PROGRAM)).toBe(total);
    expect(total).toBeGreaterThan(500);
    expect(total).toBeLessThan(2000);
    expect(cost(bench, "i = 0\nwhile i < 20: i += 1\n") - cost(bench, "i = 0\nwhile i < 10: i += 1\n")).toBe(10 * 8);
  });

  test.each([1, 7, 100])("stops after exactly %i more, and goes on as if nothing had been", (step) => {
    const whole = stopping();
    const total = cost(whole, PROGRAM);
    const bench = stopping();
    bench.py.exec(PROGRAM, "main.py");
    let stops = -1;
    let outcome;
    do {
      bench.py.fuel = step;
      outcome = bench.py.resume();
      stops++;
      if (outcome.kind === "suspended") expect(bench.py.fuel).toBe(0);
    } while (outcome.kind === "suspended" && outcome.why === "fuel");
    expect(outcome.kind).toBe("done");
    expect(stops).toBe(Math.ceil(total / step) - 1);
    expect(step * (stops + 1) - bench.py.fuel).toBe(total);
    expect(bench.output).toBe(whole.output);
    expect(bench.notes).toEqual(whole.notes);
  });

  test("of 0 stops before the first bytecode", () => {
    const bench = stopping();
    bench.py.exec("print('never')\n", "main.py");
    bench.py.fuel = 0;
    for (let i = 0; i < 3; i++) expect(bench.py.resume()).toEqual({ kind: "suspended", why: "fuel" });
    expect(bench.output).toBe("");
    bench.py.fuel = 100;
    expect(bench.py.resume().kind).toBe("done");
    expect(bench.output).toBe("never\n");
  });

  test("that is given at once costs no suspension and no bytecode", () => {
    let asked = 0;
    const bench: Bench = new Bench({ outOfFuel: () => ((bench.py.fuel = 10), asked++, true) });
    const total = cost(stopping(), PROGRAM);
    bench.py.exec(PROGRAM, "main.py");
    bench.py.fuel = 10;
    expect(bench.py.resume().kind).toBe("done");
    expect(asked).toBe(Math.ceil(total / 10) - 1);
    expect(10 * (asked + 1) - bench.py.fuel).toBe(total);
  });

  test("must be given when it is said to be", () => {
    const bench = new Bench({ outOfFuel: () => true });
    bench.py.fuel = 1;
    expect(() => bench.run("pass\npass\nx = 1\n")).toThrow(/set no fuel/);
  });

  test("an endless loop ends", () => {
    const bench = stopping();
    bench.py.fuel = 100_000;
    bench.py.exec("while True: pass\n", "main.py");
    expect(bench.py.resume()).toEqual({ kind: "suspended", why: "fuel" });
  });

  test("can be taken away by a HAL function", () => {
    const bench: Bench = stopping({ hal: { spend: () => void (bench.py.fuel = 0) } });
    bench.py.exec("import _hal\n_hal.spend()\nprint('after')\n", "main.py");
    bench.py.fuel = 100;
    expect(bench.py.resume()).toEqual({ kind: "suspended", why: "fuel" });
    expect(bench.output).toBe("");
  });
});

describe("free sources", () => {
  const shim = `import _hal
def work(n, f=None):
    for i in range(n):
        if f: f()
    return n
def gen(n):
    for i in range(n): yield i
def wait(n):
    for i in range(n): _hal.wait()
def fails(n):
    for i in range(n): pass
    raise ValueError
class Shim:
    def method(self): return [i for i in range(100)]
`;
  const files = { "/rom/shim.py": shim, "/rom/other.py": shim, "/lib/paid.py": shim };
  const freeSources = ["/rom/shim.py", "/rom/other.py"];
  const setUp = (paths = freeSources) => {
    const bench = stopping({ files, freeSources: paths });
    bench.py.fuel = 100_000;
    bench.run("import sys\nsys.path.insert(0, '/rom')\n");
    return bench;
  };

  test.each(["shim", "other"])("cost nothing: %s", (name) => {
    const bench = setUp();
    expect(cost(bench, `import ${name}\n`)).toBe(cost(bench, "import gc\n"));
    expect(cost(bench, `${name}.work(1000)\n`)).toBe(cost(bench, `${name}.work(1)\n`));
    expect(cost(bench, `${name}.Shim().method()\n`)).toBeLessThan(10);
  });

  test("others cost", () => {
    const bench = setUp();
    cost(bench, "import paid\n");
    expect(cost(bench, "paid.work(1000)\n")).toBeGreaterThan(5000);
    expect(cost(setUp([]), "import shim\nshim.work(1000)\n")).toBeGreaterThan(5000);
  });

  test("what they call costs, and what they raise goes back to where it costs", () => {
    const bench = setUp();
    cost(bench, "import shim\ndef f(): return 1 + 1\n");
    const called = (n: number) => cost(bench, `shim.work(${n}, f)\n`);
    expect(called(20) - called(10)).toBe(10 * (called(1) - called(0)));
    expect(called(1)).toBeGreaterThan(called(0));
    const caught = (loops: number) =>
      cost(bench, `try: shim.fails(100)\nexcept ValueError: pass\nfor i in range(${loops}): pass\n`);
    expect(caught(100) - caught(0)).toBeGreaterThan(300);
  });

  test("generators of theirs cost only their callers", () => {
    const bench = setUp();
    cost(bench, "import shim\n");
    const used = (n: number) => cost(bench, `for i in shim.gen(${n}): pass\n`);
    expect(used(20) - used(10)).toBe(used(30) - used(20));
    expect((used(20) - used(10)) / 10).toBeLessThan(5);
  });

  test("are never stopped inside, also after a wait and in another activation meanwhile", () => {
    const bench = setUp();
    bench.py.exec("import shim\nshim.wait(2)\nprint('end')\n", "main.py");
    bench.py.fuel = 100;
    bench.py.resume();
    bench.py.exec("x = 1\n", "paid.py");
    bench.py.fuel = 100;
    expect(bench.py.resume().kind).toBe("done");
    expect(bench.py.fuel).toBeLessThan(100);
    bench.py.fuel = 0;
    expect(bench.py.resume()).toEqual({ kind: "suspended", why: "wait" });
    expect(bench.py.resume()).toEqual({ kind: "suspended", why: "fuel" });
    expect(bench.py.frames()).toEqual([{ file: "main.py", line: 2, name: "<module>" }]);
  });

  test("have names of their own", () => {
    expect(() => stopping({ freeSources: ["asyncio/core.py", "/a.py"] }).py.snapshot()).toThrow(/in use already/);
  });
});
