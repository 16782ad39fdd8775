import fc from "fast-check";
import { expect, test } from "vitest";
import { fitted, keptInSight, MAX_SCALE, MIN_SCALE, panned, toBoard, toScreen, zoomedAt } from "./view.js";

const coordinate = fc.double({ min: -2000, max: 2000, noNaN: true });
const view = fc.record({ scale: fc.double({ min: 0.2, max: 10, noNaN: true }), x: coordinate, y: coordinate });
const point = fc.record({ x: coordinate, y: coordinate });

test("law: zooming leaves in place what is under the pointer", () => {
  fc.assert(
    fc.property(view, point, fc.double({ min: 0.1, max: 10, noNaN: true }), (before, at, factor) => {
      const under = toBoard(before, at);
      const after = toScreen(zoomedAt(before, at, factor), under);
      expect(after.x).toBeCloseTo(at.x, 5);
      expect(after.y).toBeCloseTo(at.y, 5);
    }),
  );
});

test("zooming ends at the smallest and the largest scale", () => {
  expect(zoomedAt({ scale: 1, x: 0, y: 0 }, { x: 0, y: 0 }, 1e6).scale).toBe(MAX_SCALE);
  expect(zoomedAt({ scale: 1, x: 0, y: 0 }, { x: 0, y: 0 }, 1e-6).scale).toBe(MIN_SCALE);
});

test("panning moves everything by as many px as the pointer", () => {
  const before = { scale: 3, x: 5, y: 6 };
  const at = toScreen(before, { x: 10, y: 20 });
  expect(toScreen(panned(before, 7, -8), { x: 10, y: 20 })).toEqual({ x: at.x + 7, y: at.y - 8 });
});

test("law: fitting shows the whole board in the middle", () => {
  const side = fc.double({ min: 1, max: 3000, noNaN: true });
  const screen = fc.integer({ min: 120, max: 2000 });
  fc.assert(
    fc.property(coordinate, coordinate, side, side, screen, screen, (x, y, width, height, wide, high) => {
      const fit = fitted({ x, y, width, height }, wide, high);
      const topLeft = toScreen(fit, { x, y });
      const bottomRight = toScreen(fit, { x: x + width, y: y + height });
      expect((topLeft.x + bottomRight.x) / 2).toBeCloseTo(wide / 2, 4);
      expect((topLeft.y + bottomRight.y) / 2).toBeCloseTo(high / 2, 4);
      if (fit.scale === MIN_SCALE) return;
      expect(topLeft.x).toBeGreaterThanOrEqual(-1e-6);
      expect(topLeft.y).toBeGreaterThanOrEqual(-1e-6);
    }),
  );
});

test("the board cannot be pushed out of sight", () => {
  const area = { x: 0, y: 0, width: 100, height: 100 };
  expect(keptInSight({ scale: 1, x: 5000, y: -5000 }, area, 400, 300)).toEqual({ scale: 1, x: 352, y: -52 });
});
