import fc from "fast-check";
import { expect, test } from "vitest";
import { Placement } from "./placement.js";

const number = fc.double({ min: -500, max: 500, noNaN: true });
const size = fc.double({ min: 1, max: 400, noNaN: true });

test("an unrotated part's points are moved by left and top", () => {
  expect(new Placement(10, -20, 0, 40, 50).toBoard({ x: 25, y: 42 })).toEqual({ x: 35, y: 22 });
});

test("a part is turned clockwise about its centre", () => {
  // Box 40 × 20 at (0, 0): its centre is (20, 10), its right end (40, 10) goes below the centre.
  expect(new Placement(0, 0, 90, 40, 20).toBoard({ x: 40, y: 10 })).toEqual({ x: 20, y: 30 });
  expect(new Placement(0, 0, 180, 40, 20).toBoard({ x: 40, y: 10 })).toEqual({ x: 0, y: 10 });
  expect(new Placement(0, 0, 270, 40, 20).toBoard({ x: 40, y: 10 })).toEqual({ x: 20, y: -10 });
  expect(new Placement(0, 0, -90, 40, 20).toBoard({ x: 40, y: 10 })).toEqual({ x: 20, y: -10 });
});

test("a resistor of the fourth example turned by 90° has its first pin above its second", () => {
  const placement = new Placement(135.44, 139.33, 90, 59.13, 11.34);
  const first = placement.toBoard({ x: 0, y: 5.65 });
  const second = placement.toBoard({ x: 58.8, y: 5.65 });
  expect(first.x).toBeCloseTo(165, 1);
  expect(first.y).toBeCloseTo(115.4, 1);
  expect(second.x).toBeCloseTo(first.x, 9);
  expect(second.y - first.y).toBeCloseTo(58.8, 9);
});

test("law: toPart undoes toBoard, and distances from the centre are kept", () => {
  fc.assert(
    fc.property(number, number, number, size, size, number, number, (left, top, degrees, width, height, x, y) => {
      const placement = new Placement(left, top, degrees, width, height);
      const onBoard = placement.toBoard({ x, y });
      const back = placement.toPart(onBoard);
      expect(back.x).toBeCloseTo(x, 6);
      expect(back.y).toBeCloseTo(y, 6);
      const away = Math.hypot(onBoard.x - placement.centre.x, onBoard.y - placement.centre.y);
      expect(away).toBeCloseTo(Math.hypot(x - width / 2, y - height / 2), 6);
    }),
  );
});

test("law: the matrix is toBoard", () => {
  fc.assert(
    fc.property(number, number, number, size, size, number, number, (left, top, degrees, width, height, x, y) => {
      const placement = new Placement(left, top, degrees, width, height);
      const [a, b, c, d, e, f] = placement.matrix;
      const point = placement.toBoard({ x, y });
      expect(a * x + c * y + e).toBeCloseTo(point.x, 6);
      expect(b * x + d * y + f).toBeCloseTo(point.y, 6);
    }),
  );
});

test("a quarter turn swaps the sides of the box that is covered", () => {
  const covered = new Placement(0, 0, 90, 40, 20).boxOnBoard({ x: 0, y: 0, width: 40, height: 20 });
  expect(covered).toEqual({ x: 10, y: -10, width: 20, height: 40 });
});
