import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { ms, us } from "../index.js";

/** Sets GP5 to levels at times in µs while a measurement that began at 10 µs goes on; its result at 5 ms. */
function measure(level: 0 | 1, timeoutUs: number, levels: readonly (readonly [at: number, level: number])[]) {
  const { mcu, sim } = bench({
    parts: ["drv driver"],
    wires: ["drv:OUT GP5"],
    steps: [[us(10), ({ pulse }) => pulse.begin(5, level, timeoutUs)]],
  });
  for (const [at, value] of levels) {
    sim.runUntil(us(at));
    sim.setControl("drv", "level", value);
  }
  sim.runUntil(ms(5));
  expect(sim.queue.length).toBe(0);
  return mcu.pulse.result();
}

describe("time_pulse_us", () => {
  it("measures a pulse of either level", () => {
    expect(measure(1, 1000, [[100, 1], [158, 0]])).toBe(58); // prettier-ignore
    expect(measure(0, 1000, [[0, 1], [100, 0], [1000, 1]])).toBe(900); // prettier-ignore
  });

  it("counts a level that is there already from now", () => {
    expect(measure(1, 1000, [[0, 1], [50, 0], [60, 1], [90, 0]])).toBe(40); // prettier-ignore
  });

  it("says -2 when the pulse never began, -1 when it never ended", () => {
    expect(measure(1, 1000, [[0, 0]])).toBe(-2);
    expect(measure(1, 1000, [[0, 0], [900, 1]])).toBe(-1); // prettier-ignore
  });

  it("gives each of both phases the whole time", () => {
    expect(measure(1, 1000, [[0, 0], [900, 1], [1800, 0]])).toBe(900); // prettier-ignore
  });

  it("counts whole microseconds of the clock, as on a board", () => {
    const { mcu, sim } = bench({ parts: ["drv driver"], wires: ["drv:OUT GP5"] });
    sim.setControl("drv", "level", 0);
    mcu.pulse.begin(5, 1, 1000);
    sim.runUntil(us(10.9));
    sim.setControl("drv", "level", 1);
    sim.runUntil(us(12.1));
    sim.setControl("drv", "level", 0);
    sim.runUntil(us(13));
    expect(mcu.pulse.result()).toBe(2);
  });

  it("sees the pulses of PWM, and edges only while it measures", () => {
    const { mcu, sim, script } = bench({ parts: ["drv driver"], wires: ["drv:OUT GP5"] });
    sim.setControl("drv", "duty", 0.3);
    sim.runUntil(us(50));
    mcu.pulse.begin(5, 1, 1000);
    sim.runUntil(ms(1));
    expect(mcu.pulse.result()).toBe(30);
    expect(script.wakes).toEqual([us(130)]);
    const events = sim.eventCount;
    sim.runUntil(ms(2));
    expect(sim.eventCount).toBe(events);
  });

  it("refuses a pin that is not there, and survives a snapshot", () => {
    const { mcu, sim } = bench({ parts: ["drv driver"], wires: ["drv:OUT GP5"] });
    expect(mcu.pulse.begin(77, 1, 10)).toBe(-22);
    mcu.pulse.begin(5, 1, 1000);
    const snapshot = sim.snapshot();
    mcu.reset("hard");
    sim.runUntil(us(100));
    expect(mcu.pulse.result()).toBe(0);
    sim.restore(snapshot);
    sim.runUntil(ms(2));
    expect(mcu.pulse.result()).toBe(-2);
  });
});
