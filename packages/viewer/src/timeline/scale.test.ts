import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { between, clampView, lengthOf, longestView, pan, pinch, SHORTEST_VIEW, toPx, toTime, zoom } from "./scale.js";

const view = fc
  .record({
    start: fc.double({ min: 0, max: 1e12, noNaN: true }),
    length: fc.double({ min: 1e3, max: 1e12, noNaN: true }),
  })
  .map(({ start, length }) => ({ start, end: start + length }));
const width = fc.integer({ min: 50, max: 4000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const factor = fc.double({ min: 0.5, max: 2, noNaN: true });

describe("time and pixels", () => {
  it("are inverse to each other", () => {
    fc.assert(
      fc.property(view, width, share, (v, w, at) => {
        expect(toPx(v, w, toTime(v, w, at * w))).toBeCloseTo(at * w, 2);
      }),
    );
  });

  it("has the view's ends at the area's ends", () => {
    expect(toPx({ start: 100, end: 300 }, 50, 100)).toBe(0);
    expect(toPx({ start: 100, end: 300 }, 50, 300)).toBe(50);
    expect(toTime({ start: 100, end: 300 }, 50, 25)).toBe(200);
  });
});

describe("zooming", () => {
  it("leaves the time under the pointer where it is", () => {
    fc.assert(
      fc.property(view, width, share, factor, (v, w, at, by) => {
        const time = toTime(v, w, at * w);
        expect(toPx(zoom(v, time, by), w, time)).toBeCloseTo(at * w, 1);
      }),
    );
  });

  it("multiplies the length, and out again ends where it began", () => {
    fc.assert(
      fc.property(view, share, factor, (v, at, by) => {
        const anchor = v.start + at * lengthOf(v);
        const there = zoom(v, anchor, by);
        expect(lengthOf(there) / lengthOf(v)).toBeCloseTo(by, 3);
        const back = zoom(there, anchor, 1 / by);
        expect(Math.abs(back.start - v.start)).toBeLessThan(1e-3 * lengthOf(v));
      }),
    );
  });

  it("ends at the shortest view", () => {
    const close = zoom({ start: 0, end: 150 }, 75, 1 / 4);
    expect(lengthOf(close)).toBe(SHORTEST_VIEW);
    expect(close).toEqual({ start: 25, end: 125 });
  });
});

describe("a view within bounds", () => {
  it("is not changed when it is inside", () => {
    expect(clampView({ start: 10e6, end: 20e6 }, 1e9)).toEqual({ start: 10e6, end: 20e6 });
  });

  it("never begins before 0, never shows only what was not recorded, and is neither too long nor too short", () => {
    const any = fc.record({
      start: fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      length: fc.double({ min: 1, max: 1e13, noNaN: true }),
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 1e12 }), ({ start, length }, end) => {
        const clamped = clampView({ start, end: start + length }, end);
        expect(clamped.start).toBeGreaterThanOrEqual(0);
        expect(clamped.start).toBeLessThanOrEqual(end);
        expect(lengthOf(clamped)).toBeGreaterThanOrEqual(SHORTEST_VIEW * 0.999);
        expect(lengthOf(clamped)).toBeLessThanOrEqual(longestView(end) * 1.001);
      }),
    );
  });

  it("keeps its length when it is only moved", () => {
    expect(clampView({ start: -5e6, end: 5e6 }, 1e9)).toEqual({ start: 0, end: 10e6 });
  });
});

describe("a glide", () => {
  it("begins at one view and ends at the other", () => {
    fc.assert(
      fc.property(view, view, (a, b) => {
        const tolerance = 1e-6 * (a.end + b.end);
        expect(Math.abs(between(a, b, 0).start - a.start)).toBeLessThanOrEqual(tolerance);
        expect(Math.abs(between(a, b, 1).start - b.start)).toBeLessThanOrEqual(tolerance);
        expect(lengthOf(between(a, b, 1)) / lengthOf(b)).toBeCloseTo(1, 6);
      }),
    );
  });

  it("keeps the anchor of a zoom in place all the way", () => {
    const from = { start: 1000, end: 3000 };
    const to = zoom(from, 1500, 0.25);
    for (const step of [0.1, 0.5, 0.9]) expect(toPx(between(from, to, step), 800, 1500)).toBeCloseTo(200, 6);
  });

  it("moves evenly when only the place changes", () => {
    expect(between({ start: 0, end: 10 }, { start: 20, end: 30 }, 0.5)).toEqual({ start: 10, end: 20 });
  });
});

describe("two fingers", () => {
  it("each keep the time that they took hold of", () => {
    const place = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(view, place, place, place, place, (v, a, b, c, d) => {
        fc.pre(b - a > 20 && d - c > 20);
        const now = pinch(v, 400, [a, b], [c, d]);
        expect(toPx(now, 400, toTime(v, 400, a))).toBeCloseTo(c, 1);
        expect(toPx(now, 400, toTime(v, 400, b))).toBeCloseTo(d, 1);
      }),
    );
  });

  it("only pan when they are too close together to say more", () => {
    const v = { start: 0, end: 400 };
    expect(pinch(v, 400, [100, 104], [110, 114])).toEqual(pan(v, -10));
  });
});
