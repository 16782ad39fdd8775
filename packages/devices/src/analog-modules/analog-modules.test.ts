import { LEVEL_Z, ms, s } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf, type Bench } from "../../tests/bench.js";
import { powered } from "../../tests/powered.js";
import { gasOhms } from "./gas-sensor.js";

/** To a millivolt. */
const volts = (b: Bench, pin: string): number => Number(b.probe(pin).state.volts.toFixed(3));

describe("gas sensor", () => {
  const sensor = (attributes = {}, supply = "5") => powered("wokwi-gas-sensor", attributes, ["AOUT", "DOUT"], supply);

  // The line of LPG in the MQ-2 data sheet's diagram.
  test.each([
    [200, 1.7],
    [1000, 0.79],
    [10_000, 0.26],
  ])("%d ppm: Rs / R0 is %d", (ppm, ratio) => {
    expect(gasOhms(ppm) / 10_000).toBeCloseTo(ratio, 1);
  });

  test("in clean air the sensor has 98 kilohm", () => {
    const b = sensor({ ppm: "0" });
    expect(volts(b, "AOUT")).toBeCloseTo((5 * 47) / (47 + 98), 2);
  });

  test("law: more gas is more voltage", () => {
    const b = sensor();
    const at = (ppm: number): number => {
      b.sim.setControl("part", "ppm", ppm);
      return volts(b, "AOUT");
    };
    const ppm = fc.double({ min: 0, max: 100_000, noNaN: true });
    fc.assert(
      fc.property(ppm, ppm, (a, c) => {
        expect(at(Math.max(a, c))).toBeGreaterThanOrEqual(at(Math.min(a, c)));
      }),
    );
  });

  test("DOUT is low above the threshold", () => {
    const b = sensor();
    b.sim.runUntil(1);
    expect([b.probe("DOUT").level, b.last("part.detected")]).toEqual([1, 0]);
    b.sim.setControl("part", "ppm", 2000);
    b.sim.runUntil(2);
    expect([b.probe("DOUT").level, b.last("part.detected")]).toEqual([0, 1]);
    expect(problemsOf("wokwi-gas-sensor", { ppm: "much" }).join()).toContain("'ppm' is 'much'");
  });

  test("without supply DOUT lets go", () => {
    const b = sensor({ ppm: "5000" }, "0");
    b.sim.runUntil(1);
    expect(b.probe("DOUT").level).toBe(LEVEL_Z);
  });
});

test("a flame pulls AOUT down in proportion, and DOUT below the threshold", () => {
  const b = powered("wokwi-flame-sensor", {}, ["AOUT", "DOUT"]);
  const seen = [0, 0.25, 0.49, 0.51, 1].map((flame) => {
    b.sim.setControl("part", "flame", flame);
    b.sim.runUntil(b.sim.now + 1);
    return [Number(volts(b, "AOUT").toFixed(2)), b.probe("DOUT").level];
  });
  expect(seen).toEqual([
    [5, 1],
    [3.75, 1],
    [2.55, 1],
    [2.45, 0],
    [0, 0],
  ]);
});

describe.each(["wokwi-big-sound-sensor", "wokwi-small-sound-sensor"])("%s", (type) => {
  const sensor = (attributes = {}) => powered(type, attributes, ["AOUT", "DOUT"]);

  /** The highest and the lowest voltage of AOUT from now on. */
  const listen = (b: Bench, time: number): [number, number] => {
    const heard: number[] = [];
    const end = b.sim.now + time;
    while (b.sim.now < end) {
      b.sim.runUntil(b.sim.now + ms(0.05));
      heard.push(volts(b, "AOUT"));
    }
    return [Math.min(...heard), Math.max(...heard)];
  };

  test("in silence AOUT rests at half of VCC, and costs nothing", () => {
    const b = sensor();
    b.sim.runUntil(s(10));
    expect(listen(b, ms(1))).toEqual([2.5, 2.5]);
    expect(b.probe("DOUT").level).toBe(0);
    expect(b.sim.eventCount).toBeLessThan(10);
  });

  test("a tone swings about it with its amplitude and its frequency", () => {
    const b = sensor({ frequency: "500" });
    b.sim.setControl("part", "sound", 0.4);
    const [low, high] = listen(b, ms(10));
    expect([low, high].map((value) => value.toFixed(2))).toEqual(["1.50", "3.50"]);
    b.sim.setControl("part", "sound", 0.8);
    b.sim.runUntil(b.sim.now + ms(20));
    const rises = b.rows("part.detected").filter(([, on]) => on === 1);
    expect((rises.at(-1)![0] - rises[0]![0]) / (rises.length - 1)).toBeCloseTo(ms(2), -4);
    b.sim.setControl("part", "sound", 0);
    expect(listen(b, ms(1))).toEqual([2.5, 2.5]);
    expect(b.last("part.detected")).toBe(0);
  });
});

describe("heart-beat sensor", () => {
  test("beats as often as it is set, and OUT peaks at each beat", () => {
    const b = powered("wokwi-heart-beat-sensor", { bpm: "75" }, ["OUT"]);
    b.sim.runUntil(s(1));
    let most = 0;
    for (let step = 0; step < 100; step++) {
      b.sim.runUntil(b.sim.now + ms(10));
      most = Math.max(most, volts(b, "OUT"));
    }
    expect(most).toBeCloseTo(3, 1);
    b.sim.runUntil(s(10));
    const beats = b.rows("part.beat").flatMap(([time, on]) => (on === 1 ? [time] : []));
    expect(beats.slice(1).map((time, index) => time - beats[index]!)).toEqual(beats.slice(1).map(() => ms(800)));
  });

  test("without a finger there is nothing to see", () => {
    const b = powered("wokwi-heart-beat-sensor", { bpm: "120" }, ["OUT"]);
    b.sim.runUntil(s(1));
    b.sim.setControl("part", "bpm", 0);
    b.sim.runUntil(s(20));
    expect([volts(b, "OUT"), b.last("part.beat")]).toEqual([4.5, 0]);
    const events = b.sim.eventCount;
    b.sim.runUntil(s(30));
    expect(b.sim.eventCount).toBe(events);
    b.sim.setControl("part", "bpm", 60);
    b.sim.runUntil(s(33));
    expect(b.rows("part.beat").filter(([time, on]) => time > s(30) && on === 1)).toHaveLength(3);
  });
});

describe("LM35", () => {
  // Data sheet: 250 mV at 25 °C, 1500 mV at 150 °C.
  test.each([
    [25, 0.25],
    [150, 1.5],
    [2, 0.02],
    [-20, 0.02],
  ])("%d °C are %d V", (celsius, expected) => {
    const b = powered("board-lm35", { temperature: String(celsius) }, ["OUT"]);
    b.sim.runUntil(1);
    expect(volts(b, "OUT")).toBeCloseTo(expected, 6);
    expect(b.faults("part")).toEqual([]);
  });

  test("below 4 V it works as far as it can and says so, once", () => {
    const b = powered("board-lm35", { temperature: "100" }, ["OUT"], "3.3");
    b.sim.runUntil(1);
    expect(volts(b, "OUT")).toBeCloseTo(1, 6);
    b.sim.setControl("part", "temperature", 30);
    expect(b.faults("part")).toEqual(["low-supply"]);
  });
});
