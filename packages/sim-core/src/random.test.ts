import { describe, expect, it } from "vitest";
import { Random } from "./random.js";

const take = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

describe("Random", () => {
  it("gives each path of a seed a stream of its own, the same every time", () => {
    const draw = (seed: number, path: string): number[] => {
      const random = new Random(seed, path);
      return take(5, () => random.u32());
    };
    expect(draw(1, "btn1")).toEqual(draw(1, "btn1"));
    expect(draw(1, "btn1")).not.toEqual(draw(1, "btn2"));
    expect(draw(1, "btn1")).not.toEqual(draw(2, "btn1"));
  });

  it("keeps its frozen outputs (a change here changes every recording)", () => {
    const random = new Random(7, "btn1");
    expect(take(3, () => random.u32())).toMatchInlineSnapshot(`
      [
        3241531997,
        3215990392,
        264453432,
      ]
    `);
  });

  it("goes on exactly from a snapshot", () => {
    const random = new Random(3, "x");
    random.u32();
    const state = structuredClone(random.snapshot());
    const next = take(10, () => random.uniform());
    random.restore(state);
    expect(take(10, () => random.uniform())).toEqual(next);
  });

  it("has the distributions it names", () => {
    const random = new Random(11, "x");
    const uniform = take(20_000, () => random.uniform());
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    expect(median(take(20_001, () => random.logNormal(4, 0.8)))).toBeCloseTo(4, 0);
    expect(mean(take(20_000, () => random.poisson(6)))).toBeCloseTo(6, 0);
    expect(mean(take(20_000, () => random.exponential(2)))).toBeCloseTo(2, 0);
    expect(new Set(take(1000, () => random.int(2, 4)))).toEqual(new Set([2, 3, 4]));
  });
});
