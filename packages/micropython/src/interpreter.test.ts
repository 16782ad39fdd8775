import { describe, expect, test } from "vitest";

import { Bench } from "../tests/engine.js";
import { EngineError, MemoryFault } from "./errors.js";
import { type HalValue, type PyCallable } from "./interpreter-types.js";

describe("programs", () => {
  test("print to the host", () => {
    const bench = new Bench();
    expect(bench.run("print('hello', 6 * 7)\n")).toEqual({ kind: "done", value: null });
    expect(bench.output).toBe("hello 42\n");
  });

  test("share the names of __main__, wherever they run", () => {
    const bench = new Bench({ files: { "/a.py": "x += 1\n" } });
    bench.run("x = 1\n");
    bench.py.execFile("/a.py");
    expect(bench.finish().kind).toBe("done");
    expect(bench.printed("print(x, __name__)\n")).toBe("2 __main__\n");
  });

  test("an exception ends them, with its traceback and nothing of the host's in it", () => {
    const bench = new Bench();
    bench.py.exec("def f():\n    return 1 / 0\n\nf()\n", "blink.py");
    expect(bench.py.resume()).toEqual({
      kind: "raised",
      type: "ZeroDivisionError",
      text: `Traceback (most recent call last):
  File "blink.py", line 4, in <module>
  File "blink.py", line 2, in f
ZeroDivisionError: divide by zero
`,
    });
    expect(bench.py.depth).toBe(0);
  });

  test("a syntax error is an exception too", () => {
    expect(new Bench().run("x = = 1\n")).toMatchObject({ kind: "raised", type: "SyntaxError" });
  });

  test("sys.exit is one as well", () => {
    expect(new Bench().run("import sys\nsys.exit(3)\n")).toMatchObject({ kind: "raised", type: "SystemExit" });
  });

  test("the source costs no memory once it is compiled", () => {
    const bench = new Bench();
    bench.run("import gc\ngc.collect()\n");
    const before = bench.py.heap().used;
    bench.run(`import gc\n${"# comment\n".repeat(20_000)}gc.collect()\n`);
    expect(bench.py.heap().used - before).toBeLessThan(1000);
  });
});

describe("the HAL", () => {
  const echo = (...args: HalValue[]) => JSON.stringify(args);

  test.each([
    ["f()", "[]"],
    ["f(1)", "[1]"],
    ["f(1, 'two')", '[1,"two"]'],
    ["f(1, 2, 3)", "[1,2,3]"],
    ["f(1, 2, 3, 4)", "[1,2,3,4]"],
    ["f(1, 2, 3, 4, 5)", "[1,2,3,4,5]"],
    ["f(1, 2, 3, 4, 5, 6, 7)", "[1,2,3,4,5,6,7]"],
    ["f(True, None, -1, 0.5, '\u00fc\u20ac', 'x' * 30)", `[true,null,-1,0.5,"\u00fc\u20ac","${"x".repeat(30)}"]`],
    ["f(2**31 - 1, -2**31, 2.0**100)", "[2147483647,-2147483648,1.2676506002282294e+30]"],
    ["f(a=1)", '[{"a":1}]'],
    ["f(1, 2, b='x', c=None)", '[1,2,{"b":"x","c":null}]'],
  ])("%s", (call, args) => {
    expect(new Bench({ hal: { f: echo } }).printed(`from _hal import f\nprint(${call})\n`)).toBe(`${args}\n`);
  });

  test.each([
    [7, "7 <class 'int'>"],
    [-1, "-1 <class 'int'>"],
    [2 ** 31 - 1, "2147483647 <class 'int'>"],
    [2 ** 31, "2147483600.0 <class 'float'>"],
    [0.1, "0.1 <class 'float'>"],
    ["text", "text <class 'str'>"],
    ["\u20ac".repeat(20), `${"\u20ac".repeat(20)} <class 'str'>`],
    [true, "True <class 'bool'>"],
    [null, "None <class 'NoneType'>"],
    [undefined, "None <class 'NoneType'>"],
  ])("a result of %j", (value, printed) => {
    const bench = new Bench({ hal: { f: () => value } });
    expect(bench.printed("from _hal import f\nx = f()\nprint(x, type(x))\n")).toBe(`${printed}\n`);
  });

  test("reads and writes buffers in place", () => {
    const bench: Bench = new Bench({
      hal: {
        double: (address: number, length: number) =>
          bench.py.bytes(address, length).forEach((b, i, all) => (all[i] = 2 * b)),
      },
    });
    const source =
      "import uctypes, _hal\nb = bytearray(b'\\x01\\x02\\x03')\n_hal.double(uctypes.addressof(b), 3)\nprint(b)\n";
    expect(bench.printed(source)).toBe("bytearray(b'\\x02\\x04\\x06')\n");
    expect(() => bench.py.bytes(2 ** 30, 1)).toThrow(MemoryFault);
    expect(() => bench.py.bytes(-1, 1)).toThrow(MemoryFault);
  });

  test("a Python function arrives as a reference that can be called later", () => {
    let callback: PyCallable | undefined;
    const bench = new Bench({ hal: { keep: (f: PyCallable) => void (callback = f) } });
    bench.run("import _hal\ndef f(a, b): return a + b\n_hal.keep(f)\ndel f\nimport gc\ngc.collect()\n");
    bench.py.call(callback!.ref, 30, 12);
    expect(bench.finish()).toEqual({ kind: "done", value: 42 });
  });

  test("the same function has the same reference", () => {
    const refs: number[] = [];
    const bench = new Bench({ hal: { keep: (f: PyCallable) => void refs.push(f.ref) } });
    bench.run("import _hal\ndef f(): pass\nfor i in range(3): _hal.keep(f)\n_hal.keep(print)\n");
    expect(new Set(refs.slice(0, 3)).size).toBe(1);
    expect(refs[3]).not.toBe(refs[0]);
  });

  test("objects it cannot take are undefined, and not kept alive", () => {
    const bench = new Bench();
    bench.run("import _hal, gc\nfor i in range(500): _hal.note([0] * 100)\ngc.collect()\n");
    expect(bench.notes).toEqual(Array(500).fill(undefined));
    expect(bench.py.heap().used).toBeLessThan(20_000);
  });

  test("an error in a HAL function is the host's, and leaves an interpreter that must be restored", () => {
    const error = new TypeError("a bug in a model");
    const bench = new Bench({ hal: { fail: () => { throw error; } } }); // prettier-ignore
    const image = bench.py.snapshot();
    bench.py.exec("import _hal\ntry: _hal.fail()\nexcept BaseException: print('swallowed')\n", "main.py");
    expect(() => bench.py.resume()).toThrow(error);
    expect(bench.output).toBe("");
    expect(() => bench.py.resume()).toThrow(EngineError);
    bench.py.restore(image);
    expect(bench.printed("print('again')\n")).toBe("again\n");
  });

  test("a HAL function may not drive the interpreter", () => {
    const bench: Bench = new Bench({ hal: { f: () => void bench.py.exec("", "x.py") } });
    expect(() => bench.run("import _hal\n_hal.f()\n")).toThrow(/may not drive/);
  });
});

