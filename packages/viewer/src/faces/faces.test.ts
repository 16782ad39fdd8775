import { DEFINITIONS } from "@tickless/devices";
import fc from "fast-check";
import { expect, test } from "vitest";
import { StateReader } from "../board/state-reader.js";
import { part, stateOf, tracksOf } from "../board/testing.js";
import { contactState } from "./button.geometry.js";
import { faceOf } from "./faces.js";
import { visibleLight } from "./led.geometry.js";
import { knobAngle, knobPosition } from "./potentiometer.geometry.js";
import { colorBands, formatOhms } from "./resistor.geometry.js";
import { positionAt } from "../board/pointers.js";
import { shapeOf } from "./shapes.js";
import { unknownShape } from "./unknown.geometry.js";

const bands = (ohms: number): string => colorBands(ohms).join(" ");

test("every part that is modelled has a face that places all its pins", () => {
  for (const { type, aliases, pins } of DEFINITIONS) {
    for (const name of [type, ...(aliases ?? [])]) {
      const shape = shapeOf(name);
      expect(shape, name).not.toBe(unknownShape);
      expect(faceOf(shape), name).not.toBe(faceOf(unknownShape));
      const { pins: placed } = shape.geometry(part("x", name));
      // The board's own sensing resistors have no pin.
      const missing = pins.filter((pin) => !placed.has(pin) && !pin.endsWith("_SENSE"));
      expect(missing, name).toEqual([]);
    }
  }
});

test("colour bands of common resistors", () => {
  expect(bands(220)).toBe("red red brown gold");
  expect(bands(4700)).toBe("yellow violet red gold");
  expect(bands(10)).toBe("brown black black gold");
  expect(bands(1)).toBe("brown black gold gold");
  expect(bands(0.47)).toBe("yellow violet silver gold");
  expect(bands(1e6)).toBe("brown black green gold");
  expect(bands(1000)).toBe("brown black red gold");
});

test("a value of three digits has five bands, 0 has one, what the code cannot tell has none", () => {
  expect(bands(4990)).toBe("yellow white white brown brown");
  expect(bands(0)).toBe("black");
  expect(bands(0.001)).toBe("");
  expect(bands(NaN)).toBe("");
});

test("law: bands can be read back", () => {
  const digits = ["black", "brown", "red", "orange", "yellow", "green", "blue", "violet", "grey", "white"];
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 999 }), fc.integer({ min: -1, max: 7 }), (value, power) => {
      const ohms = value * 10 ** power;
      const read = colorBands(ohms).slice(0, -1);
      const factor =
        read.at(-1) === "gold" ? -1 : read.at(-1) === "silver" ? -2 : digits.indexOf(read.at(-1) as string);
      const number = Number(
        read
          .slice(0, -1)
          .map((band) => digits.indexOf(band))
          .join(""),
      );
      expect((number * 10 ** factor) / ohms).toBeCloseTo(1, 9);
    }),
  );
});

test("resistances are told in the unit that suits them", () => {
  expect([220, 4700, 1e6, 0.5].map(formatOhms)).toEqual(["220 Ω", "4.7 kΩ", "1 MΩ", "0.5 Ω"]);
});

test("a LED is drawn by its light with gamma: dark is dark, full is full, little is seen", () => {
  expect(visibleLight(0, 2.8)).toBe(0);
  expect(visibleLight(NaN, 2.8)).toBe(0);
  expect(visibleLight(1, 2.8)).toBe(1);
  expect(visibleLight(2, 2.8)).toBe(1);
  expect(visibleLight(0.01, 2.8)).toBeCloseTo(0.193, 3);
  expect(visibleLight(0.5, 1)).toBe(0.5);
});

test("law: more light is drawn brighter", () => {
  const light = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(light, light, (a, b) => {
      expect(visibleLight(Math.max(a, b), 2.8)).toBeGreaterThanOrEqual(visibleLight(Math.min(a, b), 2.8));
    }),
  );
});

test("a contact bounces while it is not where it is pressed to, or was both in the exposure", () => {
  expect(contactState(0, 0, 0)).toBe("open");
  expect(contactState(1, 1, 1)).toBe("closed");
  expect(contactState(1, 0, 0)).toBe("bouncing");
  expect(contactState(1, 1, 0.7)).toBe("bouncing");
  expect(contactState(0, 0, NaN)).toBe("open");
});

test("law: a knob is turned to where the pointer is", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 90, noNaN: true }),
      (position, away) => {
        const angle = (knobAngle(position) * Math.PI) / 180;
        expect(knobPosition({ x: Math.sin(angle) * away, y: -Math.cos(angle) * away })).toBeCloseTo(position, 9);
      },
    ),
  );
});

test("a slide potentiometer's position grows from left to right", () => {
  const [control] = shapeOf("wokwi-slide-potentiometer").controls?.(part("p", "wokwi-slide-potentiometer")) ?? [];
  const { from, to } = control?.track ?? { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };
  expect(from.x).toBeLessThan(to.x);
  const middle = { x: (from.x + to.x) / 2, y: 0 };
  expect(control && [from, to].map((at) => positionAt(control, at))).toEqual([0, 1]);
  expect(control && positionAt(control, middle)).toBeCloseTo(0.5, 9);
});

