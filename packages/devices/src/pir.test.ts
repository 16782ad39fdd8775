import { LEVEL_Z, ms, s } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";

const sensor = (attributes = {}, volts = "5") =>
  bench(
    {
      pir: ["wokwi-pir-motion-sensor", attributes],
      v: ["wokwi-vcc", { voltage: volts }],
      gnd: "wokwi-gnd",
      out: "probe",
    },
    ["pir:VCC v:VCC", "pir:GND gnd:GND", "pir:OUT out:P"],
  );
type Bench = ReturnType<typeof sensor>;

/** Moves something from a time on, for so long. */
function move(b: Bench, at: number, duration: number): void {
  b.sim.runUntil(at);
  b.sim.setControl("pir", "motion", 1);
  b.sim.runUntil(at + duration);
  b.sim.setControl("pir", "motion", 0);
}

/** Seconds at which OUT rose and fell. */
const edges = (b: Bench): number[] =>
  b
    .rows("pir.detected")
    .slice(1)
    .map(([time]) => time / s(1));

describe("one motion", () => {
  test("OUT is low until something moves, then 3.3 V", () => {
    const b = sensor();
    b.sim.runUntil(s(1));
    expect(b.probe("out").level).toBe(0);
    b.sim.setControl("pir", "motion", 1);
    expect(b.probe("out").thevenin().volts).toBeCloseTo(3.3, 6);
  });

  test("holds for 5 s after the motion's end", () => {
    const b = sensor();
    move(b, s(1), ms(100));
    b.sim.runUntil(s(20));
    expect(edges(b)).toEqual([1, 6.1]);
  });

  test("holds for as long as delayTime says", () => {
    const b = sensor({ delayTime: "2.5" });
    move(b, s(1), 0);
    b.sim.runUntil(s(20));
    expect(edges(b)).toEqual([1, 3.5]);
  });

  test("as long as it goes on, OUT stays high", () => {
    const b = sensor();
    move(b, s(1), s(30));
    b.sim.runUntil(s(60));
    expect(edges(b)).toEqual([1, 36]);
  });
});

describe("more motions", () => {
  test("while OUT is high each one makes it longer", () => {
    const b = sensor();
    move(b, s(1), 0);
    move(b, s(4), 0);
    b.sim.runUntil(s(30));
    expect(edges(b)).toEqual([1, 9]);
  });

  test.each(["0", "no", "false"])("not with retrigger '%s': then the first one counts alone", (retrigger) => {
    const b = sensor({ retrigger });
    move(b, s(1), 0);
    move(b, s(4), 0);
    b.sim.runUntil(s(30));
    expect(edges(b)).toEqual([1, 6]);
  });

  test("for 1.2 s after OUT fell nothing is seen", () => {
    const b = sensor();
    move(b, s(1), 0);
    move(b, s(6.5), ms(500));
    b.sim.runUntil(s(30));
    expect(edges(b)).toEqual([1, 6]);
  });

  test("one that still goes on when the blind time is over is seen then", () => {
    const b = sensor({ retrigger: "0" });
    move(b, s(1), s(10));
    b.sim.runUntil(s(30));
    expect(edges(b)).toEqual([1, 6, 7.2, 12.2]);
  });

  test("law: OUT is high for at least delayTime, low for at least inhibitTime", () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 })), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(times, fc.boolean(), (motions, retrigger) => {
        const b = sensor({ delayTime: "1", inhibitTime: "0.5", retrigger: retrigger ? "1" : "0" });
        for (const [pause, duration] of motions) move(b, b.sim.now + ms(pause), ms(duration));
        b.sim.runUntil(b.sim.now + s(10));
        const at = b.rows("pir.detected").slice(1);
        at.forEach(([time, value], index) => {
          const next = at[index + 1]?.[0] ?? Infinity;
          expect(next - time).toBeGreaterThanOrEqual(value ? s(1) : ms(500));
        });
        expect(at.length % 2).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe("supply", () => {
  test("from 3 V on; OUT is no higher than that", () => {
    const b = sensor({}, "3.1");
    move(b, s(1), 0);
    expect(b.probe("out").thevenin().volts).toBeCloseTo(3.1, 6);
  });

  test("with less it sees nothing, and OUT lets go", () => {
    const b = sensor({}, "2.5");
    move(b, s(1), s(1));
    expect([b.probe("out").level, edges(b)]).toEqual([LEVEL_Z, []]);
  });
});

test("times that are none are problems", () => {
  expect(problemsOf("wokwi-pir-motion-sensor", { delayTime: "-1", inhibitTime: "soon" })).toHaveLength(2);
});
