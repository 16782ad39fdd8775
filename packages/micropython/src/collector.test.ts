import { describe, expect, test } from "vitest";

import { Bench } from "../tests/engine.js";
import { type PyCallable } from "./interpreter-types.js";

/** Builds and changes linked structures at random, checks them all the time, and prints what it has at the end. */
const GRAPH = `
class Node:
    def __init__(self, v): self.v = v; self.next = None; self.tag = 't%d' % v
def step(r):
    return (r * 1103515245 + 12345) & 0x3fffffff
def graph(rounds, r):
    nodes = [Node(i) for i in range(40)]
    for i in range(rounds):
        r = step(r)
        a = nodes[r % 40]
        b = Node(r % 1000)
        b.next = a.next
        a.next = b
        if r % 7 == 0: nodes[(r >> 8) % 40] = Node(i)
        n, k = a, 0
        while n:
            assert n.tag == 't%d' % n.v
            k += 1
            if k > 12: n.next = None
            n = n.next
    total = 0
    for n in nodes:
        while n:
            total = (total * 31 + n.v) & 0x3fffffff
            n = n.next
    return total
`;

/** C functions that allocate while they hold objects nowhere but in their local variables. */
const BUILT_INS = `
import json, re, collections
def built_ins(n):
    out = []
    for i in range(n):
        d = {str(k): [k] * 3 for k in range(12)}
        s = ','.join(sorted(d, key=lambda k: len(str(d[k])) * 7 + int(k)))
        j = json.loads(json.dumps({'a': d, 's': s}))
        assert j['a'] == d and j['s'] == s
        m = re.match('(\\\\d+),(\\\\d+)', s)
        big = (i + 3) ** 40 % (10 ** 31 + i)
        t = tuple(map(lambda v: v * 2, filter(lambda v: v & 1, range(9))))
        q = collections.deque(list(zip(s, t)), 20)
        x = '%s|%r|{:>8}|%5.2f'.format(i) % (s, t, i / 7)
        b = bytes(bytearray(x.encode() * 2))
        out.append(hash((big, len(x), b[3], m.group(1), len(q))) & 0xffff)
    return out
`;

describe("collection", () => {
  test("happens by itself when the heap is full", () => {
    const bench = new Bench();
    bench.printed("for i in range(20000): x = [i] * 20\n");
    expect(bench.py.snapshot().registers.collections).toBeGreaterThan(10);
  });

  test.each([
    ["a graph", GRAPH, "print(graph(1200, 5))"],
    ["what built-in functions hold", BUILT_INS, "print(built_ins(60))"],
  ])("thousands of times keeps everything alive: %s", (_, definitions, call) => {
    const source = (threshold: number) => `import gc\n${definitions}\ngc.threshold(${threshold})\n${call}\n`;
    const calm = new Bench({ heapBytes: 8 * 1024 * 1024 });
    const harried = new Bench({ heapBytes: 256 * 1024 });
    const expected = calm.printed(source(-1));
    expect(calm.py.snapshot().registers.collections).toBe(0);
    expect(harried.printed(source(128))).toBe(expected);
    expect(harried.py.snapshot().registers.collections).toBeGreaterThan(2000);
  });

  test("keeps what every waiting activation holds", () => {
    let ref: PyCallable["ref"] | undefined;
    const bench = new Bench({ hal: { keep: (f: PyCallable) => void (ref = f.ref) } });
    bench.py.exec(
      `import gc, _hal
gc.threshold(256)
${GRAPH}
def deep(n, seed):
    mine = [seed, str(seed) * 4, {seed: [n]}]
    r = deep(n - 1, seed + 1) if n else (graph(60, seed), sorted([3, 1, 2], key=lambda v: (_hal.wait(), -v)[1]))[0]
    gc.collect()
    assert mine == [seed, str(seed) * 4, {seed: [n]}]
    return r
_hal.keep(deep)
results = [deep(6, 10)]
print(results)
`,
      "main.py",
    );
    bench.py.resume();
    for (const seed of [100, 200, 300]) {
      bench.py.call(ref!, 4, seed);
      expect(bench.py.resume().kind).toBe("suspended");
    }
    while (bench.py.depth > 0) {
      const outcome = bench.py.resume();
      if (outcome.kind === "raised") throw new Error(outcome.text);
    }
    const alone = new Bench({ heapBytes: 1024 * 1024 });
    expect(bench.output).toBe(alone.printed(`${GRAPH}\nprint([graph(60, 16)])\n`));
  });

  test("keeps what only C code of a waiting activation holds", () => {
    const bench = new Bench();
    const source = "from _hal import wait\nprint(list(wait() or str(i) * 9 for i in range(1, 4)))\n";
    for (let i = 0; i < 3; i++) {
      bench.py.exec(source, "main.py");
      for (let k = 0; k < 3; k++) expect(bench.py.resume().kind).toBe("suspended");
    }
    bench.printed("import gc\nfor i in range(50):\n    junk = [str(k) * 9 for k in range(300)]\n    gc.collect()\n");
    while (bench.py.depth > 0) bench.py.resume();
    expect(bench.output).toBe("['111111111', '222222222', '333333333']\n".repeat(3));
  });

  test("frees what is not used any more", () => {
    const bench = new Bench();
    bench.printed("import gc\nx = [[i] * 10 for i in range(500)]\ngc.collect()\n");
    const full = bench.py.heap();
    bench.printed("x = None\ngc.collect()\n");
    const { used, peak, total } = bench.py.heap();
    expect(full.used).toBeGreaterThan(20_000);
    expect(used).toBeLessThan(6000);
    expect(peak).toBe(full.used);
    expect(total).toBeGreaterThan(120 * 1024);
    expect(total).toBeLessThan(128 * 1024);
  });

  test("agrees with MicroPython about how much is used", () => {
    const bench = new Bench();
    bench.run(
      "import gc, _hal\nx = bytearray(5000)\ngc.collect()\n_hal.note(gc.mem_alloc())\n_hal.note(gc.mem_alloc() + gc.mem_free())\n",
    );
    expect(Math.abs(bench.py.heap().used - Number(bench.notes[0]))).toBeLessThan(100);
    expect(bench.py.heap().total).toBe(bench.notes[1]);
  });
});

