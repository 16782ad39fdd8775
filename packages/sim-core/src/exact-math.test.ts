import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cos, exp, log, pow, sin } from "./exact-math.js";

/** Both within a few units in the last place, or within as much of 1 where the value is near 0. */
function close(own: number, engine: number): void {
  if (!Number.isFinite(engine)) return expect(own).toBe(engine);
  expect(Math.abs(own - engine)).toBeLessThanOrEqual(4e-15 * Math.max(Math.abs(engine), 5e-324 / 4e-15));
}

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("elementary functions", () => {
  it("are those of the engine, but for the last bits", () => {
    fc.assert(fc.property(within(-700, 700), (x) => close(exp(x), Math.exp(x))));
    fc.assert(fc.property(within(1e-300, 1e300), (x) => close(log(x), Math.log(x))));
    fc.assert(fc.property(within(0.9, 1.1), (x) => close(log(x), Math.log(x))));
    fc.assert(fc.property(within(1e-3, 1e3), within(-3, 3), (x, y) => close(pow(x, y), x ** y)));
    fc.assert(
      fc.property(within(-1e4, 1e4), (x) => {
        expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-14);
        expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(1e-14);
      }),
    );
  });

  it("know the ends of numbers", () => {
    expect([exp(-Infinity), exp(0), exp(800), exp(NaN)]).toEqual([0, 1, Infinity, NaN]);
    expect([log(0), log(1), log(-1), log(Infinity), log(NaN)]).toEqual([-Infinity, 0, NaN, Infinity, NaN]);
    close(log(5e-324), Math.log(5e-324));
    expect([sin(0), cos(0)]).toEqual([0, 1]);
  });

  it("have these bits, whatever runs them", () => {
    const bits = (x: number): string => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, x);
      return view.getBigUint64(0).toString(16);
    };
    expect([exp(1.5), exp(-7.25), log(3), log(0.1), pow(12.5, -0.7), sin(2), cos(5)].map(bits)).toMatchInlineSnapshot(`
      [
        "4011ed3fe64fc541",
        "3f47455fe323fafe",
        "3ff193ea7aad030b",
        "c0026bb1bbb55515",
        "3fc5d896db0547c2",
        "3fed18f6ead1b446",
        "3fd22785706b4ada",
      ]
    `);
  });
});
