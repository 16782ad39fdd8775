import { ms, strong, supply, us } from "@tickless/sim-core";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";
import { FULL_AMPERES } from "./light.js";

/** Three pins through resistors, and COM at 3.3 V or 0 V. */
const wired = (common: "anode" | "cathode") => {
  const b = bench(
    {
      ...{ r: "probe", g: "probe", b: "probe", com: "probe" },
      ...{ rr: ["wokwi-resistor", { value: "220" }], rg: ["wokwi-resistor", { value: "220" }] },
      ...{ rb: ["wokwi-resistor", { value: "220" }], led: ["wokwi-rgb-led", { common }] },
    },
    ["r:P rr:1", "g:P rg:1", "b:P rb:1", "rr:2 led:R", "rg:2 led:G", "rb:2 led:B", "com:P led:COM"],
  );
  b.probe("com").set(supply(common === "anode" ? 3.3 : 0));
  const set = (red: number, green: number, blue: number): void => {
    b.probe("r").set(strong(red * 3.3));
    b.probe("g").set(strong(green * 3.3));
    b.probe("b").set(strong(blue * 3.3));
    b.sim.runUntil(b.sim.now + us(10));
  };
  return { ...b, set, shown: () => ["red", "green", "blue"].map((color) => b.last(`led.${color}`) as number) };
};

describe("RGB LED", () => {
  test("with a common anode a low pin lights its colour", () => {
    const led = wired("anode");
    led.set(0, 1, 1);
    expect(led.shown().map((light) => light > 0)).toEqual([true, false, false]);
    led.set(1, 0, 0);
    expect(led.shown().map((light) => light > 0)).toEqual([false, true, true]);
  });

  test("with a common cathode a high pin lights its colour", () => {
    const led = wired("cathode");
    led.set(0, 0, 1);
    expect(led.shown().map((light) => light > 0)).toEqual([false, false, true]);
  });

  test("green and blue have 2.7 V before they light, red 1.7 V: 0.6 V and 1.6 V over 285 and 275 ohm", () => {
    const led = wired("cathode");
    led.set(1, 1, 1);
    const [red, green, blue] = led.shown();
    expect(red).toBe(Math.min(1, 1.6 / 275 / FULL_AMPERES));
    expect(green).toBeCloseTo(0.6 / 285 / FULL_AMPERES, 4);
    expect(blue).toBe(green);
  });

  test("colours are mixed by pulse trains, each one value", () => {
    const led = wired("cathode");
    led.set(0, 0, 0);
    led.probe("g").set({ ...strong(3.3), pwm: { periodNs: us(1000), highNs: us(250), startNs: led.sim.now } });
    led.sim.runUntil(ms(200));
    expect(led.shown()[1]).toBeCloseTo((0.25 * 0.6) / 285 / FULL_AMPERES, 4);
    expect(led.rows("led.green").length).toBe(2);
  });

  test("a slow train on the common pin blinks all colours", () => {
    const led = wired("cathode");
    led.set(1, 0, 0);
    const rows = led.rows("led.red").length;
    led.probe("com").set({ ...strong(3.3, 1), pwm: { periodNs: ms(100), highNs: ms(50), startNs: led.sim.now } });
    led.sim.runUntil(led.sim.now + ms(190));
    expect(led.rows("led.red").length - rows).toBe(4);
  });

  test("names the colour that has no resistor", () => {
    const b = bench({ led: ["wokwi-rgb-led", { common: "cathode" }], v: "probe", gnd: "wokwi-gnd" }, [
      "led:R v:P",
      "led:COM gnd:GND",
    ]);
    b.probe("v").set(strong(3.3, 10));
    b.sim.runUntil(1);
    expect(b.faults("led")).toEqual(["overcurrent"]);
    expect(b.sim.trace.get("led.faults")?.value(0, 1)).toContain("the red LED stands 25 mA");
  });

  test("has a common anode or a common cathode", () => {
    expect(problemsOf("wokwi-rgb-led", { common: "ground" }).join()).toContain("choose one of anode, cathode");
  });
});
