import { strong, us } from "@tickless/sim-core";
import { expect, test } from "vitest";
import { bench } from "../tests/bench.js";
import { barColors } from "./led-bar-graph.js";

test("each LED has its own two pins", () => {
  const b = bench(
    { bar: "wokwi-led-bar-graph", p: "probe", r: ["wokwi-resistor", { value: "220" }], gnd: "wokwi-gnd" },
    ["p:P r:1", "r:2 bar:A3", "bar:C3 gnd:GND", "bar:A7 r:2"],
  );
  b.probe("p").set(strong(3.3));
  b.sim.runUntil(us(1));
  const lit = Array.from({ length: 10 }, (_, index) => b.last(`bar.brightness${index + 1}`) as number);
  // The cathode of LED 7 is not connected.
  expect(lit.map((light) => light > 0)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0].map(Boolean));
});

test("is of one colour, or of several from the top", () => {
  expect(barColors({ color: "blue" })).toEqual(new Array(10).fill("blue"));
  expect(barColors({})).toEqual(new Array(10).fill("red"));
  expect(barColors({ color: "lime" })[0]).toBe("green");
  expect(barColors({ color: "GYR" }).join(" ")).toBe("green green green green green yellow yellow yellow red red");
  expect(barColors({ color: "BCYR" }).join(" ")).toBe("blue cyan cyan cyan cyan yellow yellow yellow red red");
});
