import { readFileSync } from "node:fs";
import { readBoard, readDiagram } from "@tickless/devices";
import { expect, test } from "vitest";
import type { BoardModel } from "../protocol/project.js";
import { inReadingOrder, layOut } from "./board-layout.js";
import { hitTest } from "./hit.js";
import { labelSpots } from "./label-spots.js";
import { distance, inBox, type Point } from "./plane.js";
import { board, part, wire } from "./testing.js";

const press = { name: "pressed", min: 0, max: 1, initial: 0, kind: "momentary", unit: "" };
const button = part("btn1", "wokwi-pushbutton", {
  pins: { "1.l": 0, "1.r": 0, "2.l": 1, "2.r": 1 },
  controls: [press],
});
const led = part("led1", "wokwi-led", { pins: { A: 1, C: 2 }, left: 200, top: 100 });

/** The fourth example's board, as the simulation's worker tells it. */
function example(): BoardModel {
  const file = new URL("../../../../examples/04-fade-and-scroll/diagram.json", import.meta.url);
  const text = readFileSync(file, "utf8");
  const assembled = readBoard(text, "diagram.json").board;
  const parts = (assembled?.parts ?? []).map(({ id, description, nets }) => {
    const { type, attributes, left = 0, top = 0, rotate = 0 } = description;
    return part(id, type, { attributes, left, top, rotate, pins: Object.fromEntries(nets) });
  });
  const wires = readDiagram(text, "diagram.json").description.connections.map(({ from, to, path, color }) => {
    const net = parts.find(({ id }) => id === from.part)?.pins[from.pin] as number;
    return { from, to, path: path ?? [], color: color ?? "", net };
  });
  return board(parts, wires);
}

test("wires begin and end at their pins", () => {
  const { wires, pins } = layOut(example());
  expect(wires).toHaveLength(18);
  for (const { points, net } of wires) {
    for (const end of [points[0], points.at(-1)]) {
      const near = pins.find((pin) => distance(pin.at, end as Point) < 1e-6);
      expect(near?.net).toBe(net);
    }
  }
});

test("the bounds hold all bodies and wires", () => {
  const { bounds, parts, wires } = layOut(example());
  for (const { points } of wires) for (const point of points) expect(inBox(point, bounds, 1e-6)).toBe(true);
  for (const { placement } of parts) expect(inBox(placement.centre, bounds)).toBe(true);
});

test("a hidden wire is not drawn, a hidden part neither, but wires to it are", () => {
  const model = board(
    [{ ...button, hide: true }, led],
    [wire("btn1:2.r", "led1:A", 1, [], ""), wire("btn1:1.r", "led1:C", 2, [], "red")],
  );
  const { parts, wires } = layOut(model);
  expect(parts.map(({ model: { id } }) => id)).toEqual(["led1"]);
  expect(wires.map(({ color }) => color)).toEqual(["red"]);
});

test("a wire to a pin that the face does not know is left out", () => {
  expect(layOut(board([button, led], [wire("btn1:2.r", "led1:X", 1)])).wires).toEqual([]);
});

test("breadboards are drawn under all other parts", () => {
  const model = board([part("aa", "wokwi-led"), part("bb", "wokwi-breadboard-half"), part("cc", "wokwi-resistor")]);
  expect(layOut(model).parts.map(({ model: { id } }) => id)).toEqual(["bb", "aa", "cc"]);
});

test("an unknown type has a box with all its pins on its sides", () => {
  const { pins } = layOut(board([part("x", "wokwi-warp-drive", { pins: { a: 0, b: 1, c: 2 } })]));
  expect(pins.map(({ pin }) => pin)).toEqual(["a", "b", "c"]);
});

test("a control is hit before all else, and nothing where nothing is", () => {
  const layout = layOut(board([button, led], [wire("btn1:2.r", "led1:A", 1)]));
  const cap = hitTest(layout, { x: 33.6, y: 22.7 }, 1);
  expect([cap.part?.model.id, cap.control?.control, cap.net]).toEqual(["btn1", "pressed", undefined]);
  const corner = hitTest(layout, { x: 14, y: 4 }, 1);
  expect([corner.part?.model.id, corner.control]).toEqual(["btn1", undefined]);
  expect(hitTest(layout, { x: 150, y: -80 }, 1)).toEqual({});
});

test("pins and wires are hit within their reach, which grows on the board when it is seen from afar", () => {
  const model = board([button, led], [wire("btn1:2.r", "led1:A", 1, ["h60", "*"])]);
  const layout = layOut(model);
  expect(hitTest(layout, { x: 68, y: 33 }, 1).pin?.pin).toBe("2.r");
  expect(hitTest(layout, { x: 100, y: 34 }, 1).net).toBe(1);
  expect(hitTest(layout, { x: 100, y: 40 }, 1).net).toBeUndefined();
  expect(hitTest(layout, { x: 100, y: 40 }, 0.4).net).toBe(1);
});

test("a turned part is hit where it lies", () => {
  const layout = layOut(board([{ ...led, rotate: 90 }]));
  const legs = { x: 220 - 22, y: 125 };
  expect(hitTest(layout, legs, 1).part).toBeUndefined();
  expect(hitTest(layout, { x: 220 + 12, y: 125 }, 1).part?.model.id).toBe("led1");
});

test("reading order: rows from the top, each from the left", () => {
  const at = (id: string, left: number, top: number) => part(id, "wokwi-led", { left, top });
  const { parts } = layOut(board([at("d", 0, 300), at("b", 90, 4), at("a", 10, 0), at("c", 200, 8)]));
  expect(inReadingOrder(parts).map(({ model: { id } }) => id)).toEqual(["a", "b", "c", "d"]);
});

test("names stand beside their parts, free of wires and of each other", () => {
  const layout = layOut(example());
  const spots = labelSpots(layout);
  expect(spots.length).toBeGreaterThan(9);
  for (const { at } of spots) {
    expect(layout.parts.some(({ bounds }) => inBox(at, bounds))).toBe(false);
    expect(hitTest(layout, at, 1).net).toBeUndefined();
  }
});
