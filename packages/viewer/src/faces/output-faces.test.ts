import { SEGMENTS } from "@tickless/devices";
import fc from "fast-check";
import { expect, test } from "vitest";
import { StateReader } from "../board/state-reader.js";
import { part, stateOf, tracksOf } from "../board/testing.js";
import { noteOf } from "./buzzer.geometry.js";
import { throwOf } from "./relay.geometry.js";
import { mixedLight } from "./rgb-led.js";
import { hornTurn } from "./servo.geometry.js";
import { digitsOf, hasColon } from "./seven-segment.geometry.js";
import { shapeOf } from "./shapes.js";
import { arrowOf, motorReading } from "./stepper-motor.geometry.js";

/* Parts that show, sound or move. */

test("a frequency is told as a note when it is one", () => {
  expect([440, 261.6, 262, 27.5, 4186, 0].map(noteOf)).toEqual(["A4", "C4", "C4", "A0", "C8", ""]);
  expect(noteOf(452)).toBe("");
});

test("red, green and blue light together are mixed", () => {
  expect(mixedLight({ red: 1, green: 0, blue: 0 })).toEqual({ r: 255, g: 26, b: 18 });
  const white = mixedLight({ red: 1, green: 1, blue: 1 });
  expect(Math.min(white.r, white.g, white.b)).toBeGreaterThan(210);
});

test("law: a mixture is as bright as colours get, however dim its lights are", () => {
  const light = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(light, light, light, (red, green, blue) => {
      const { r, g, b } = mixedLight({ red, green, blue });
      expect(Math.max(r, g, b)).toBe(255);
    }),
  );
});

test("a relay's contact is at one of its ends or between them", () => {
  expect([throwOf(1, 0), throwOf(0, 1), throwOf(0, 0), throwOf(NaN, NaN)]).toEqual([
    ...["rest", "operated", "between", "between"],
  ]);
});

test("a servo's arm points to the right at 0 degrees, up at 90, to the left at 180", () => {
  expect([0, 90, 180].map(hornTurn)).toEqual([90, 0, -90]);
});

test("a motor shows steps or the angle within a turn, or nothing", () => {
  const motor = (display: string) => part("m", "wokwi-stepper-motor", { attributes: { display, arrow: "none" } });
  expect(motorReading(motor("steps"), 12.5, 22.5)).toBe("12.5 steps");
  expect(motorReading(motor("angle"), -50, -90)).toBe("270.0°");
  expect(motorReading(motor("none"), 1, 1)).toBe("");
  expect(arrowOf(motor("none"))).toBe(undefined);
});

test("a display of seven segments has as many digits as it is told, and a colon with two and more", () => {
  const display = (attributes: Record<string, string>) => part("s", "wokwi-7segment", { attributes });
  expect([display({}), display({ digits: "3" }), display({ digits: "9" })].map(digitsOf)).toEqual([1, 3, 4]);
  expect(hasColon(display({ digits: "4", colon: "1" }))).toBe(true);
  expect(hasColon(display({ digits: "4", colon: "" }))).toBe(false);
  expect(hasColon(display({ digits: "1", colon: "1" }))).toBe(false);
});

test.each([1, 2, 3, 4])("with %i digits each pin in use has a place of its own", (digits) => {
  const { pins, width } = shapeOf("wokwi-7segment").geometry(
    part("s", "wokwi-7segment", { attributes: { digits: String(digits) } }),
  );
  const commons = digits === 1 ? ["COM.1", "COM.2"] : Array.from({ length: digits }, (_, index) => `DIG${index + 1}`);
  const names = [...SEGMENTS, ...commons, ...(digits === 4 ? ["CLN", "COM"] : [])];
  const places = names.map((name) => pins.get(name));
  expect(new Set(places.map((at) => `${at?.x} ${at?.y}`)).size).toBe(names.length);
  for (const at of places) expect(at && at.x > 0 && at.x < width).toBe(true);
});

test("they tell their state in words", () => {
  const names = [
    "bz.frequency",
    "bz.loudness",
    "sv.angle",
    "k.coil",
    "k.nc",
    "k.no",
    "u.outputs",
    "rgb.red",
    "seg.segments",
  ];
  const tracks = tracksOf(...names, ...Array.from({ length: 10 }, (_, index) => `bar.brightness${index + 1}`));
  const values = {
    ...{ "bz.frequency": 440, "bz.loudness": 0.5, "sv.angle": 89.7, "k.coil": 1, "k.nc": 0, "k.no": 1 },
    ...{ "u.outputs": 0xa5, "rgb.red": 0.25, "bar.brightness2": 0.5, "bar.brightness3": 1 },
  };
  const segments = Uint8Array.from([0, 90, 90, 0, 0, 0, 0, 0, 0]);
  const reader = new StateReader(tracks, stateOf(tracks, values, { pixels: { "seg.segments": segments } }));
  const words = (id: string, type: string, attributes = {}): string | undefined =>
    shapeOf(`wokwi-${type}`).describe?.(part(id, `wokwi-${type}`, { attributes }), reader.part(id));
  expect(words("bz", "buzzer")).toBe("440 Hz (A4), loudness 50 %");
  expect(words("sv", "servo")).toBe("at 90°");
  expect(words("k", "relay-module")).toBe("coil on, COM at NO");
  expect(words("u", "74hc595")).toBe("Q7 to Q0: 10100101");
  expect(words("rgb", "rgb-led")).toBe("red 25 %");
  expect(words("bar", "led-bar-graph")).toBe("2, 3 lit, 75 % bright");
  expect(words("seg", "7segment")).toBe("shows 1");
  expect(words("g", "gate-xnor-2")).toBe("XNOR");
  expect(words("ck", "clock-generator", { frequency: "32.768k" })).toBe("32.768 kHz");
});