describe("the heap", () => {
  const FILL = "def fill():\n    big = []\n    while True: big.append([0])\n";

  test.each([40_000, 100_001, 131_072, 500_007])("of %i bytes does not grow", (heapBytes) => {
    const bench = new Bench({ heapBytes });
    const source = `import gc
def fill(blocks, size):
    try:
        while True: blocks.append(bytearray(size))
    except MemoryError: print('full')
    return len(blocks)
gc.collect()
free = gc.mem_free()
n = fill([], 1000)
gc.collect()
print(n * 1000 < free < n * 1000 + 4000 + n * 40)
`;
    expect(bench.printed(source)).toBe("full\nTrue\n");
  });

  test("that is full makes a MemoryError with the whole traceback", () => {
    const bench = new Bench();
    const outcome = bench.run(`${FILL}def f(n):\n    f(n - 1) if n else fill()\nf(30)\n`);
    expect(outcome).toMatchObject({ kind: "raised", type: "MemoryError" });
    if (outcome.kind !== "raised") return;
    expect(outcome.text.match(/in f\n/g)).toHaveLength(31);
    expect(outcome.text).toContain("line 3, in fill\n");
    expect(outcome.text).toMatch(/MemoryError: .*\n$/);
  });

  test("prints the traceback from Python too", () => {
    const bench = new Bench();
    const source = `import sys\n${FILL}try: fill()\nexcept MemoryError as e: sys.print_exception(e)\n`;
    expect(bench.printed(source)).toContain('File "main.py", line 4, in fill\nMemoryError:');
  });

  test("has tracebacks of many exceptions while it is full", () => {
    const source = `import sys
errors = [ValueError(i) for i in range(12)]
keep = []
def f(e): raise e
def g(e): f(e)
def raise_all():
    for e in errors:
        try: g(e)
        except ValueError: pass
try:
    while True: keep.append([0])
except MemoryError: pass
raise_all()
keep = None
for e in errors: sys.print_exception(e)
`;
    const lines = [
      "Traceback (most recent call last):",
      "line 8, in raise_all",
      "line 5, in g",
      "line 4, in f",
      "ValueError: ",
    ];
    const printed = new Bench().printed(source).replaceAll(/ {2}File "main.py", |(?<=ValueError: )\d+/g, "");
    expect(printed).toBe(`${lines.join("\n")}\n`.repeat(12));
  });

  test("holds no more afterwards than before", () => {
    const bench = new Bench();
    const capacity = `import gc
blocks = None
gc.collect()
blocks = [None] * 2000
n = 0
try:
    while True:
        blocks[n] = bytearray(64)
        n += 1
except MemoryError: pass
blocks = None
gc.collect()
print(n)
`;
    const before = Number(bench.printed(capacity));
    expect(before).toBeGreaterThan(1000);
    for (let i = 0; i < 5; i++) {
      expect(bench.run(`${FILL}fill()\n`)).toMatchObject({ type: "MemoryError" });
      expect(Number(bench.printed(`${FILL}try: fill()\nexcept MemoryError: pass\n${capacity}`)) - before).toBeLessThan(
        5,
      );
    }
  });

  test("stays bounded when a program catches MemoryError for ever", () => {
    const bench = new Bench({ heapBytes: 64 * 1024 });
    const source = `import gc
keep, last = [], None
for i in range(200):
    try:
        while True: keep.append([i])
    except MemoryError as e: last = e
keep = None
print(i, gc.mem_alloc() < 130000)
`;
    expect(bench.printed(source)).toBe("199 True\n");
    expect(bench.py.snapshot().memoryBytes).toBeLessThan(2 ** 20);
  });

  test("tells of an uncaught exception however full it is", () => {
    const bench = new Bench({ heapBytes: 64 * 1024 });
    const outcome = bench.run(
      "keep = []\nwhile True:\n    try:\n        while True: keep.append([1])\n    except MemoryError as e:\n        if len(keep) > 10 and keep[0] == [2]: raise\n        keep[0] = [2] if keep[0] == [1] else 0\n",
    );
    expect(outcome).toMatchObject({ kind: "raised" });
  });
});
