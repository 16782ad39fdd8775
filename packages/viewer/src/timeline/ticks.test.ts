import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { niceStep, ticks } from "./ticks.js";

const view = fc
  .record({
    start: fc.double({ min: 0, max: 1e13, noNaN: true }),
    length: fc.double({ min: 100, max: 1e13, noNaN: true }),
  })
  .map(({ start, length }) => ({ start, end: start + length }));

describe("a nice step", () => {
  it("is 1, 2 or 5 times a power of ten", () => {
    expect([0.3, 1, 1.5, 3, 7, 12, 480, 5001].map(niceStep)).toEqual([1, 1, 2, 5, 10, 20, 500, 10000]);
  });

  it("is the smallest that is long enough", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e12, noNaN: true }), (least) => {
        const step = niceStep(least);
        expect(step).toBeGreaterThanOrEqual(least * (1 - 1e-8));
        expect(step).toBeLessThan(least * 2.6);
      }),
    );
  });
});

describe("ticks", () => {
  it("are written in the unit of the times in view", () => {
    const labels = (start: number, end: number) => ticks({ start, end }, 600).major.map(({ label }) => label);
    expect(labels(0, 600)).toContain("200 ns");
    expect(labels(0, 2.5e6)).toContain("0.5 ms");
    expect(labels(0, 5e9)).toContain("1 s");
    expect(labels(1.25e9, 1.25e9 + 4e3)).toContain("1.250 002 s".replace(" 0", "\u202f0"));
  });

  it("say 0 without a unit", () => {
    expect(ticks({ start: 0, end: 1e6 }, 600).major.find(({ time }) => time === 0)?.label).toBe("0");
  });

  it("have room for their labels", () => {
    fc.assert(
      fc.property(view, fc.integer({ min: 200, max: 3000 }), (v, width) => {
        const { step, major } = ticks(v, width, 7, 20);
        const longest = Math.max(...major.map(({ label }) => label.length), 0);
        expect((step / (v.end - v.start)) * width).toBeGreaterThanOrEqual(longest * 7);
      }),
    );
  });

  it("have labels that tell them apart", () => {
    fc.assert(
      fc.property(view, (v) => {
        const labels = ticks(v, 1200).major.map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });

  it("are never more than fit, however the view lies", () => {
    fc.assert(
      fc.property(view, (v) => {
        const { major, minor } = ticks(v, 1000);
        expect(major.length + minor.length).toBeLessThan(120);
      }),
    );
  });

  it("have finer ones between them, of whole ns", () => {
    const { minor } = ticks({ start: 0, end: 1000 }, 1000);
    expect(minor).toContain(20);
    expect(ticks({ start: 0, end: 10 }, 1000).minor).toEqual([]);
  });
});
