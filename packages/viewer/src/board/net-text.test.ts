import { expect, test } from "vitest";
import { layOut } from "./board-layout.js";
import { frequency, netTitle, pinReading, readNet } from "./net-text.js";
import { StateReader } from "./state-reader.js";
import { board, part, stateOf, tracksOf, wire } from "./testing.js";

const pico = part("pico", "board-pi-pico", { mcu: true, pins: { GP15: 0, "GND.4": 1, "GND.5": 1, GP26: 2 } });
const led = part("led1", "wokwi-led", { pins: { A: 0, C: 1 }, left: 200 });
const model = board([led, pico], [wire("led1:A", "pico:GP15", 0), wire("led1:C", "pico:GND.4", 1)], { 1: 0 });
const tracks = tracksOf("pico.GP15", "pico.GP15.pwm", "pico.GP26", "pico.GP26.volts");
const read = (net: number, values: Record<string, number>, periods: Record<string, number> = {}): string => {
  const { tone, text } = readNet(model, net, new StateReader(tracks, stateOf(tracks, values, { periods })));
  return `${tone}: ${text}`;
};

test("a wire's value is what the microcontroller's pin on it sees", () => {
  expect(read(0, { "pico.GP15": 1 })).toBe("digital: 1 high");
  expect(read(0, { "pico.GP15": 0 })).toBe("low: 0 low");
  expect(read(0, { "pico.GP15": 2 })).toBe("unknown: X undefined");
  expect(read(0, { "pico.GP15": 3 })).toBe("floating: Z floating");
});

test("a pulse train is told by frequency and duty", () => {
  const values = { "pico.GP15": 4, "pico.GP15.pwm": 0.34 };
  expect(read(0, values, { "pico.GP15.pwm": 1e6 })).toBe("pwm: PWM 1.00 kHz 34 %");
  expect(read(0, values)).toBe("pwm: PWM 34 %");
});

test("a pin with an ADC is told in volts between the rails", () => {
  expect(read(2, { "pico.GP26": 2, "pico.GP26.volts": 1.65 })).toBe("analog: 1.65 V");
  expect(read(2, { "pico.GP26": 1, "pico.GP26.volts": 3.3 })).toBe("digital: 1 high · 3.30 V");
});

test("supplies have their voltage; wires without a microcontroller are not recorded", () => {
  expect(read(1, {})).toBe("supply: GND 0 V");
  expect(read(7, {})).toBe("none: not recorded");
  expect(pinReading({ kind: "none" }, NaN).text).toBe("nothing yet");
});

test("a wire is named by the pins that wires end at, the microcontroller's first", () => {
  const layout = layOut(model);
  expect(netTitle(model, layout, 0)).toBe("pico:GP15 · led1:A");
  expect(netTitle(model, layout, 1)).toBe("pico:GND.4 · led1:C");
  expect(netTitle(model, layout, 2)).toBe("pico:GP26");
});

test("frequencies have three digits and a unit", () => {
  expect([1e3, 1e6, 2e7, 4e9].map(frequency)).toEqual(["1.00 MHz", "1.00 kHz", "50.0 Hz", "every 4.000000 s"]);
});
