import { describe, expect, test } from "vitest";

import { Bench } from "../tests/engine.js";
import { type HalValue, type PyCallable, type PyRef } from "./interpreter-types.js";

/** Two threads, each suspended in the middle of calls, exceptions and loops; they take turns at every wait. */
const PROGRAM = `
import _hal
class Node:
    def __init__(self, v, next): self.v = v; self.next = next
def chain(n, r):
    a = None
    for i in range(n):
        a = Node(r * 1000 + i, a)
    return a
def total(a):
    s = 0
    while a:
        s += a.v
        a = a.next
    return s
def work(who, n):
    out = []
    for r in range(n):
        keep = chain(30, r)
        try:
            try:
                _hal.wait(who)
                if r % 3 == 0: raise ValueError(who, r)
            finally:
                _hal.wait(who)
        except ValueError as e:
            out.append(e.args[1])
        junk = [str(i) * 3 for i in range(50)]
        _hal.wait(who)
        assert total(keep) == 30 * 1000 * r + 435, (who, r)
    print(who, out)
def second(token): work('second', 40)
_hal.entry(second)
work('main', 30)
`;

function run(seed: number): string {
  let entry!: PyRef;
  const bench = new Bench({
    hal: { entry: (callee: HalValue) => void (entry = (callee as unknown as PyCallable).ref) },
    heapBytes: 40 * 1024,
  });
  const { py } = bench;
  py.exec(PROGRAM, "main.py");
  py.resume();
  py.addThread(1, 4096);
  py.switchThread(1);
  py.call(entry, 7);
  const alive = new Set([0, 1]);
  let current = 1;
  let random = seed;
  while (alive.size > 0) {
    const outcome = py.resume();
    random = (random * 1103515245 + 12345) & 0x3fffffff;
    if (outcome.kind !== "suspended") {
      if (outcome.kind === "raised") throw new Error(outcome.text);
      alive.delete(current);
    }
    const [other] = alive.size === 2 ? [1 - current] : [...alive];
    if (other === undefined) break;
    if (other !== current && (alive.size === 1 || random & 4096)) {
      py.switchThread(other);
      current = other;
    }
    if (random % 11 === 0) py.restore(structuredClone(py.snapshot()));
  }
  expect(py.heap().used).toBeGreaterThan(0);
  return bench.output;
}

describe("two threads in one memory", () => {
  test("each goes on where it was, whatever the order of turns", () => {
    for (let seed = 1; seed < 20; seed++) {
      const output = run(seed);
      expect(output).toContain("main [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]");
      expect(output).toContain("second [0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39]");
    }
  });
});
