import { LEVEL_Z, ms, strong } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";
import { powered } from "../tests/powered.js";
import { thermistorOhms } from "./ntc.js";
import { cellOhms } from "./photoresistor.js";

describe("photoresistor", () => {
  const sensor = (attributes = {}, volts = "5") =>
    powered("wokwi-photoresistor-sensor", attributes, ["AO", "DO"], volts);

  // Wokwi's table for its part: rl10 50, gamma 0.7, 5 V.
  test.each([
    [0.1, 4.96],
    [1, 4.81],
    [10, 4.17],
    [50, 3.09],
    [100, 2.5],
    [400, 1.37],
    [1000, 0.83],
    [10_000, 0.19],
    [100_000, 0.04],
  ])("%d lux are %d V of 5", (lux, volts) => {
    const b = sensor();
    b.sim.setControl("part", "lux", lux);
    expect(b.probe("AO").thevenin().volts).toBeCloseTo(volts, 1);
  });

  test("starts with 'lux'", () => {
    expect(sensor({ lux: "10" }).probe("AO").thevenin().volts).toBeCloseTo(4.17, 1);
    expect(sensor({ lux: "10" }).rows("part.lux")).toEqual([[0, 10]]);
  });

  test("law: the light can be computed back from the voltage", () => {
    const lux = fc.double({ min: 0.1, max: 100_000, noNaN: true });
    const law = (light: number, rl10: number, gamma: number): void => {
      const b = sensor({ lux: String(light), rl10: String(rl10), gamma: String(gamma) }, "3.3");
      const volts = b.probe("AO").thevenin().volts;
      const ohms = (10_000 * volts) / (3.3 - volts);
      expect(((rl10 * 1e3 * 10 ** gamma) / ohms) ** (1 / gamma) / light).toBeCloseTo(1, 2);
    };
    fc.assert(fc.property(lux, fc.integer({ min: 5, max: 100 }), fc.constantFrom(0.5, 0.7, 0.9), law), { numRuns: 50 });
  });

  test("GL5528: 10 kilohm at 10 lux", () => expect(cellOhms(10, 10, 0.6)).toBe(10_000));

  test("DO is high in the dark and low in the light, from the threshold on", () => {
    const b = sensor({ threshold: "2.5" });
    const at = (lux: number) => {
      b.sim.setControl("part", "lux", lux);
      b.sim.runUntil(b.sim.now + ms(1));
      return [b.probe("DO").level, b.last("part.detected")];
    };
    expect(at(90)).toEqual([1, 0]);
    expect(at(110)).toEqual([0, 1]);
    expect(at(90)).toEqual([1, 0]);
    expect(b.probe("DO").thevenin().ohms).toBeCloseTo(10_000, 0);
  });

  test("without supply DO lets go", () => {
    const b = bench({ part: "wokwi-photoresistor-sensor", gnd: "wokwi-gnd", out: "probe" }, [
      "part:GND gnd:GND",
      "part:DO out:P",
    ]);
    b.sim.runUntil(ms(1));
    expect([b.probe("out").level, b.last("part.detected")]).toEqual([LEVEL_Z, 0]);
  });

  test("attributes out of range are problems", () => {
    expect(problemsOf("wokwi-photoresistor-sensor", { lux: "bright", gamma: "0" })).toHaveLength(2);
  });
});

describe("thermistor", () => {
  const sensor = (attributes = {}) => powered("wokwi-ntc-temperature-sensor", attributes, ["OUT"], "3.3");

  // NTCLE100E3103 with B25/85 = 3977 K: the data sheet's table, which is not quite of one B, within 5 %.
  test.each([
    [0, 32_554],
    [25, 10_000],
    [50, 3606],
    [85, 1070],
    [100, 677.3],
  ])("at %d °C: about %d ohm", (celsius, ohms) => {
    expect(thermistorOhms(celsius, 3977) / ohms).toBeGreaterThan(0.95);
    expect(thermistorOhms(celsius, 3977) / ohms).toBeLessThan(1.05);
  });

  test("at 25 °C it is in the middle, warmer is lower", () => {
    const b = sensor({ temperature: "25" });
    expect(b.probe("OUT").thevenin().volts).toBeCloseTo(1.65, 5);
    b.sim.setControl("part", "temperature", 60);
    expect(b.probe("OUT").thevenin().volts).toBeLessThan(0.7);
  });

  test("law: the usual formula gives the temperature back", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -55, max: 125, noNaN: true }),
        fc.integer({ min: 3000, max: 4500 }),
        (celsius, beta) => {
          const b = sensor({ temperature: String(celsius), beta: String(beta) });
          const share = b.probe("OUT").thevenin().volts / 3.3;
          const read = 1 / (Math.log(1 / (1 / share - 1)) / beta + 1 / 298.15) - 273.15;
          expect(read).toBeCloseTo(celsius, 3);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("a load on OUT pulls at it: it is a divider, not a source", () => {
    const b = sensor({ temperature: "25" });
    b.probe("OUT").set(strong(0, 10_000));
    expect(b.probe("OUT").thevenin().volts).toBeCloseTo(1.1, 5);
  });
});

describe("joystick", () => {
  const stick = (attributes = {}) => powered("wokwi-analog-joystick", attributes, ["HORZ", "VERT", "SEL"], "5");

  test.each([
    ["x", "HORZ", 0, 2.5],
    ["x", "HORZ", 1, 5],
    ["x", "HORZ", -1, 0],
    ["y", "VERT", 1, 5],
    ["y", "VERT", -1, 0],
    ["y", "VERT", 0.5, 3.75],
  ])("%s moves %s: at %d it has %d V of 5", (control, pin, value, volts) => {
    const b = stick();
    b.sim.setControl("part", control, value);
    expect(b.probe(pin).thevenin().volts).toBeCloseTo(volts, 2);
    const other = pin === "HORZ" ? "VERT" : "HORZ";
    expect(b.probe(other).thevenin().volts).toBeCloseTo(2.5, 2);
  });

  test("SEL is joined to GND while pressed, and floats otherwise", () => {
    const b = stick({ bounce: "0" });
    expect(b.probe("SEL").level).toBe(LEVEL_Z);
    b.sim.setControl("part", "pressed", 1);
    expect(b.probe("SEL").level).toBe(0);
  });
});