test("parts tell their state in words", () => {
  const tracks = tracksOf("led1.brightness", "btn1.pressed", "btn1.contact", "pot1.position");
  const values = { "led1.brightness": 0.4, "btn1.pressed": 1, "btn1.contact": 1, "pot1.position": 0.25 };
  const reader = new StateReader(tracks, stateOf(tracks, values));
  const words = (id: string, type: string, attributes = {}): string | undefined =>
    shapeOf(type).describe?.(part(id, type, { attributes }), reader.part(id));
  expect(words("led1", "wokwi-led", { color: "blue" })).toBe("blue, 40 % bright");
  expect(words("btn1", "wokwi-pushbutton")).toBe("pressed, contact closed");
  expect(words("pot1", "wokwi-potentiometer")).toBe("at 25 %");
  expect(words("r1", "wokwi-resistor", { value: "4k7" })).toBe("4.7 kΩ");
});

test("inputs and sensors tell their state in words", () => {
  const values = {
    "sw.position": 1,
    "sw.contact": 3,
    "dip.switch-2": 1,
    "dip.switch-7": 1,
    "pad.key-5": 1,
    "pad.key-#": 1,
    "enc.shaft": -3.25,
    "joy.x": 0.5,
    "joy.y": -1,
    "tilt.tilted": 1,
    "tilt.contact": 0,
    "ldr.lux": 123.4,
    "ldr.detected": 1,
    "ntc.temperature": 24.04,
    "pir.motion": 1,
    "pir.detected": 1,
    "us.distance": 401,
    "us.measuring": 0,
    "hx.load": 2.5,
  };
  const tracks = tracksOf(...Object.keys(values));
  const reader = new StateReader(tracks, stateOf(tracks, values));
  const words = (id: string, type: string, attributes = {}): string | undefined =>
    shapeOf(type).describe?.(part(id, type, { attributes }), reader.part(id));
  expect(words("sw", "wokwi-slide-switch")).toBe("right, 2 joined to 3");
  expect(words("dip", "wokwi-dip-switch-8")).toBe("on: 2, 7");
  expect(words("pad", "wokwi-membrane-keypad")).toBe("pressed: 5 #");
  expect(words("enc", "wokwi-ky-040")).toBe("at -3 detents");
  expect(words("joy", "wokwi-analog-joystick")).toBe("50 % left, 100 % down");
  expect(words("tilt", "wokwi-tilt-switch")).toBe("tilted, contact open");
  expect(words("ldr", "wokwi-photoresistor-sensor")).toBe("123 lx, DO low");
  expect(words("ntc", "wokwi-ntc-temperature-sensor")).toBe("24 °C");
  expect(words("pir", "wokwi-pir-motion-sensor")).toBe("something moves, OUT high");
  expect(words("us", "wokwi-hc-sr04")).toBe("no target within 400 cm");
  expect(words("hx", "wokwi-hx711", { type: "5kg" })).toBe("2.5 kg of 5");
});

test("sensor modules, infrared and selectors tell their state in words", () => {
  const values = {
    ...{ "bme.temperature": 21.46, "bme.pressure": 98_000, "bme.humidity": 55 },
    ...{ "gas.ppm": 2000, "gas.detected": 1, "flame.flame": 0.25, "flame.detected": 0 },
    ...{ "mic.sound": 0.5, "mic.detected": 0, "heart.bpm": 0, "lm.temperature": 36.61, "mux.channel": 9 },
    ...{ "ir.receiving": 0, "remote.key-play": 1, "remote.sending": 168, "la.D0": 1, "la.D7": 0 },
  };
  const tracks = tracksOf(...Object.keys(values));
  // The carrier is seen a part of the time, and so is the top of a tone.
  const reader = new StateReader(
    tracks,
    stateOf(tracks, values, { means: { "ir.receiving": 0.3, "mic.detected": 0.2 } }),
  );
  const words = (id: string, type: string): string | undefined =>
    shapeOf(type).describe?.(part(id, type), reader.part(id));
  expect(words("bme", "board-bme280")).toBe("21.5 °C, 980 hPa, 55 % humidity");
  expect(words("gas", "wokwi-gas-sensor")).toBe("2000 ppm, DOUT low");
  expect(words("flame", "wokwi-flame-sensor")).toBe("flame 25 %");
  expect(words("mic", "wokwi-big-sound-sensor")).toBe("sound 50 %, DOUT high");
  expect(words("heart", "wokwi-heart-beat-sensor")).toBe("no finger");
  expect(words("lm", "board-lm35")).toBe("36.6 °C");
  expect(words("mux", "board-cd74hc4067")).toBe("I9 joined to COM");
  expect(words("ir", "wokwi-ir-receiver")).toBe("receiving");
  expect(words("remote", "wokwi-ir-remote")).toBe("pressed: play, sends 168");
  expect(words("la", "wokwi-logic-analyzer")).toBe("D0 high, D7 low");
  expect(words("nobody", "wokwi-gas-sensor")).toBe("");
});

test("the remote's keys lie on it, do not overlap, and have a key of the keyboard each", () => {
  const shape = shapeOf("wokwi-ir-remote");
  const remote = part("r", "wokwi-ir-remote");
  const { body } = shape.geometry(remote);
  const areas = shape.controls?.(remote) ?? [];
  expect(areas).toHaveLength(20);
  for (const [index, { area }] of areas.entries()) {
    expect(area.x > body.x && area.x + area.width < body.width && area.y + area.height < body.height).toBe(true);
    const others = areas.slice(index + 1).map((other) => other.area);
    expect(others.some(({ x, y }) => Math.abs(x - area.x) < area.width && Math.abs(y - area.y) < area.height)).toBe(
      false,
    );
  }
  expect(new Set(shape.keys?.(remote).map(({ key }) => key)).size).toBe(20);
});
