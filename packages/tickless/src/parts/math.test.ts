import fc from "fast-check";
import { expect, it } from "vitest";
import { EXACT_MATH } from "./math.js";

it("has whole powers of whole numbers whole, and agrees with Math otherwise", () => {
  const base = fc.integer({ min: -20, max: 20 });
  const power = fc.integer({ min: 0, max: 12 });
  fc.assert(fc.property(base, power, (x, y) => void expect(EXACT_MATH.pow(x, y)).toBe(Number(BigInt(x) ** BigInt(y)))));
  const real = fc.double({ min: 0.001, max: 1000, noNaN: true });
  const exponent = fc.double({ min: -8, max: 8, noNaN: true });
  fc.assert(
    fc.property(real, exponent, (x, y) => void expect(EXACT_MATH.pow(x, y) / Math.pow(x, y)).toBeCloseTo(1, 9)),
  );
  expect([EXACT_MATH.log10(1000), EXACT_MATH.log2(0.25), EXACT_MATH.pow(0, 0.5)]).toEqual([3, -2, 0]);
  expect([EXACT_MATH.pow(-8, 1 / 3), EXACT_MATH.log10(0), EXACT_MATH.log10(-1)]).toEqual([NaN, -Infinity, NaN]);
});
