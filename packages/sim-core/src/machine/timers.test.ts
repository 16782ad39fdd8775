import { describe, expect, it } from "vitest";
import { bench, rows, type BenchOptions } from "../../tests/mcu-bench.js";
import { ms, us } from "../index.js";

/** Notes id and time of each call. */
function timed(options: BenchOptions = {}) {
  const calls: string[] = [];
  const handler: BenchOptions["handler"] = ({ kind, id, arg, hard }) => {
    calls.push(`${kind}:${id} ${hard ? "hard" : "soft"}${arg} at ${made.sim.now}`);
  };
  const made = bench({ handler, ...options });
  return { ...made, calls };
}

describe("timers", () => {
  it("of one shot fire once", () => {
    const { mcu, sim, calls } = timed();
    expect(mcu.timers.start(100, ms(5), false, false)).toBe(0);
    expect([mcu.armed, mcu.timers.isRunning(100)]).toEqual([true, true]);
    sim.runUntil(ms(20));
    expect(calls).toEqual([`1:100 soft0 at ${ms(5)}`]);
    expect([mcu.armed, mcu.timers.isRunning(100)]).toEqual([false, false]);
  });

  it("that are periodic do not drift, however long the handler takes", () => {
    const { mcu, sim, calls } = timed({ handlerNs: us(700) });
    mcu.timers.start(1, ms(1), true, true);
    sim.runUntil(ms(1000));
    expect(calls.at(-1)).toBe(`1:1 hard1 at ${ms(1000)}`);
    expect(calls).toHaveLength(1000);
  });

  it("count from when they are started anew", () => {
    const { mcu, sim, calls } = timed();
    mcu.timers.start(1, ms(10), true, false);
    sim.runUntil(ms(7));
    mcu.timers.start(1, ms(4), false, false);
    sim.runUntil(ms(50));
    expect(calls).toEqual([`1:1 soft0 at ${ms(11)}`]);
  });

  it("of the same time fire in the order in which they were started", () => {
    const { mcu, sim, calls } = timed();
    for (const id of [5, 3, 9]) mcu.timers.start(id, ms(1), false, true);
    sim.runUntil(ms(1));
    expect(calls.map((call) => call.split(" ")[0])).toEqual(["1:5", "1:3", "1:9"]);
  });

  it("stop", () => {
    const { mcu, sim, calls } = timed();
    mcu.timers.start(1, ms(1), true, false);
    mcu.timers.start(2, ms(1), true, false);
    mcu.timers.stop(1);
    mcu.timers.stop(77);
    sim.runUntil(ms(1));
    expect(calls).toEqual([`1:2 soft0 at ${ms(1)}`]);
    mcu.reset("soft");
    sim.runUntil(ms(9));
    expect(calls).toHaveLength(1);
    expect(sim.queue.length).toBe(0);
  });

  it("are 32 at a time", () => {
    const { mcu } = timed();
    const started = Array.from({ length: 33 }, (_, id) => mcu.timers.start(id, ms(1), true, false));
    expect(started.slice(0, 32).every((result) => result === 0)).toBe(true);
    expect(started[32]).toBe(-12);
    mcu.timers.stop(0);
    expect(mcu.timers.start(99, ms(1), true, false)).toBe(0);
  });

  it("of a shorter period than the timer counts fire every microsecond", () => {
    const { mcu, sim, calls } = timed();
    mcu.timers.start(1, 0, true, true);
    sim.runUntil(us(10));
    expect(calls).toHaveLength(10);
  });

  it("whose hard handler is too slow lose calls, and it is recorded", () => {
    const { mcu, sim, calls } = timed({ handlerNs: ms(10) });
    mcu.timers.start(1, ms(1), true, true);
    sim.runUntil(ms(100));
    expect(calls.length).toBeLessThan(12);
    expect(rows(sim, "pico.faults")[0]?.slice(1)).toEqual([
      "interrupt-lost",
      "timer 1: 8 calls of its hard handler are already waiting",
    ]);
  });

  it("go on after a snapshot", () => {
    const { mcu, sim, calls } = timed();
    mcu.timers.start(1, ms(10), true, false);
    sim.runUntil(ms(15));
    const snapshot = sim.snapshot();
    mcu.timers.stop(1);
    sim.runUntil(ms(25));
    sim.restore(snapshot);
    sim.runUntil(ms(25));
    expect(calls).toEqual([`1:1 soft0 at ${ms(10)}`, `1:1 soft0 at ${ms(20)}`]);
  });
});
