import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnMap, columnPx, covers, planColumns } from "./column-map.js";
import { pan } from "./scale.js";

const view = fc
  .record({
    start: fc.double({ min: 0, max: 1e11, noNaN: true }),
    length: fc.double({ min: 1e3, max: 1e11, noNaN: true }),
  })
  .map(({ start, length }) => ({ start, end: start + length }));
const width = fc.integer({ min: 100, max: 3000 });

describe("the plan for a view", () => {
  it("covers it, with some more on both sides", () => {
    fc.assert(
      fc.property(view, width, (v, w) => {
        const plan = planColumns(v, w);
        expect(covers(plan, v, w)).toBe(true);
        expect(plan.width).toBeLessThanOrEqual(w * 1.5 + 3);
        const nearby = pan(v, (v.end - v.start) * 0.2);
        expect(covers(plan, nearby, w)).toBe(true);
      }),
    );
  });

  it("is not enough far away or at another scale", () => {
    const plan = planColumns({ start: 1000, end: 2000 }, 100);
    expect(covers(plan, { start: 2000, end: 3000 }, 100)).toBe(false);
    expect(covers(plan, { start: 1200, end: 1700 }, 100)).toBe(false);
  });

  it("has its borders on a grid of pixels, so that panning changes none", () => {
    const first = planColumns({ start: 1000, end: 2000 }, 100);
    const second = planColumns({ start: 1013, end: 2013 }, 100);
    expect(first.start % 10).toBe(0);
    expect((second.start - first.start) % 10).toBe(0);
  });

  it("does not ask for what was before 0", () => {
    expect(planColumns({ start: 0, end: 1000 }, 100).start).toBe(0);
    expect(covers(planColumns({ start: -200, end: 800 }, 100), { start: -200, end: 800 }, 100)).toBe(true);
  });
});

describe("columns on the screen", () => {
  it("are one pixel each at the scale that they were asked for", () => {
    const v = { start: 1000, end: 2000 };
    const map = columnMap(planColumns(v, 100), v, 100);
    expect(map.step).toBe(1);
    expect(columnPx(map, map.from)).toBe(0);
    expect(columnPx(map, map.to)).toBe(100);
  });

  it("lie where their time lies, also after zooming", () => {
    fc.assert(
      fc.property(view, width, fc.double({ min: 0.3, max: 3, noNaN: true }), (v, w, by) => {
        const plan = planColumns(v, w);
        const other = { start: v.start, end: v.start + (v.end - v.start) * by };
        const map = columnMap(plan, other, w);
        for (const column of [map.from, map.to]) {
          const time = plan.start + (column / plan.width) * (plan.end - plan.start);
          const px = ((time - other.start) / (other.end - other.start)) * w;
          expect(Math.abs(columnPx(map, column) - px)).toBeLessThanOrEqual(1.01);
        }
      }),
    );
  });

  it("are left out where they are not seen", () => {
    const plan = { start: 0, end: 1000, width: 100 };
    const map = columnMap(plan, { start: 500, end: 600 }, 100);
    expect([map.from, map.to]).toEqual([50, 60]);
    expect(columnMap(plan, { start: 5000, end: 6000 }, 100)).toMatchObject({ from: 100, to: 100 });
  });
});
