import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { snap, snapReach } from "./snap.js";

describe("snapping", () => {
  it("takes the nearest within reach", () => {
    expect(snap(100, 10, [95, 103, 120])).toBe(103);
    expect(snap(100, 10, [85, undefined, 115])).toBe(100);
  });

  it("takes what lies exactly at the end of its reach, and of two equally near ones the first", () => {
    expect(snap(100, 10, [110])).toBe(110);
    expect(snap(100, 10, [105, 95])).toBe(105);
  });

  it("gives whole ns where there is nothing", () => {
    expect(snap(100.4, 10, [])).toBe(100);
  });

  it("never goes further than its reach", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 1000 }),
        fc.array(fc.integer()),
        (time, reach, candidates) => {
          const away = Math.abs(snap(time, reach, candidates) - time);
          expect(away).toBeLessThanOrEqual(reach);
          const nearest = Math.min(...candidates.map((each) => Math.abs(each - time)));
          if (nearest <= reach) expect(away).toBe(nearest);
        },
      ),
    );
  });

  it("reaches eight pixels far", () => {
    expect(snapReach({ start: 0, end: 1000 }, 100)).toBe(80);
  });
});
