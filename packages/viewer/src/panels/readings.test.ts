import { describe, expect, it } from "vitest";
import { StateReader } from "../board/state-reader.js";
import { part } from "../board/testing.js";
import { controlText, percent, readControl, readOutputs, readWire, summary, type Moment } from "./readings.js";

const VALUES: Record<string, [kind: string, value: number]> = {
  "pico.GP0": ["digital", 1],
  "led1.brightness": ["output", 0.05],
  "btn1.contact": ["output", 1],
  "btn1.pressed": ["control", 1],
};

const tracks = Object.entries(VALUES).map(([name, [kind]]) => ({ name, kind }));
const values = Float64Array.from(Object.values(VALUES), ([, value]) => value);
const none = new Float64Array();
const moment: Moment = {
  board: {
    parts: [part("pico", "board-pi-pico", { mcu: true, pins: { GP0: 0 } })],
    wires: [],
    nets: [],
    supplies: { 8: 0 },
  },
  tracks,
  reader: new StateReader(tracks, { run: 1, time: 0, values, means: values, periods: none, pixels: {} }),
};
const pressed = { name: "pressed", min: 0, max: 1, initial: 0, kind: "momentary", unit: "" };

describe("what a part is at a moment", () => {
  it("is told by its outputs", () => {
    expect(readOutputs(moment, "led1")).toEqual([["brightness", "5.0 %"]]);
    expect(readOutputs(moment, "btn1")).toEqual([["contact", "closed"]]);
    expect(summary(moment, part("led1", "wokwi-led"))).toBe("5.0 %");
    expect(summary(moment, part("btn1", "wokwi-pushbutton"))).toBe("contact closed");
  });

  it("is told by its value where nothing changes", () => {
    expect(summary(moment, part("r1", "wokwi-resistor", { attributes: { value: "4k7" } }))).toBe("4k7 Ω");
    expect(summary(moment, part("oled1", "board-ssd1306", { attributes: { i2cAddress: "0x3c" } }))).toBe("0x3c");
    expect(summary(moment, part("x", "wokwi-gnd"))).toBe("");
  });

  it("is told by its controls, which are what they are at first until something is recorded", () => {
    expect(readControl(moment, "btn1", pressed)).toBe(1);
    expect(readControl(moment, "pot1", { ...pressed, name: "position", initial: 0.25 })).toBe(0.25);
    expect(controlText(pressed, 1)).toBe("pressed");
    expect(controlText({ ...pressed, kind: "range" }, 0.25)).toBe("25 %");
    expect(controlText({ ...pressed, kind: "range", max: 360 }, 12.3456)).toBe("12.35");
    expect(controlText({ ...pressed, kind: "range", min: -40, max: 80, unit: "°C" }, 21.5)).toBe("21.5 °C");
  });

  it("has wires that carry something, or supply", () => {
    expect(readWire(moment, 0)).toMatchObject({ tone: "digital" });
    expect(readWire(moment, 8)).toMatchObject({ tone: "supply" });
    expect(readWire(moment, 5)).toMatchObject({ tone: "none" });
  });
});

it("a share of the whole has one digit more when it is small", () => {
  expect([0, 0.004, 0.099, 0.5, 1, NaN].map(percent)).toEqual(["0 %", "0.4 %", "9.9 %", "50 %", "100 %", "—"]);
});
