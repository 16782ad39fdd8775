import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ms, s } from "../time.js";
import { lengthOf, nextTime, valueAt, type ControlCurve, type WaveShape } from "./control-curve.js";

const ramp: ControlCurve = { kind: "ramp", to: 30, over: s(2) };
const wave = (shape: WaveShape, cycles?: number): ControlCurve => {
  return { kind: "wave", shape, min: 10, max: 20, period: s(1), ...(cycles === undefined ? {} : { cycles }) };
};
const table = (interpolate: "linear" | "step", repeat = 1): ControlCurve => {
  return { kind: "table", times: [s(1), s(2), s(4)], values: [5, 7, 3], interpolate, repeat };
};

const at = (curve: ControlCurve, seconds: readonly number[]): number[] =>
  seconds.map((second) => valueAt(curve, s(second), 20));

describe("values", () => {
  it("of a ramp go evenly from where it was, and stay at its end", () => {
    expect(at(ramp, [0, 0.5, 1, 2, 9])).toEqual([20, 22.5, 25, 30, 30]);
    expect(at({ ...ramp, over: 0 }, [0])).toEqual([30]);
  });

  it("of waves begin at the minimum", () => {
    expect(at(wave("sine"), [0, 0.25, 0.5, 0.75, 1, 7.5])).toEqual([10, 15, 20, 15, 10, 20]);
    expect(at(wave("triangle"), [0, 0.25, 0.5, 0.75, 1.25])).toEqual([10, 15, 20, 15, 15]);
    expect(at(wave("square"), [0, 0.4, 0.5, 0.9, 1])).toEqual([10, 10, 20, 20, 10]);
    expect(at(wave("sawtooth"), [0, 0.5, 0.9, 1])).toEqual([10, 15, 19, 10]);
  });

  it("of a wave with an end end as the last cycle does", () => {
    expect(at(wave("triangle", 2), [2, 3])).toEqual([10, 10]);
    expect(at(wave("sawtooth", 2), [2])).toEqual([20]);
  });

  it("of a table lie on lines between its rows; before them it stays where it was", () => {
    expect(at(table("linear"), [0, 0.9, 1, 1.5, 2, 3, 4, 9])).toEqual([20, 20, 5, 6, 7, 5, 3, 3]);
    expect(at(table("step"), [0.9, 1, 1.5, 2, 3.9, 4])).toEqual([20, 5, 5, 7, 7, 3]);
  });

  it("of a table that is repeated begin again at its end", () => {
    expect(lengthOf(table("step", 3))).toBe(s(12));
    expect(at(table("step", 3), [4.5, 5, 6.5, 8.5, 12])).toEqual([3, 5, 7, 3, 3]);
  });
});

describe("when a control is set", () => {
  const times = (curve: ControlCurve, every: number, most = 10): number[] => {
    const found: number[] = [];
    for (let t = 0; t < Infinity && found.length < most;) {
      t = nextTime(curve, t, every);
      if (t < Infinity) found.push(t / s(1));
    }
    return found;
  };

  it("is every so often, and at the end", () => {
    expect(times(ramp, ms(600))).toEqual([0.6, 1.2, 1.8, 2]);
    expect(times(wave("sine"), ms(400), 3)).toEqual([0.4, 0.8, 1.2]);
  });

  it("is just at the edges of what jumps", () => {
    expect(times(wave("square", 2), ms(1))).toEqual([0.5, 1, 1.5, 2]);
    expect(times(table("step"), ms(1))).toEqual([1, 2, 4]);
    expect(times(table("step", 2), ms(1))).toEqual([1, 2, 4, 5, 6, 8]);
  });
});

const curves = fc.oneof(
  fc.record({ kind: fc.constant("ramp" as const), to: fc.integer({ min: 0, max: 100 }), over: fc.nat(1e6) }),
  fc.record({
    kind: fc.constant("wave" as const),
    shape: fc.constantFrom<WaveShape>("sine", "square", "triangle", "sawtooth"),
    min: fc.integer({ min: 0, max: 50 }),
    max: fc.integer({ min: 50, max: 100 }),
    period: fc.integer({ min: 1000, max: 1e6 }),
    cycles: fc.integer({ min: 1, max: 5 }),
  }),
  fc
    .tuple(
      fc.uniqueArray(fc.nat(1e6), { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 }),
      fc.constantFrom("linear" as const, "step" as const),
      fc.integer({ min: 1, max: 3 }),
    )
    .map(([times, values, interpolate, repeat]): ControlCurve => {
      const sorted = [...times].sort((a, b) => a - b);
      return { kind: "table", times: sorted, values: values.slice(0, sorted.length), interpolate, repeat };
    }),
);

describe("laws", () => {
  it("a curve stays within its values and where it came from", () => {
    fc.assert(
      fc.property(curves, fc.nat(2e6), fc.integer({ min: 0, max: 100 }), (curve, time, from) => {
        const value = valueAt(curve, time, from);
        const own = curve.kind === "table" ? curve.values : curve.kind === "ramp" ? [curve.to] : [curve.min, curve.max];
        expect(value).toBeGreaterThanOrEqual(Math.min(from, ...own));
        expect(value).toBeLessThanOrEqual(Math.max(from, ...own));
      }),
    );
  });

  it("the next time is later, whole, and the last one is the end", () => {
    fc.assert(
      fc.property(curves, fc.integer({ min: 1000, max: 300_000 }), (curve, every) => {
        let time = 0;
        for (let next = nextTime(curve, 0, every); next < Infinity; next = nextTime(curve, time, every)) {
          expect(next).toBeGreaterThan(time);
          expect(Number.isInteger(next)).toBe(true);
          time = next;
        }
        expect(time).toBe(lengthOf(curve));
      }),
    );
  });
});
