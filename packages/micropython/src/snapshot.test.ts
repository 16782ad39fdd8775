import { describe, expect, test } from "vitest";

import { Bench, type BenchOptions } from "../tests/engine.js";
import { type InterpreterSnapshot, type PyCallable } from "./interpreter-types.js";

const PROGRAM = `import _hal, gc
def f(n):
    kept = [n, str(n)]
    try:
        for i in range(3): kept.append((i, _hal.wait()))
    finally: kept.append('end')
    return kept
out = []
def handler(a): out.append((a, _hal.wait()))
_hal.keep(handler)
for n in range(3):
    junk = [[i] * 4 for i in range(200)]
    out.append(sorted([f(n)], key=lambda v: len(v)))
print(out)
`;

const refs = new WeakMap<Bench, PyCallable["ref"]>();
const make = (options: BenchOptions = {}) => {
  const bench: Bench = new Bench({ hal: { keep: (f: PyCallable) => void refs.set(bench, f.ref) }, ...options });
  return bench;
};

/** A machine that waits, with a handler on top that waits too. */
function waiting(): Bench {
  const bench = make();
  bench.py.exec(PROGRAM, "main.py");
  for (let i = 0; i < 5; i++) bench.py.resume(i);
  bench.py.call(refs.get(bench)!, 7);
  bench.py.resume();
  return bench;
}

function finish(bench: Bench): string {
  bench.output = "";
  for (let i = 100; bench.py.depth > 0; i++) bench.py.resume(i);
  return bench.output;
}

const content = ({ pages, ...rest }: InterpreterSnapshot) => ({
  ...rest,
  pages: new Map([...pages].map(([page, bytes]) => [page, Buffer.from(bytes).toString("base64")])),
});

describe("a snapshot", () => {
  test("of waiting activations goes on as the machine did", () => {
    const bench = waiting();
    const image = bench.py.snapshot();
    const expected = finish(bench);
    expect(expected).toContain("(7, 100)");
    for (let i = 0; i < 3; i++) {
      bench.py.restore(image);
      expect(bench.py.depth).toBe(2);
      expect(finish(bench)).toBe(expected);
    }
  });

  test("goes on in another interpreter, booted or not", () => {
    const bench = waiting();
    const image = bench.py.snapshot();
    const expected = finish(bench);
    const fresh = make();
    fresh.py.restore(image);
    expect(finish(fresh)).toBe(expected);
    const used = make();
    used.run(PROGRAM, 5);
    used.py.restore(image);
    expect(finish(used)).toBe(expected);
  });

  test("leads to the same memory, bit for bit", () => {
    const bench = waiting();
    const image = bench.py.snapshot();
    bench.py.fuel = 500_000;
    const run = (b: Bench) => {
      b.py.restore(image);
      for (let i = 0; i < 3; i++) b.py.resume(i);
      return content(b.py.snapshot());
    };
    const first = run(bench);
    expect(run(bench)).toEqual(first);
    expect(run(make())).toEqual(first);
    expect(first).not.toEqual(content(image));
  });

  test("restored gives the same snapshot", () => {
    const image = waiting().py.snapshot();
    const other = make();
    other.py.restore(image);
    expect(content(other.py.snapshot())).toEqual(content(image));
  });

  test("is not changed by what happens after", () => {
    const bench = waiting();
    const image = bench.py.snapshot();
    const before = content(image);
    finish(bench);
    bench.printed("open('/new', 'w').write('x')\n");
    expect(content(image)).toEqual(before);
  });

  test("shares the pages that did not change with the one before", () => {
    const bench = waiting();
    const first = bench.py.snapshot();
    bench.py.resume(1);
    const second = bench.py.snapshot();
    const changed = [...second.pages].filter(([page, bytes]) => first.pages.get(page) !== bytes).length;
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThan(second.pages.size / 2);
    bench.py.restore(first);
    expect([...bench.py.snapshot().pages]).toEqual([...first.pages]);
  });

  test("of a machine stopped by fuel, anywhere, leads to the same end", () => {
    const source = `def f(n):
    try: return sorted([str(i) for i in range(n)], key=lambda s: (len(s), -int(s)))
    finally: print(n)
for n in range(4): print(f(n))
`;
    const expected = new Bench().printed(source);
    const bench = new Bench({ outOfFuel: () => false });
    bench.py.exec(source, "main.py");
    for (;;) {
      bench.py.fuel = 23;
      if (bench.py.resume().kind !== "suspended") break;
      const other = new Bench();
      other.py.restore(bench.py.snapshot());
      other.output = bench.output;
      expect(other.py.resume().kind).toBe("done");
      expect(other.output).toBe(expected);
    }
    expect(bench.output).toBe(expected);
  });

  test("holds the files, the open ones too", () => {
    const bench = make({ files: { "/log.txt": "old\n" } });
    bench.py.exec(
      "import _hal, os\nos.mkdir('/d')\nf = open('/log.txt', 'a')\nf.write('one\\n')\n_hal.wait()\nf.write('two\\n')\nf.close()\nprint(open('/log.txt').read(), os.listdir('/'))\n",
      "main.py",
    );
    bench.py.resume();
    const image = bench.py.snapshot();
    const expected = "old\none\ntwo\n ['d', 'log.txt']\n";
    expect(finish(bench)).toBe(expected);
    const other = make();
    other.py.restore(image);
    expect(finish(other)).toBe(expected);
    bench.py.restore(image);
    expect(finish(bench)).toBe(expected);
  });

  test("of other HAL functions is refused", () => {
    expect(() => new Bench().py.restore(make().py.snapshot())).toThrow(/other HAL functions/);
  });
});