describe("the sandbox", () => {
  test.each([
    "js.globalThis",
    "js.process",
    "js.constructor",
    "js.__proto__",
    "js.Function",
    "_hal.constructor",
    "_hal.__proto__",
    "_hal.note.constructor",
    "_hal.note.call",
    "_hal.note.bind",
    "jsffi.create_proxy(1).constructor",
  ])("%s is not there", (expression) => {
    const outcome = new Bench().run(`import js, jsffi, _hal\nprint(${expression})\n`);
    expect(outcome).toMatchObject({ kind: "raised", type: "AttributeError" });
  });

  test("jsffi makes nothing", () => {
    const bench = new Bench();
    const source = "import jsffi\nfor x in (1, [2], 'x', print): print(jsffi.create_proxy(x), jsffi.to_js(x))\n";
    expect(bench.printed(source)).toBe("<undefined> <undefined>\n".repeat(4));
  });

  test("HAL functions have no items, no iterator, no constructor, and keep nothing", () => {
    const bench = new Bench();
    const source = `import _hal
_hal.note.x = 1
print(hasattr(_hal.note, 'x'), list(_hal.note), _hal.note[0], _hal.note.new())
`;
    expect(bench.printed(source)).toBe("False [] <undefined> <undefined>\n");
    expect(bench.notes).toEqual([]);
  });
});

describe("an interpreter", () => {
  test("two of them run interleaved and share nothing", () => {
    const [a, b] = [new Bench(), new Bench({ heapBytes: 64 * 1024 })];
    for (const [bench, name] of [
      [a, "a"],
      [b, "b"],
    ] as const) {
      bench.py.exec(`import _hal\nname = '${name}'\nfor i in range(3): print(name, _hal.wait())\n`, "main.py");
      bench.py.resume();
    }
    for (let i = 0; i < 3; i++) {
      a.py.resume(i);
      b.py.resume(10 + i);
    }
    expect(a.output).toBe("a 0\na 1\na 2\n");
    expect(b.output).toBe("b 10\nb 11\nb 12\n");
  });

  test("says what is wrong when it is used out of turn", () => {
    const { py } = new Bench();
    expect(() => py.resume()).toThrow(/nothing to resume/);
    py.exec("", "a.py");
    expect(() => py.exec("", "b.py")).toThrow(/has not been started/);
  });

  test("takes the clock and the randomness of the host", () => {
    const bench = new Bench({ hal: { ticks_ms: () => 1234 }, seconds: () => 86_400, random32: () => 7 });
    expect(bench.printed("import time\nprint(time.ticks_ms(), time.time())\n")).toBe("1234 86400.0\n");
    const draw = "import random\nprint(random.getrandbits(30))\n";
    expect(bench.printed(draw)).toBe(new Bench({ random32: () => 7 }).printed(draw));
    expect(bench.printed(draw)).not.toBe(new Bench({ random32: () => 8 }).printed(draw));
  });
});
