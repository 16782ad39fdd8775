import { DEFINITIONS } from "@tickless/devices";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inBox } from "../board/plane.js";
import { StateReader } from "../board/state-reader.js";
import { part, stateOf, tracksOf } from "../board/testing.js";
import { pixelPlaces } from "./neopixel.geometry.js";
import { shapeOf } from "./shapes.js";

/* Addressable LEDs and sensors on one wire. */

const type = fc.constantFrom("neopixel", "led-strip", "led-ring", "led-matrix", "neopixel-matrix");
const attributes = fc.record({
  pixels: fc.integer({ min: 1, max: 300 }).map(String),
  rows: fc.integer({ min: 1, max: 20 }).map(String),
  cols: fc.integer({ min: 1, max: 20 }).map(String),
  layout: fc.constantFrom("", "serpentine"),
  pixelSize: fc.constantFrom("", "5050", "3535", "2020"),
});

test("law: there is a package for each pixel, within the part, none on another", () => {
  fc.assert(
    fc.property(type, attributes, (name, attrs) => {
      const model = part("np", `wokwi-${name}`, { attributes: attrs });
      const { body } = shapeOf(model.type).geometry(model);
      const places = pixelPlaces(model);
      const [pixels, rows, cols] = [attrs.pixels, attrs.rows, attrs.cols].map(Number) as [number, number, number];
      expect(places).toHaveLength(name === "neopixel" ? 1 : name.endsWith("matrix") ? rows * cols : pixels);
      for (const [index, place] of places.entries()) {
        expect(inBox(place, body)).toBe(true);
        const next = places[index + 1];
        if (next) expect(Math.hypot(next.x - place.x, next.y - place.y)).toBeGreaterThanOrEqual(place.size - 1);
      }
    }),
    { numRuns: 50 },
  );
});

test("law: a serpentine goes from each pixel to one beside it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (rows, cols) => {
      const size = { rows: String(rows), cols: String(cols) };
      const places = pixelPlaces(part("m", "wokwi-led-matrix", { attributes: { ...size, layout: "serpentine" } }));
      const steps = places.slice(1).map(({ x, y }, i) => Math.hypot(x - (places[i]?.x ?? 0), y - (places[i]?.y ?? 0)));
      for (const step of steps) expect(step).toBeCloseTo(steps[0] as number, 6);
    }),
  );
});

test("a ring's first pixel is at the top, the others follow clockwise", () => {
  const places = pixelPlaces(part("r", "wokwi-led-ring", { attributes: { pixels: "4" } }));
  const { x, y } = places[0]!;
  expect(places[1]!.x).toBeGreaterThan(x);
  expect(places[2]).toMatchObject({ x: expect.closeTo(x, 6) as number });
  expect(places[2]!.y).toBeGreaterThan(y);
  expect(places[3]!.x).toBeLessThan(x);
});

test("a ring of 16 and a matrix of 64 have their pins where Wokwi has them", () => {
  const pin = (name: string, at: string) => shapeOf(name).geometry(part("x", name)).pins.get(at);
  expect(pin("wokwi-led-ring", "DIN")).toEqual({
    x: expect.closeTo(75.61, 1) as number,
    y: expect.closeTo(152.96, 1) as number,
  });
  expect(pin("wokwi-neopixel-matrix", "GND")).toEqual({
    ...{ x: expect.closeTo(86.3, 0) as number, y: expect.closeTo(181.44, 0) as number },
  });
});

test("they tell their state in words", () => {
  const values = {
    ...{
      "d.temperature": -3.25,
      "d.humidity": 55,
      "d.answering": 1,
      "t.temperature": 21.06,
      "t.measured": 85,
      "t.converting": 0,
    },
  };
  const tracks = tracksOf(...Object.keys(values), "np.pixels", "one.pixels", "off.pixels");
  const pixels = {
    "np.pixels": Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 0, 1),
    "one.pixels": Uint8Array.of(255, 128, 0),
    "off.pixels": new Uint8Array(3 * 8),
  };
  const reader = new StateReader(tracks, stateOf(tracks, values, { pixels }));
  const words = (id: string, name: string, more = {}): string | undefined =>
    shapeOf(name).describe?.(part(id, name, { attributes: more }), reader.part(id));
  expect(words("np", "wokwi-led-strip", { pixels: "3" })).toBe("2 of 3 lit");
  expect(words("one", "wokwi-neopixel")).toBe("#ff8000");
  expect(words("off", "wokwi-led-strip")).toBe("all 8 off");
  expect(words("d", "wokwi-dht22")).toBe("-3.3 °C, 55 % humidity, answering");
  expect(words("t", "wokwi-ds18b20")).toBe("21.1 °C, last told 85 °C");
});

test("what the viewer takes for the number of pixels is what the model has", () => {
  const types = DEFINITIONS.filter(({ attributes: names }) => names.includes("pixels")).map(({ type: name }) => name);
  expect(types.map((name) => pixelPlaces(part("x", name)).length)).toEqual(
    types.map((name) => (/ring/.test(name) ? 16 : 8)),
  );
});
