import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { follow, reveal } from "./follow.js";
import { lengthOf } from "./scale.js";

const view = { start: 1000, end: 2000 };
const anyView = fc
  .record({ start: fc.integer({ min: 0, max: 1e9 }), length: fc.integer({ min: 100, max: 1e9 }) })
  .map(({ start, length }) => ({ start, end: start + length }));
const time = fc.integer({ min: 0, max: 2e9 });
const direction = fc.constantFrom<1 | -1>(1, -1);

describe("following", () => {
  it("leaves the view alone while the cursor is well inside", () => {
    expect(follow(view, 1500, 1, false)).toBe(view);
    expect(follow(view, 1500, -1, false)).toBe(view);
  });

  it("keeps a cursor that goes on before the right fifth", () => {
    expect(follow(view, 1900, 1, false)).toEqual({ start: 1100, end: 2100 });
  });

  it("keeps one that goes back behind the left fifth", () => {
    expect(follow(view, 1100, -1, false)).toEqual({ start: 900, end: 1900 });
  });

  it("turns pages where nothing else may move", () => {
    expect(follow(view, 1990, 1, true)).toBe(view);
    expect(follow(view, 2010, 1, true)).toEqual({ start: 1910, end: 2910 });
    expect(follow(view, 990, -1, true)).toEqual({ start: 90, end: 1090 });
  });

  it("always shows the cursor, and never changes the scale", () => {
    fc.assert(
      fc.property(anyView, time, direction, fc.boolean(), (v, cursor, way, pages) => {
        const next = follow(v, cursor, way, pages);
        expect(cursor).toBeGreaterThanOrEqual(next.start - 1e-3);
        expect(cursor).toBeLessThanOrEqual(next.end + 1e-3);
        expect(lengthOf(next)).toBeCloseTo(lengthOf(v), 3);
      }),
    );
  });

  it("once done, has nothing more to do", () => {
    fc.assert(
      fc.property(anyView, time, direction, (v, cursor, way) => {
        const next = follow(v, cursor, way, false);
        expect(Math.abs(follow(next, cursor, way, false).start - next.start)).toBeLessThan(1e-3);
      }),
    );
  });
});

describe("revealing", () => {
  it("puts a moment out of sight in the middle, and else changes nothing", () => {
    expect(reveal(view, 1000)).toBe(view);
    expect(reveal(view, 5000)).toEqual({ start: 4500, end: 5500 });
  });
});
