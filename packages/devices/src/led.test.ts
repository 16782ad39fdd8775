import { HIGH_Z, ms, pull, strong, supply, us } from "@tickless/sim-core";
import { describe, expect, test } from "vitest";
import { bench } from "../tests/bench.js";
import { diodeOf, FULL_AMPERES, lightBetween } from "./light.js";

/** An output pin (40 ohm, 3.3 V), a resistor, the LED, ground. */
const lit = (color: string, ohms: string, volts = 3.3) => {
  const b = bench(
    { src: "probe", r: ["wokwi-resistor", { value: ohms }], led: ["wokwi-led", { color }], gnd: "wokwi-gnd" },
    ["src:P r:1", "r:2 led:A", "led:C gnd:GND"],
  );
  b.probe("src").set(strong(volts));
  b.sim.runUntil(us(1));
  return b;
};
const pwm = (periodNs: number, duty: number, startNs = 0) => {
  return { ...strong(3.3), pwm: { periodNs, highNs: periodNs * duty, startNs } };
};

describe("current", () => {
  test.each([
    ["red", 2.0],
    ["green", 2.2],
    ["yellow", 2.1],
    ["blue", 3.2],
    ["white", 3.2],
    ["purple", 3.3],
  ])("a %s LED drops %d V at 20 mA", (color, volts) => {
    const diode = diodeOf(color);
    expect(diode.knee + 0.02 * diode.ohms).toBeCloseTo(volts, 6);
  });

  test("flows by Ohm's law above the knee: (3.3 - 1.7) V over 330 + 40 + 15 ohm is 4.16 mA", () => {
    expect(lit("red", "330").last("led.brightness")).toBeCloseTo(1.6 / 385 / FULL_AMPERES, 6);
  });

  test("220 ohm light a red LED fully, 10 kilohm dimly", () => {
    expect(lit("red", "220").last("led.brightness")).toBe(1);
    expect(lit("red", "10k").last("led.brightness")).toBeCloseTo(0.032, 3);
  });

  test("a blue LED needs more than 2.7 V", () => {
    expect(lit("blue", "220", 2.5).last("led.brightness")).toBe(0);
    expect(lit("blue", "220", 3.3).last("led.brightness")).toBeGreaterThan(0.3);
  });

  test("flows as soon as an output takes over from a pull of the same voltage", () => {
    const b = bench({ v: "wokwi-vcc", led: "wokwi-led", r: ["wokwi-resistor", { value: "330" }], src: "probe" }, [
      "v:VCC led:A",
      "led:C r:1",
      "r:2 src:P",
    ]);
    b.probe("src").set(pull(0));
    b.sim.runUntil(us(1));
    expect(b.last("led.brightness")).toBeLessThan(0.02);
    b.probe("src").set(strong(0));
    b.sim.runUntil(us(2));
    expect(b.last("led.brightness")).toBe(1);
    b.probe("src").set(HIGH_Z);
    b.sim.runUntil(us(3));
    expect(b.last("led.brightness")).toBe(0);
  });

  test("none flows backwards, or when a wire is missing", () => {
    const back = bench({ led: "wokwi-led", v: "wokwi-vcc", gnd: "wokwi-gnd" }, ["led:C v:VCC", "led:A gnd:GND"]);
    back.sim.runUntil(1);
    expect(back.last("led.brightness")).toBe(0);
    const open = bench({ led: "wokwi-led", src: "probe" }, ["led:A src:P"]);
    open.probe("src").set(strong(3.3));
    open.sim.runUntil(1);
    expect(open.last("led.brightness")).toBe(0);
  });
});

