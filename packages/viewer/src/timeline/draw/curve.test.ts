import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curvePixels } from "./curve.js";

const box = { y: 10, height: 22 };
const pixels = (min: number[], max: number[], range: [number, number]) =>
  curvePixels(
    { kind: "curve", min: Float32Array.from(min), max: Float32Array.from(max), range },
    { offset: 0, step: 1, from: 0, to: min.length },
    box,
    2,
  );

describe("a curve in pixels", () => {
  it("reaches from the bottom of its box to the top", () => {
    const { tops, bases } = pixels([0, 1], [0, 1], [0, 1]);
    expect([...tops]).toEqual([30, 10]);
    expect([...bases]).toEqual([32, 12]);
  });

  it("is as thick as it changes within a column", () => {
    const { tops, bases } = pixels([0], [1], [0, 1]);
    expect([tops[0], bases[0]]).toEqual([10, 32]);
  });

  it("is nowhere before its first row", () => {
    expect([...pixels([NaN, 1], [NaN, 1], [0, 1]).tops]).toEqual([-1, 10]);
  });

  it("begins at 0 when its values are spread from near there, and lies in the middle when it never changes", () => {
    expect(pixels([5], [5], [1, 10]).tops[0]).toBe(20);
    expect(pixels([90], [90], [90, 100]).tops[0]).toBe(30);
    expect(pixels([27], [27], [27, 27]).tops[0]).toBe(20);
    expect(pixels([0], [0], [0, 0]).tops[0]).toBe(30);
  });

  it("never leaves its box", () => {
    const value = fc.float({ min: -5, max: 9, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 40 }), (pairs) => {
        const { tops, bases } = pixels(
          pairs.map(([a, b]) => Math.min(a, b)),
          pairs.map(([a, b]) => Math.max(a, b)),
          [-5, 9],
        );
        expect(Math.min(...tops)).toBeGreaterThanOrEqual(box.y);
        expect(Math.max(...bases)).toBeLessThanOrEqual(box.y + box.height);
      }),
    );
  });
});
