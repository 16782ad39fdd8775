import { strong } from "@tickless/sim-core";
import { expect, test } from "vitest";
import { bench } from "../tests/bench.js";

test("each channel that something drives is a track of its levels, and is not burdened; the others have no rows", () => {
  const b = bench({ part: "wokwi-logic-analyzer", a: "probe", c: "probe" }, ["part:D0 a:P", "part:D7 c:P"]);
  for (const [time, volts] of [
    [10, 3.3],
    [20, 0],
    [30, 3.3],
  ] as const) {
    b.sim.runUntil(time);
    b.probe("a").set(strong(volts));
    if (time === 20) b.probe("c").set(strong(5));
  }
  b.sim.runUntil(40);
  expect(b.rows("part.D0")).toEqual([
    [10, 1],
    [20, 0],
    [30, 1],
  ]);
  expect(b.rows("part.D7")).toEqual([[20, 1]]);
  expect(b.rows("part.D1")).toEqual([]);
  expect(b.probe("a").thevenin().ohms).toBeCloseTo(40, 6);
});