describe("pulse trains", () => {
  test("are one value: the average, not a storm of rows", () => {
    const b = lit("red", "330", 0);
    b.probe("src").set(pwm(us(1000), 0.25));
    b.sim.runUntil(ms(500));
    expect(b.last("led.brightness")).toBeCloseTo((0.25 * 1.6) / 385 / FULL_AMPERES, 6);
    expect(b.rows("led.brightness").length).toBe(2);
  });

  test("on the cathode light the LED while they are low", () => {
    const b = bench({ src: "probe", r: ["wokwi-resistor", { value: "330" }], led: "wokwi-led", v: "probe" }, [
      "v:P r:1",
      "r:2 led:A",
      "led:C src:P",
    ]);
    b.probe("v").set(supply(3.3));
    b.probe("src").set(pwm(us(1000), 0.25));
    b.sim.runUntil(ms(1));
    expect(b.last("led.brightness")).toBeCloseTo((0.75 * 1.6) / 385 / FULL_AMPERES, 4);
  });

  test("below 50 Hz are followed edge by edge: it is seen to blink", () => {
    const b = lit("red", "220", 0);
    b.probe("src").set(pwm(ms(100), 0.5, b.sim.now));
    b.sim.runUntil(ms(250));
    const start = us(1);
    expect(b.rows("led.brightness").slice(1)).toEqual([
      [start, 1],
      [start + ms(50), 0],
      [start + ms(100), 1],
      [start + ms(150), 0],
      [start + ms(200), 1],
    ]);
  });

  test("a fast train after a slow one is a value again", () => {
    const b = lit("red", "220", 0);
    b.probe("src").set(pwm(ms(100), 0.5, b.sim.now));
    b.sim.runUntil(ms(250));
    b.probe("src").set(pwm(us(1000), 0.1, b.sim.now));
    const rows = b.rows("led.brightness").length;
    b.sim.runUntil(ms(1000));
    expect(b.rows("led.brightness").length).toBe(rows + 1);
  });

  const train = (highNs: number, startNs: number) => ({ volts: 3, ohms: 0, pwm: { periodNs: 100, highNs, startNs } });
  const red = { knee: 1, ohms: 2 };
  test.each([
    ["the same train on both sides: never", train(50, 0), train(50, 0), 0],
    ["opposite trains: half the time", train(50, 0), train(50, 50), 0.5],
    ["overlapping by half: a quarter", train(50, 0), train(50, 25), 0.25],
    ["overlapping around the period's end", train(50, 80), train(50, 5), 0.25],
  ])("two trains: %s", (_, anode, cathode, share) => {
    expect(lightBetween(anode, cathode, red).average).toBeCloseTo(share, 9);
    expect(lightBetween(anode, cathode, red).peak).toBe(share > 0 ? 1 : 0);
  });

  test("trains of different periods meet in proportion to their duties", () => {
    const other = { volts: 3, ohms: 0, pwm: { periodNs: 70, highNs: 35, startNs: 0 } };
    expect(lightBetween(train(50, 0), other, red).average).toBeCloseTo(0.25, 9);
  });
});

describe("faults", () => {
  test("without a resistor more than 25 mA flow", () => {
    const b = bench({ src: "probe", led: "wokwi-led", gnd: "wokwi-gnd" }, ["src:P led:A", "led:C gnd:GND"]);
    b.probe("src").set(strong(3.3));
    b.sim.runUntil(1);
    expect(b.faults("led")).toEqual(["overcurrent"]);
  });

  test("each excursion is reported once", () => {
    const b = bench({ src: "probe", led: "wokwi-led", gnd: "wokwi-gnd" }, ["src:P led:A", "led:C gnd:GND"]);
    for (const volts of [3.3, 3.2, 0, 3.3]) {
      b.probe("src").set(strong(volts));
      b.sim.runUntil(b.sim.now + 1);
    }
    expect(b.faults("led")).toEqual(["overcurrent", "overcurrent"]);
  });

  test("a resistor of 220 ohm is enough", () => {
    expect(lit("red", "220", 5).faults("led")).toEqual([]);
  });

  test("more than 5 V in reverse", () => {
    const b = bench({ v: ["wokwi-vcc", { voltage: "9" }], r: "wokwi-resistor", led: "wokwi-led", gnd: "wokwi-gnd" }, [
      "v:VCC r:1",
      "r:2 led:C",
      "led:A gnd:GND",
    ]);
    b.sim.runUntil(1);
    expect(b.faults("led")).toEqual(["reverse-voltage"]);
  });
});
