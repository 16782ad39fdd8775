import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { us } from "../time.js";
import { PIN_OPEN_DRAIN, PULL_UP } from "./gpio.js";
import { DHT_READ, ONE_WIRE_RESET, oneWireRead, oneWireWrite } from "./line-protocols.js";
import type { LineStep } from "./line-script.js";

const LOW: LineStep = { kind: "low" };
const RELEASE: LineStep = { kind: "release" };
const SAMPLE: LineStep = { kind: "sample" };
const wait = (micros: number): LineStep => ({ kind: "wait", for: us(micros) });

/** GPIO 2 is the line; somebody pulls it by GPIO 3, which is on the same wire. */
function start() {
  const made = bench({ wires: ["GP2 GP3"] });
  for (const gpio of [2, 3]) made.mcu.gpio.configure(gpio, PIN_OPEN_DRAIN, PULL_UP, 1);
  made.sim.runUntil(us(1));
  const { mcu, sim } = made;
  /** Pulls low and lets go at these times, µs from now on. */
  const pulls = (...times: number[]): void => {
    const from = sim.now;
    times.forEach((micros, i) => {
      sim.queue.schedule(
        sim.declare("test", () => mcu.gpio.write(3, i % 2 === 0 ? 0 : 1)),
        from + us(micros),
      );
    });
  };
  return { ...made, pulls, line: mcu.line };
}

describe("a script on a line", () => {
  it("drives, waits and samples", () => {
    const { sim, mcu, line } = start();
    const from = sim.now;
    expect(line.begin(2, [SAMPLE, LOW, wait(10), SAMPLE, RELEASE, wait(5), SAMPLE])).toBe(0);
    sim.runUntil(from + us(9));
    expect([mcu.gpio.read(3), line.result()]).toEqual([0, undefined]);
    sim.runUntil(from + us(15));
    expect(line.result()).toEqual([1, 0, 1]);
  });

  it("measures pulses in µs, each within its time", () => {
    const { sim, line, pulls } = start();
    const pulse: LineStep = { kind: "pulse", level: 1, within: us(100) };
    pulls(10, 60, 86, 136, 206);
    line.begin(2, [{ kind: "await", level: 0, within: us(20) }, pulse, pulse]);
    sim.runUntil(us(300));
    expect(line.result()).toEqual([26, 70]);
  });

  it.each([
    ["the level does not come", [{ kind: "await", level: 0, within: us(20) }]],
    ["a pulse does not begin", [LOW, { kind: "pulse", level: 1, within: us(20) }]],
    ["a pulse does not end", [{ kind: "pulse", level: 1, within: us(20) }]],
  ] as const)("fails when %s", (_, steps) => {
    const { sim, line } = start();
    line.begin(2, steps);
    sim.runUntil(us(20));
    expect(line.result()).toBe(undefined);
    sim.runUntil(us(21));
    expect(line.result()).toBe("failed");
  });

  it("is given up by a reset, and leaves a pin that is none alone", () => {
    const { sim, line } = start();
    expect(line.begin(99, [LOW])).toBeLessThan(0);
    line.begin(2, [wait(10)]);
    line.reset();
    sim.runUntil(us(100));
    expect(line.result()).toEqual([]);
  });
});

describe("what MicroPython's C code does", () => {
  const lengthOf = (steps: readonly LineStep[]): number =>
    steps.reduce((sum, step) => sum + (step.kind === "wait" ? step.for : 0), 0);

  it("1-Wire: a reset takes 960 µs and looks 70 µs after it has let go; slots take 70 µs", () => {
    expect(lengthOf(ONE_WIRE_RESET)).toBe(us(960));
    expect(lengthOf(oneWireRead(8))).toBe(us(8 * 70));
    expect(lengthOf(oneWireWrite(0x5a, 8))).toBe(us(8 * 70));
  });

  it("1-Wire: a 0 is low for 60 µs, a 1 for 6, the lowest bit first", () => {
    const { sim, mcu, line } = start();
    const lows: number[] = [];
    let fell = 0;
    const watch = sim.declare("test", () => {
      if (mcu.gpio.read(2) === 0) fell = sim.now;
      else lows.push(sim.now - fell);
    });
    sim.wires.watch(mcu.gpio.pin(2).net, true, watch);
    line.begin(2, oneWireWrite(0b0110, 4));
    sim.runUntil(us(400));
    expect(lows).toEqual([us(60), us(6), us(6), us(60)]);
  });

  it("DHT: 41 pulses", () => {
    expect(DHT_READ.filter(({ kind }) => kind === "pulse")).toHaveLength(41);
  });
});
