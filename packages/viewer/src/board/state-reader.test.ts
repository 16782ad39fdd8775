import { expect, test } from "vitest";
import { StateReader } from "./state-reader.js";
import { stateOf, tracksOf } from "./testing.js";

const tracks = tracksOf("led1.brightness", "pico.GP0", "pico.GP0.pwm", "oled1.gddram");

test("values and means are found by the track's name", () => {
  const reader = new StateReader(
    tracks,
    stateOf(tracks, { "led1.brightness": 1 }, { means: { "led1.brightness": 0.4 } }),
  );
  expect(reader.value("led1.brightness")).toBe(1);
  expect(reader.mean("led1.brightness")).toBe(0.4);
  expect(reader.part("led1").mean("brightness")).toBe(0.4);
});

test("what is not recorded is NaN, or no framebuffer", () => {
  const reader = new StateReader(tracks, stateOf(tracks, {}));
  expect(reader.value("nobody.brightness")).toBeNaN();
  expect(reader.value("pico.GP0")).toBeNaN();
  expect(reader.pixels("nobody.gddram")).toBeUndefined();
});

test("a framebuffer that nothing was written to is empty", () => {
  const reader = new StateReader(tracks, stateOf(tracks, {}));
  expect(reader.pixels("oled1.gddram")).toHaveLength(0);
});

test("a part's reader follows the moment shown", () => {
  const reader = new StateReader(tracks);
  const led = reader.part("led1");
  expect(led.value("brightness")).toBeNaN();
  reader.show(stateOf(tracks, { "led1.brightness": 0.25 }));
  expect(led.value("brightness")).toBe(0.25);
});

test("a state with other tracks is not read", () => {
  const other = tracksOf("led1.brightness");
  const reader = new StateReader(tracks, stateOf(other, { "led1.brightness": 1 }));
  expect(reader.value("led1.brightness")).toBeNaN();
});

test("levels: low, high, undefined, floating, a pulse train, nothing yet", () => {
  const level = (value: number) =>
    new StateReader(tracks, stateOf(tracks, { "pico.GP0": value })).level("pico.GP0").kind;
  expect([0, 1, 2, 3, 4, NaN].map(level)).toEqual(["low", "high", "unknown", "floating", "pulses", "none"]);
});

test("a pulse train has a duty and a period", () => {
  const state = stateOf(tracks, { "pico.GP0": 4, "pico.GP0.pwm": 0.34 }, { periods: { "pico.GP0.pwm": 1e6 } });
  expect(new StateReader(tracks, state).level("pico.GP0")).toEqual({ kind: "pulses", duty: 0.34, period: 1e6 });
});
