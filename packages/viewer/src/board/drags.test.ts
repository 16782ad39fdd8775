import fc from "fast-check";
import { expect, test } from "vitest";
import { shapeOf } from "../faces/shapes.js";
import type { ControlArea } from "../faces/shape.js";
import { layOut, type PlacedPart } from "./board-layout.js";
import { startDrag, stepDial, stickAt } from "./drags.js";
import { centreOf, type Point } from "./plane.js";
import { board, part } from "./testing.js";

const position = { name: "position", min: -500, max: 500, initial: 0, kind: "range", unit: "detents" };

/** A part, its control of a kind, and what is set by dragging it. */
function grip(type: string, kind: ControlArea["kind"], initial = 0) {
  const [placed] = layOut(board([part("x", type, { controls: [position] })])).parts;
  const area = shapeOf(type)
    .controls?.(part("x", type))
    .find((each) => each.kind === kind) as ControlArea;
  const values: Record<string, number> = {};
  const target = {
    setControl: (_: string, control: string, value: number) => void (values[control] = value),
    valueOf: (_: string, control: string) => values[control] ?? initial,
  };
  return { placed: placed as PlacedPart, area, values, target };
}

/** A place on the rim, degrees clockwise from the top. */
function rim({ area }: ControlArea, degrees: number): Point {
  const { x, y } = centreOf(area);
  const angle = (degrees * Math.PI) / 180;
  return { x: x + Math.sin(angle) * 20, y: y - Math.cos(angle) * 20 };
}

test("law: a dial is turned by as many steps as the pointer goes round, over the top too", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 359 }),
      fc.integer({ min: -60, max: 60 }),
      fc.integer({ min: -20, max: 20 }),
      (start, steps, initial) => {
        const { placed, area, values, target } = grip("wokwi-ky-040", "dial", initial);
        const drag = startDrag(placed, area, rim(area, start), target);
        const way = steps * 18;
        for (let part = 1; part <= 60; part++) drag?.move(rim(area, start + (way * part) / 60));
        drag?.release();
        expect(values["position"] ?? initial).toBe(initial + steps);
      },
    ),
  );
});

test("a dial's steps by the wheel begin where it is, and end at its range", () => {
  const { placed, area, values, target } = grip("wokwi-ky-040", "dial", 499);
  stepDial(placed, area, 1, target);
  stepDial(placed, area, 1, target);
  expect(values["position"]).toBe(500);
  stepDial(placed, area, -1, target);
  expect(values["position"]).toBe(499);
});

test("a stick goes where the pointer is, no farther than its rim, and springs back", () => {
  const { placed, area, values, target } = grip("wokwi-analog-joystick", "stick");
  const { x, y } = centreOf(area.area);
  const reach = area.area.width / 2;
  const drag = startDrag(placed, area, { x: x - reach / 2, y }, target);
  expect(values).toEqual({ x: 0.5, y: 0 });
  drag?.move({ x: x + 3 * reach, y });
  expect(values).toEqual({ x: -1, y: 0 });
  drag?.move({ x, y: y - 3 * reach });
  expect(values).toEqual({ x: 0, y: 1 });
  drag?.release();
  expect(values).toEqual({ x: 0, y: 0 });
});

test("law: a stick stays within its circle", () => {
  const { area } = grip("wokwi-analog-joystick", "stick");
  const place = fc.integer({ min: -500, max: 500 });
  fc.assert(
    fc.property(place, place, (x, y) => {
      const { left, up } = stickAt(area, { x, y });
      expect(Math.hypot(left, up)).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});

test("other controls are not taken hold of like this", () => {
  const { placed, area, target } = grip("wokwi-potentiometer", "turn");
  expect(startDrag(placed, area, centreOf(area.area), target)).toBeUndefined();
});
