import { ms, strong, supply, us, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../tests/bench.js";

const wired = (volts = 5) => {
  const b = bench({ sv: "wokwi-servo", p: "probe", v: "probe", gnd: "wokwi-gnd" }, [
    "sv:GND gnd:GND",
    "sv:V+ v:P",
    "sv:PWM p:P",
  ]);
  b.probe("v").set(supply(volts));
  const pass = (time: Nanos) => void b.sim.runUntil(b.sim.now + time);
  const train = (widthUs: number, periodMs = 20): void => {
    b.probe("p").set({ ...strong(3.3), pwm: { periodNs: ms(periodMs), highNs: us(widthUs), startNs: b.sim.now } });
  };
  const pulses = (widthUs: number, count: number): void => {
    for (let pulse = 0; pulse < count; pulse++) {
      b.probe("p").set(strong(3.3));
      pass(us(widthUs));
      b.probe("p").set(strong(0));
      pass(ms(20) - us(widthUs));
    }
  };
  return { ...b, pass, train, pulses, angle: () => b.last("sv.angle") as number };
};

describe("servo", () => {
  test.each([
    [500, 0],
    [1000, 45],
    [1500, 90],
    [2000, 135],
    [2500, 180],
  ])("a pulse of %d µs is %d degrees", (width, degrees) => {
    const s = wired();
    s.train(width);
    s.pass(ms(400));
    expect(s.angle()).toBeCloseTo(degrees, 9);
    expect(s.faults("sv")).toEqual([]);
  });

  test("60 degrees take 0.1 s", () => {
    const s = wired();
    s.pass(ms(10));
    s.train(500 + 2000 / 3);
    s.pass(ms(50));
    expect(s.angle()).toBeCloseTo(30, 6);
    s.pass(ms(200));
    const [time, angle] = s.rows("sv.angle").at(-1) as [number, number];
    expect(angle).toBeCloseTo(60, 3);
    expect(time).toBeCloseTo(ms(110), -3);
  });

  test("it turns back in the middle of a turn, from where it is", () => {
    const s = wired();
    s.train(2500);
    s.pass(ms(100));
    s.train(500);
    s.pass(ms(50));
    expect(s.angle()).toBeCloseTo(30, 6);
    s.pass(ms(60));
    expect(s.angle()).toBe(0);
  });

  test("pulses that a program makes edge by edge do the same", () => {
    const s = wired();
    s.pulses(1500, 20);
    expect(s.angle()).toBeCloseTo(90, 9);
  });

  test("without pulses it stays", () => {
    const s = wired();
    s.train(1500);
    s.pass(ms(400));
    const rows = s.rows("sv.angle").length;
    s.probe("p").set(strong(0));
    s.pass(ms(1000));
    expect(s.angle()).toBeCloseTo(90, 9);
    expect(s.rows("sv.angle").length).toBe(rows);
  });

  test("out of range it turns to the end and says so, once", () => {
    const s = wired();
    s.train(2900);
    s.pass(ms(500));
    s.train(2800);
    s.pass(ms(500));
    expect(s.angle()).toBe(180);
    expect(s.faults("sv")).toEqual(["pulse-out-of-range"]);
    expect(s.sim.trace.get("sv.faults")?.value(0, 1)).toBe("a pulse of 2.90 ms: 0.5 ms is 0 degrees, 2.5 ms is 180");
  });

  test("at 1 kHz it does not follow", () => {
    const s = wired();
    s.train(500, 1);
    s.pass(ms(200));
    expect(s.angle()).toBe(0);
    expect(s.faults("sv")).toEqual(["pulse-rate"]);
  });

  test("without power it does not turn, and stops where it is when the power goes", () => {
    const s = wired(0);
    s.train(2500);
    s.pass(ms(100));
    expect(s.angle()).toBe(0);
    expect(s.faults("sv")).toEqual(["no-power"]);
    s.probe("v").set(supply(5));
    s.pass(ms(100));
    expect(s.angle()).toBeCloseTo(60, 6);
    s.probe("v").set(supply(0));
    s.pass(ms(100));
    expect(s.angle()).toBeCloseTo(60, 6);
  });

  test("with 3.3 V it turns, but is not meant to", () => {
    const s = wired(3.3);
    s.train(1500);
    s.pass(ms(300));
    expect(s.angle()).toBeCloseTo(90, 9);
    expect(s.faults("sv")).toEqual(["low-voltage"]);
  });

  test("law: it never turns faster than 60 degrees in 0.1 s, and gets there", () => {
    const width = fc.integer({ min: 500, max: 2500 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(width, fc.integer({ min: 1, max: 300 })), { minLength: 1, maxLength: 6 }),
        (turns) => {
          const s = wired();
          for (const [widthUs, waitMs] of turns) {
            s.train(widthUs);
            s.pass(ms(waitMs));
          }
          s.pass(ms(400));
          const rows = s.rows("sv.angle") as [number, number][];
          rows.slice(1).forEach(([time, angle], index) => {
            const [before, from] = rows[index] as [number, number];
            expect(Math.abs(angle - from)).toBeLessThanOrEqual(((time - before) * 60) / ms(100) + 1e-6);
          });
          expect(s.angle()).toBeCloseTo((((turns.at(-1)?.[0] ?? 0) - 500) * 180) / 2000, 6);
        },
      ),
      { numRuns: 30 },
    );
  });
});
