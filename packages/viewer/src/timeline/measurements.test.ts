import { describe, expect, it } from "vitest";
import type { Lane, Measurement } from "../protocol/store.js";
import { measurements } from "./measurements.js";

const lane = (id: string, kind: Lane["kind"]): Lane => ({
  id,
  kind,
  label: id,
  detail: "",
  part: "",
  net: undefined,
  tracks: [id],
  shown: true,
});
const none: Measurement = {
  start: 0,
  end: 1e6,
  rising: 0,
  falling: 0,
  duty: NaN,
  frequency: NaN,
  shortestHigh: NaN,
  shortestLow: NaN,
  min: NaN,
  max: NaN,
  mean: NaN,
};

describe("a measurement", () => {
  it("of a pin has duty, frequency and edges, and lengths only where there are some", () => {
    const result = { ...none, rising: 2, falling: 1, duty: 0.25, frequency: 4000, shortestHigh: 62_500 };
    expect(measurements(lane("GP1", "pin"), result)).toEqual([
      ["duty", "25.0 %"],
      ["frequency", "4.000 kHz"],
      ["edges", "2 ↑ 1 ↓"],
      ["shortest high", "62.5 µs"],
    ]);
  });

  it("of an analog pin has its volts", () => {
    expect(measurements(lane("GP26", "pin"), { ...none, duty: 1, min: 0.5, max: 2.5, mean: 1.65 })).toEqual([
      ["min", "0.500 V"],
      ["max", "2.500 V"],
      ["mean", "1.650 V"],
    ]);
  });

  it("of a quantity has its bounds and mean in its own unit", () => {
    expect(measurements(lane("led1.brightness", "output"), { ...none, min: 0, max: 1, mean: 0.33333 })).toEqual([
      ["min", "0.0 %"],
      ["max", "100.0 %"],
      ["mean", "33.3 %"],
    ]);
  });

  it("is nothing where there is nothing to measure", () => {
    expect(measurements(lane("tasks", "tasks"), none)).toEqual([]);
  });
});
