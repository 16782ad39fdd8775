import { describe, expect, test } from "vitest";

import { Bench } from "../tests/engine.js";

const where = (bench: Bench) => bench.py.frames().map(({ file, line, name }) => `${file}:${line}:${name}`);

describe("frames", () => {
  test("tell where every call waits, innermost first", () => {
    const bench = new Bench({
      files: { "/lib/m.py": "import _hal\n\n\ndef f(a, *, b=2):\n    x = 1\n    return _hal.wait(\n        a, b)\n" },
    });
    bench.py.exec(
      `import m

class A:
    def __init__(self, n):
        self.n = m.f(n, b=3)

def gen():
    for i in range(2):
        yield A(i)

def main():
    return [a.n for a in gen()]


print(main())
`,
      "main.py",
    );
    bench.py.resume();
    expect(where(bench)).toEqual([
      "/lib/m.py:6:f",
      "main.py:5:__init__",
      "main.py:9:gen",
      "main.py:12:<listcomp>",
      "main.py:12:main",
      "main.py:15:<module>",
    ]);
    bench.finish();
    expect(where(bench)).toEqual([]);
  });

  test("are right at any bytecode", () => {
    const bench = new Bench({ outOfFuel: () => false });
    bench.py.exec("def f():\n    a = 1\n    b = 2\n    return a + b\n\nf()\nx = 1\n", "main.py");
    const seen: string[] = [];
    for (;;) {
      bench.py.fuel = 1;
      if (bench.py.resume().kind !== "suspended") break;
      const [inner] = where(bench);
      if (inner !== seen.at(-1)) seen.push(inner!);
    }
    expect(seen).toEqual([
      "main.py:1:<module>",
      "main.py:6:<module>",
      "main.py:2:f",
      "main.py:3:f",
      "main.py:4:f",
      "main.py:6:<module>",
      "main.py:7:<module>",
    ]);
  });

  test("count lines in long functions, and gaps between them", () => {
    const bench = new Bench();
    const gap = "\n".repeat(700);
    bench.py.exec(
      `import _hal\n${gap}def f(${Array.from({ length: 20 }, (_, i) => `a${i}=0`).join()}):\n${"    x = 1\n".repeat(100)}${gap}    _hal.wait()\nf()\n`,
      "main.py",
    );
    bench.py.resume();
    expect(where(bench)).toEqual(["main.py:1503:f", "main.py:1504:<module>"]);
  });

  test("survive exceptions that pass through", () => {
    const bench = new Bench();
    bench.py.exec(
      "import _hal\ndef g(): 1 / 0\ndef f():\n    try: g()\n    except ZeroDivisionError:\n        _hal.wait()\nf()\n",
      "main.py",
    );
    bench.py.resume();
    expect(where(bench)).toEqual(["main.py:6:f", "main.py:7:<module>"]);
  });

  test("are those of the top activation, also while a HAL function runs", () => {
    const seen: string[][] = [];
    const bench: Bench = new Bench({ hal: { look: () => void seen.push(where(bench)) } });
    bench.py.exec("import _hal\ndef main(): _hal.wait()\nmain()\n", "main.py");
    bench.py.resume();
    bench.py.exec("def handler():\n    _hal.look()\n    _hal.wait()\nhandler()\n", "irq.py");
    bench.py.resume();
    expect(seen).toEqual([["irq.py:2:handler", "irq.py:4:<module>"]]);
    expect(where(bench)).toEqual(["irq.py:3:handler", "irq.py:4:<module>"]);
    bench.py.resume();
    expect(where(bench)).toEqual(["main.py:2:main", "main.py:3:<module>"]);
  });
});
