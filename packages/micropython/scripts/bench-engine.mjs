// Measures the engine against the stock module: bytecode loops, calls of the HAL, suspension, collection, snapshots.
// Needs a build (npm run build). Usage: node packages/micropython/scripts/bench-engine.mjs [ENGINE.wasm]
import { readFileSync } from "node:fs";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";

import { SUSPEND } from "../dist/interpreter-types.js";
import { Interpreter } from "../dist/interpreter.js";

const engine = process.argv[2] ?? new URL("../dist/engine.wasm", import.meta.url);
const module = new WebAssembly.Module(readFileSync(engine));
const HEAP = 256 * 1024;

const PROGRAMS = {
  "while loop": "i = 0\nwhile i < N:\n    i += 1\n",
  "for loop": "t = 0\nfor i in range(N):\n    t += i & 3\n",
  "local loop": "def f():\n    t = 0\n    for i in range(N):\n        t = t + i ^ 5\nf()\n",
  calls: "def g(x): return x\ndef f():\n    for i in range(N // 4): g(i)\nf()\n",
  methods:
    "class A:\n    def __init__(self): self.n = 0\n    def m(self): self.n += 1\ndef f():\n    a = A()\n    for i in range(N // 4): a.m()\nf()\n",
  lists: "def f():\n    l = [0] * 64\n    for i in range(N // 2): l[i & 63] = l[(i + 1) & 63] + 1\nf()\n",
  floats: "def f():\n    x = 0.5\n    for i in range(N // 4): x = x * 1.0001 + 0.1\nf()\n",
  exceptions:
    "def f():\n    for i in range(N // 40):\n        try: raise ValueError\n        except ValueError: pass\nf()\n",
  generators: "def g():\n    for i in range(N // 4): yield i\ndef f():\n    for x in g(): pass\nf()\n",
};

function interpreter(hal = {}) {
  const py = new Interpreter(module, {
    heapBytes: HEAP,
    hal,
    freeSources: [],
    write: () => {},
    outOfFuel: () => ((py.fuel = 0x7fffffff), true),
    random32: () => 1,
    files: new Map(),
  });
  return py;
}

function run(py, source, value) {
  py.exec(source, "bench.py");
  const started = performance.now();
  let outcome = py.resume();
  while (outcome.kind === "suspended") outcome = py.resume(value);
  if (outcome.kind === "raised") throw new Error(outcome.text);
  return performance.now() - started;
}

const best = (count, action) => Math.min(...Array.from({ length: count }, action));
const row = (name, value) => console.log(`${name.padEnd(34)} ${value}`);

const stock = await loadMicroPython({ heapsize: 8 * 1024 * 1024, stdout: () => {} });
const stockRun = (source) => {
  const started = performance.now();
  stock.runPython(source);
  return performance.now() - started;
};

const N = 1_000_000;
const py = interpreter();
let product = 1;
for (const [name, source] of Object.entries(PROGRAMS)) {
  const text = `N = ${N}\n${source}`;
  const [ours, theirs] = [best(5, () => run(py, text)), best(5, () => stockRun(text))];
  py.fuel = 0x7fffffff;
  run(py, text);
  const bytecodes = 0x7fffffff - py.fuel;
  product *= ours / theirs;
  row(name, `${((ours / bytecodes) * 1e6).toFixed(1)} ns per bytecode, ${(ours / theirs).toFixed(2)}x stock`);
}
row("geometric mean", `${(product ** (1 / Object.keys(PROGRAMS).length)).toFixed(2)}x stock`);

const COUNT = 100_000;
const loop = (call) =>
  `from _hal import f0, f2, f5, text, wait\ndef f():\n    for i in range(${COUNT}): ${call}\nf()\n`;
const hal = interpreter({ f0: () => 0, f2: (a, b) => a + b, f5: (a) => a, text: (a) => a, wait: () => SUSPEND });
const empty = best(5, () => run(hal, loop("pass")));
for (const call of ["f0()", "f2(i, 5)", "f5(1, 2, 3, 4, 5)", "text('hello')", "wait()"]) {
  const time = best(5, () => run(hal, loop(call), 7)) - empty;
  row(`hal ${call}`, `${((time / COUNT) * 1e6).toFixed(0)} ns`);
}

run(py, "keep = [[i] * 4 for i in range(1500)]\nimport gc\n");
row(
  "gc.collect(), 60 KB live of 256 KB",
  `${(best(5, () => run(py, "for i in range(100): gc.collect()\n")) * 10).toFixed(0)} us`,
);
const snapshots = best(5, () => {
  py.snapshot();
  run(py, "x = 1\n");
  const started = performance.now();
  py.snapshot();
  return performance.now() - started;
});
row("snapshot", `${(snapshots * 1000).toFixed(0)} us`);
const image = py.snapshot();
row("restore", `${(best(5, () => time(() => py.restore(image))) * 1000).toFixed(0)} us`);
row(
  "restore into a new interpreter",
  `${(best(5, () => time(() => interpreter().restore(image))) * 1000).toFixed(0)} us`,
);
row("boot", `${(best(5, () => time(() => interpreter().snapshot())) * 1000).toFixed(0)} us`);

function time(action) {
  const started = performance.now();
  action();
  return performance.now() - started;
}
