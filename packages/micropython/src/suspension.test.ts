import { describe, expect, test } from "vitest";

import { Bench } from "../tests/engine.js";
import { type PyCallable, SUSPEND } from "./interpreter-types.js";

describe("a wait", () => {
  test.each([
    ["in a loop", "for i in range(3): print(wait())\n", "5\n5\n5\n"],
    [
      "in try and finally",
      "try:\n  try: print(wait())\n  finally: print('f', wait())\nfinally: print('g', wait())\n",
      "5\nf 5\ng 5\n",
    ],
    ["in an exception handler", "try: 1 / 0\nexcept ZeroDivisionError as e: print(wait(), e)\n", "5 divide by zero\n"],
    ["in a generator", "def g():\n  for i in range(2): yield wait() + i\nprint(list(g()))\n", "[5, 6]\n"],
    [
      "under C code",
      "print(sorted([3, 1, 2], key=lambda v: v * wait()), sum(map(lambda v: v + wait(), (1, 2))))\n",
      "[1, 2, 3] 13\n",
    ],
    [
      "in special methods",
      "class A:\n  def __getattr__(self, n): return wait()\n  def __str__(self): return str(wait())\nprint(A().x, A(), '%s' % A())\n",
      "5 5 5\n",
    ],
    ["while importing", "import waits\nprint(waits.x)\n", "5\n"],
    [
      "in a with statement",
      "class C:\n  def __enter__(self): return wait()\n  def __exit__(self, *a): print('out', wait())\nwith C() as c: print(c)\n",
      "5\nout 5\n",
    ],
  ])("%s", (_, source, printed) => {
    const bench = new Bench({ files: { "/waits.py": "from _hal import wait\nx = wait()\n" } });
    expect(bench.printed(`from _hal import wait\n${source}`, 5)).toBe(printed);
  });

  test.each([
    "wait()",
    "wait(1)",
    "wait(1, 2)",
    "wait(1, 2, 3)",
    "wait(1, 2, 3, 4, 5, 6)",
    "wait(a=1)",
    "wait(1, 2, a=3)",
  ])("%s gets the value it is resumed with, and the function is called once", (call) => {
    let calls = 0;
    const bench = new Bench({ hal: { wait: () => (calls++, SUSPEND) } });
    bench.py.exec(`from _hal import wait\nprint(${call})\n`, "main.py");
    expect(bench.py.resume()).toEqual({ kind: "suspended", why: "wait" });
    expect(bench.py.resume("woken").kind).toBe("done");
    expect(bench.output).toBe("woken\n");
    expect(calls).toBe(1);
  });

  test("without a value gives None", () => {
    expect(new Bench().printed("import _hal\nprint(_hal.wait())\n")).toBe("None\n");
  });

  test("leaves the C stack as it was, whatever was raised and caught around it", () => {
    const bench = new Bench();
    const before = bench.py.snapshot().registers.stack;
    const source = `from _hal import wait
def f():
    wait()
    raise ValueError
n = 0
for i in range(2000):
    try: f()
    except ValueError: n += 1
    try: next(f() for _ in (1,))
    except ValueError: n += 1
print(n)
`;
    expect(bench.printed(source)).toBe("4000\n");
    expect(bench.py.snapshot().registers.stack).toBe(before);
  });
});

describe("recursion", () => {
  const nested = (depth: number) => `from _hal import wait
import gc
def f(n):
    if n == 0:
        gc.collect()
        return wait()
    a = [n] * 5
    try: return f(n - 1) + len(a)
    finally: a = None
print(f(${depth}))
`;

  test.each([1, 50, 100, 130])("of %i calls can be suspended and collected", (depth) => {
    expect(new Bench().printed(nested(depth), 0)).toBe(`${5 * depth}\n`);
  });

  test("without end is a RuntimeError, and the program goes on", () => {
    const source = `def f(n): return f(n + 1)
for i in range(20):
    try: f(0)
    except RuntimeError as e: print(e)
`;
    expect(new Bench().printed(source)).toBe("maximum recursion depth exceeded\n".repeat(20));
  });

  test("through C code as well", () => {
    const source = `class A:
    def __str__(self): return str(self)
    def __add__(self, o): return self + o
    def __getattr__(self, n): return getattr(self, n)
for f in (lambda: str(A()), lambda: A() + 1, lambda: A().x, lambda: eval('f()')):
    try: f()
    except RuntimeError as e: print(e)
x = []
for i in range(3000): x = [x]
try: str(x)
except RuntimeError as e: print(e)
`;
    expect(new Bench().printed(source)).toBe("maximum recursion depth exceeded\n".repeat(5));
  });
});

describe("activations", () => {
  /** A main program that waits, and its handler. */
  const start = (handler: string) => {
    let ref: PyCallable["ref"] | undefined;
    const bench = new Bench({ hal: { keep: (f: PyCallable) => void (ref = f.ref) } });
    const source = `import _hal
log = []
${handler}
_hal.keep(handler)
def main():
    for i in range(3):
        x = [i] * 10
        try: log.append(_hal.wait())
        finally: log.append(x[9])
main()
print(log)
`;
    bench.py.exec(source, "main.py");
    bench.py.resume();
    return { bench, handler: ref! };
  };

  test("run on top of a waiting program", () => {
    const { bench, handler } = start("def handler(a):\n    log.append(a)\n    return a + 1\n");
    bench.py.call(handler, 41);
    expect(bench.py.depth).toBe(2);
    expect(bench.py.resume()).toEqual({ kind: "done", value: 42 });
    expect(bench.py.depth).toBe(1);
    bench.finish("m");
    expect(bench.output).toBe("[41, None, 0, 'm', 1, 'm', 2]\n");
  });

  test("may wait, allocate and raise; the one below does not notice", () => {
    const { bench, handler } = start(`
def handler(n):
    for i in range(300): junk = [i] * 50
    _hal.wait()
    for i in range(300): junk = [i] * 50
    if n > 1: raise ValueError(n)
`);
    for (const n of [1, 2]) {
      bench.py.call(handler, n);
      expect(bench.py.resume()).toEqual({ kind: "suspended", why: "wait" });
      expect(bench.py.resume()).toMatchObject(n === 1 ? { kind: "done" } : { kind: "raised", type: "ValueError" });
    }
    bench.finish("m");
    expect(bench.output).toBe("[None, 0, 'm', 1, 'm', 2]\n");
  });

  test("stack as deep as needed, last in first out", () => {
    const { bench, handler } = start("def handler(n): log.append((n, _hal.wait()))\n");
    for (let n = 1; n <= 6; n++) {
      bench.py.call(handler, n);
      bench.py.resume();
    }
    expect(bench.py.depth).toBe(7);
    for (let n = 6; n >= 1; n--) expect(bench.py.resume(10 * n).kind).toBe("done");
    bench.finish("m");
    expect(bench.output).toContain("[(6, 60), (5, 50), (4, 40), (3, 30), (2, 20), (1, 10), None, 0,");
  });

  test("of source run in __main__, not in the module that happens to wait", () => {
    const bench = new Bench({ files: { "/m.py": "import _hal\ny = 'm'\ndef f(): _hal.wait()\n" } });
    bench.py.exec("y = 'main'\nimport m\nm.f()\nprint(y)\n", "main.py");
    bench.py.resume();
    bench.py.exec("y = y + '!'\n", "inspect.py");
    expect(bench.py.resume().kind).toBe("done");
    expect(bench.py.resume().kind).toBe("done");
    expect(bench.output).toBe("main!\n");
  });
});
