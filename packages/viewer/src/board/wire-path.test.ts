import fc from "fast-check";
import { expect, test } from "vitest";
import { followWirePath, readWirePath, tidy } from "./wire-path.js";
import type { Point } from "./plane.js";

const from = { x: 0, y: 0 };
const route = (to: Point, ...path: string[]): string => {
  const moves = readWirePath(path);
  return moves
    ? followWirePath(from, to, moves)
        .map(({ x, y }) => `${x},${y}`)
        .join(" ")
    : "none";
};

test("moves before the star lead from the source, in order", () => {
  expect(route({ x: 50, y: 30 }, "h10", "v-5.5", "h20", "*")).toBe("0,0 10,0 10,-5.5 30,-5.5 30,30 50,30");
});

test("moves after the star lead from the target, the last first", () => {
  // From the target: v5 (the last), then h-20.
  expect(route({ x: 50, y: 30 }, "*", "h-20", "v5")).toBe("0,0 30,0 30,35 50,35 50,30");
  expect(route({ x: 50, y: 30 }, "v8", "*", "h-20", "v5")).toBe("0,0 0,8 30,8 30,35 50,35 50,30");
});

test("without a star all moves are the source's", () => {
  expect(route({ x: 30, y: 20 }, "v10", "h30")).toBe("0,0 0,10 30,10 30,20");
});

test("the gap is closed by one horizontal and one vertical segment", () => {
  expect(route({ x: 30, y: 20 }, "*")).toBe("0,0 30,0 30,20");
});

test("the gap begins with a corner, so that each move is seen", () => {
  expect(route({ x: 30, y: 20 }, "h10", "*")).toBe("0,0 10,0 10,20 30,20");
  expect(route({ x: 30, y: 20 }, "v10", "*")).toBe("0,0 0,10 30,10 30,20");
});

test("the gap is closed without turning back at either end", () => {
  expect(route({ x: -30, y: 20 }, "h10", "*")).toBe("0,0 10,0 10,20 -30,20");
  expect(route({ x: 40, y: 20 }, "h10", "*", "h5")).toBe("0,0 45,0 45,20 40,20");
});

test("ends in line need no corner", () => {
  expect(route({ x: 0, y: 40 }, "*")).toBe("0,0 0,40");
  expect(route({ x: 40, y: 3 }, "h20", "v3", "*")).toBe("0,0 20,0 20,3 40,3");
});

test("a part plugged into a breadboard has no wire", () => {
  expect(route({ x: 30, y: 20 }, "$bb")).toBe("none");
});

test("what is no step is skipped", () => {
  expect(route({ x: 30, y: 20 }, "x9", "h", "v10", "*")).toBe(route({ x: 30, y: 20 }, "v10", "*"));
});

test("points within a straight line are dropped, ways back are kept", () => {
  const points = [0, 4, 4, 10, 6].map((x) => ({ x, y: 0 }));
  expect(tidy(points).map(({ x }) => x)).toEqual([0, 10, 6]);
});

test("law: any path leads from end to end by horizontal and vertical segments", () => {
  const move = fc
    .tuple(fc.constantFrom("h", "v"), fc.integer({ min: -99, max: 99 }))
    .map(([axis, by]) => `${axis}${by}`);
  const path = fc.tuple(fc.array(move, { maxLength: 5 }), fc.array(move, { maxLength: 5 }));
  fc.assert(
    fc.property(
      path,
      fc.integer({ min: -200, max: 200 }),
      fc.integer({ min: -200, max: 200 }),
      ([source, target], x, y) => {
        const moves = readWirePath([...source, "*", ...target]);
        const points = followWirePath(from, { x, y }, moves as NonNullable<typeof moves>);
        expect(points[0]).toEqual(from);
        expect(points.at(-1)).toEqual({ x, y });
        for (let index = 1; index < points.length; index++) {
          const [a, b] = [points[index - 1] as Point, points[index] as Point];
          expect(a.x === b.x || a.y === b.y).toBe(true);
        }
      },
    ),
  );
});
