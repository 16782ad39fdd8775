import fc from "fast-check";
import { expect, test } from "vitest";
import { autoRoute } from "./auto-route.js";
import type { Point } from "./plane.js";

const anywhere = { x: 0, y: 0 };
const show = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(" ");

test("pins in line are joined straight", () => {
  expect(show(autoRoute({ at: { x: 0, y: 5 }, out: anywhere }, { at: { x: 40, y: 5 }, out: anywhere }, []))).toBe(
    "0,5 40,5",
  );
});

test("a wire leaves its pin outwards", () => {
  const left = { at: { x: 0, y: 0 }, out: { x: -1, y: 0 } };
  const points = autoRoute(left, { at: { x: 60, y: 40 }, out: anywhere }, []);
  expect((points[1] as Point).x).toBeLessThanOrEqual(0);
});

test("a wire goes around a body rather than across it", () => {
  const body = { x: 20, y: -50, width: 20, height: 100 };
  const points = autoRoute({ at: { x: 0, y: 0 }, out: anywhere }, { at: { x: 60, y: 0 }, out: anywhere }, [body]);
  const outside = points.some(({ y }) => y <= -50 || y >= 50);
  expect(outside).toBe(true);
});

test("law: it leads from pin to pin by horizontal and vertical segments", () => {
  const coordinate = fc.integer({ min: -300, max: 300 });
  const out = fc.constantFrom({ x: 0, y: 0 }, { x: 1, y: 0 }, { x: -1, y: 0 }, { x: 0, y: 1 }, { x: 0, y: -1 });
  const end = fc.record({ at: fc.record({ x: coordinate, y: coordinate }), out });
  fc.assert(
    fc.property(end, end, (from, to) => {
      const points = autoRoute(from, to, []);
      expect(points[0]).toEqual(from.at);
      expect(points.at(-1)).toEqual(to.at);
      for (let index = 1; index < points.length; index++) {
        const [a, b] = [points[index - 1] as Point, points[index] as Point];
        expect(a.x === b.x || a.y === b.y).toBe(true);
      }
    }),
  );
});
