import fc from "fast-check";
import { expect, it } from "vitest";
import { sketchOf } from "./gallery-sketch.js";

const DIAGRAM = JSON.stringify({
  parts: [
    { id: "pico", type: "board-pi-pico", left: 0, top: 0 },
    { id: "led1", type: "wokwi-led", left: 200, top: 50, rotate: 90, attrs: { color: "red" } },
  ],
  connections: [["led1:A", "pico:GP0", "red", []], ["led1:C", "nowhere:1", "black"], "nonsense"],
});

it("a sketch of a board has its parts, its wires, and a box around them", () => {
  const sketch = sketchOf(DIAGRAM);
  expect(sketch?.parts.map(({ kind }) => kind)).toEqual(["board", "led"]);
  expect(sketch?.parts[1]).toMatchObject({ x: 200, y: 50, rotate: 90, color: "red" });
  expect(sketch?.lines).toHaveLength(1);
  expect(sketch?.box).toEqual([-16, -16, 260, 228]);
});

it("there is none of anything else, and no error", () => {
  expect(sketchOf(undefined)).toBeUndefined();
  expect(sketchOf("{")).toBeUndefined();
  expect(sketchOf('{ "parts": [{ "id": { "toString": "" } }] }')).toBeDefined();
  fc.assert(fc.property(fc.json(), (json) => void sketchOf(json)));
  const odd = fc.record({ id: fc.anything(), type: fc.anything(), left: fc.anything(), attrs: fc.anything() });
  fc.assert(
    fc.property(fc.array(odd), (parts) => void sketchOf(JSON.stringify({ parts, connections: [[1, 2], null] }))),
  );
});
