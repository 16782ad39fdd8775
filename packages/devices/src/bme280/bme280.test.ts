import { ms } from "@tickless/sim-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { problemsOf } from "../../tests/bench.js";
import { onI2c } from "../../tests/i2c-bench.js";
import { fineOf, pressureOf, temperatureOf, TRIM } from "./compensation.js";
import { measure, measurementTime } from "./measurement.js";
import { compensate, trimOf } from "../../tests/bme280-driver.js";

const sensor = (attributes = {}) => onI2c(["board-bme280", attributes], 0x76);
type Sensor = ReturnType<typeof sensor>;

/** What a driver makes of the registers with the data sheet's integer calculation: °C, Pa, %. */
function climateOf(b: Sensor): { temperature: number; pressure: number; humidity: number } {
  const trim = trimOf(Uint8Array.from(b.read(0x88, 26)), Uint8Array.from(b.read(0xe1, 7)));
  return compensate(trim, Uint8Array.from(b.read(0xf7, 8)));
}

test("the data sheet's example: 519888 and 415148 are 25.08 °C and 100653.27 Pa", () => {
  expect(temperatureOf(519888)).toBeCloseTo(25.08, 2);
  expect(pressureOf(415148, fineOf(519888))).toBeCloseTo(100_653.27, 1);
});

test("trimming values are where the data sheet has them", () => {
  const b = sensor();
  expect(b.read(0xd0, 1)).toEqual([0x60]);
  expect(trimOf(Uint8Array.from(b.read(0x88, 26)), Uint8Array.from(b.read(0xe1, 7)))).toEqual(TRIM);
});

test("law: what is set comes out of the data sheet's integer calculation, as finely as the samples allow", () => {
  const set = fc.record({
    temperature: fc.double({ min: -40, max: 85, noNaN: true }),
    pressure: fc.double({ min: 30_000, max: 110_000, noNaN: true }),
    humidity: fc.double({ min: 0, max: 100, noNaN: true }),
    samples: fc.integer({ min: 1, max: 5 }),
  });
  const b = sensor();
  fc.assert(
    fc.property(set, ({ samples, ...climate }) => {
      for (const [name, value] of Object.entries(climate)) b.sim.setControl("part", name, value);
      b.write(0xf2, samples, 0xf4, (samples << 5) | (samples << 2) | 1);
      b.wait(ms(120));
      const read = climateOf(b);
      const steps = 2 ** (5 - samples);
      expect(Math.abs(read.temperature - climate.temperature)).toBeLessThan(0.0075 + 0.0002 * steps);
      // A raw step is up to 0.19 Pa; with a temperature in whole numbers the calculation is off by up to 0.46 Pa.
      expect(Math.abs(read.pressure - climate.pressure)).toBeLessThan(0.47 + 0.095 * steps);
      expect(Math.abs(read.humidity - climate.humidity)).toBeLessThan(0.02);
    }),
  );
});

test("law: the filter goes a part of the way each time, and gets there", () => {
  const climate = { temperature: 30, pressure: 100_000, humidity: 50 };
  const samples = { temperature: 1, pressure: 1, humidity: 1 };
  const cold = measure({ ...climate, temperature: 10 }, samples, 4, undefined);
  const goal = measure(climate, samples, 4, undefined).temperature;
  const first = measure(climate, samples, 4, cold);
  expect((first.temperature - cold.temperature) / (goal - cold.temperature)).toBeCloseTo(1 / 4, 6);
  let raw = cold;
  for (let count = 0; count < 60; count++) raw = measure(climate, samples, 4, raw);
  expect(Math.round(raw.temperature)).toBe(goal);
});

test("measurement time: the data sheet's example takes 8 ms typically, with 16 samples each 98", () => {
  expect(measurementTime({ temperature: 1, pressure: 1, humidity: 1 })).toBe(ms(8));
  expect(measurementTime({ temperature: 16, pressure: 16, humidity: 16 })).toBe(ms(98));
  expect(measurementTime({ temperature: 1, pressure: 0, humidity: 0 })).toBe(ms(3));
});

test("asleep at first: nothing is measured", () => {
  const b = sensor();
  b.wait(ms(50));
  expect(b.read(0xf7, 8)).toEqual([0x80, 0, 0, 0x80, 0, 0, 0x80, 0]);
  expect(b.read(0xf2, 4)).toEqual([0, 0, 0, 0]);
});

test("forced: measures once and sleeps; what is read meanwhile are the values before, and a fault", () => {
  const b = sensor();
  b.write(0xf2, 1);
  b.write(0xf4, 0x25);
  b.wait(ms(7));
  expect(b.read(0xf3, 2)).toEqual([8, 0x25]);
  expect(b.read(0xf7, 3)).toEqual([0x80, 0, 0]);
  expect(b.faults()).toEqual(["early-read"]);
  b.wait(ms(2));
  expect(b.read(0xf3, 2)).toEqual([0, 0x24]);
  expect(climateOf(b).temperature).toBeCloseTo(24, 2);
  expect(b.rows("part.measuring").map(([, on]) => on)).toEqual([0, 1, 0]);
});

test("normal: measures again and again with the standby between", () => {
  const b = sensor();
  b.write(0xf2, 1, 0xf5, 0x20, 0xf4, 0x27);
  b.wait(ms(200));
  const rises = b.rows("part.measuring").filter(([, on]) => on === 1);
  const spaces = rises.slice(1).map(([time], index) => time - rises[index]![0]);
  expect(spaces).toEqual([ms(70.5), ms(70.5)]);
  b.write(0xf4, 0);
  const before = b.rows("part.measuring").length;
  b.wait(ms(300));
  expect(b.rows("part.measuring").length - before).toBeLessThanOrEqual(1);
});

test("ctrl_hum holds from the next write to ctrl_meas on", () => {
  const b = sensor();
  b.write(0xf4, 0x25);
  b.write(0xf2, 1);
  b.wait(ms(20));
  expect(b.read(0xfd, 2)).toEqual([0x80, 0]);
  b.write(0xf4, 0x25);
  b.wait(ms(20));
  expect(climateOf(b).humidity).toBeCloseTo(40, 1);
});

test("a transfer reads values of one measurement", () => {
  const b = sensor();
  b.write(0xf4, 0x27);
  b.wait(ms(20));
  const target = b.target(0x76);
  target.start?.(false);
  target.write(0xfa);
  target.start?.(true);
  const high = target.read(false);
  b.sim.setControl("part", "temperature", -30);
  b.wait(ms(50));
  const rest = [target.read(false), target.read(true)];
  target.stop?.();
  expect(temperatureOf(((high << 16) | (rest[0]! << 8) | rest[1]!) >> 4)).toBeCloseTo(24, 1);
});

test("a reset puts everything back and takes 2 ms", () => {
  const b = sensor();
  b.wait(ms(5));
  b.write(0xf2, 5, 0xf4, 0xb7);
  b.write(0xe0, 0xb6);
  expect(b.read(0xf2, 3)).toEqual([0, 1, 0]);
  b.wait(ms(2));
  expect(b.read(0xf3, 1)).toEqual([0]);
  expect(b.last("part.measuring")).toBe(0);
});

test("SDO decides the address; not connected, the attribute does", () => {
  const high = onI2c(["board-bme280", {}], 0x77, { wires: ["part:SDO v:VCC"] });
  expect(high.read(0xd0, 1)).toEqual([0x60]);
  expect(() => high.target(0x76)).toThrow("nothing answers");
  expect(onI2c(["board-bme280", { i2cAddress: "0x77" }], 0x77).read(0xd0, 1)).toEqual([0x60]);
  expect(problemsOf("board-bme280", { i2cAddress: "0x40", humidity: "200" }).join()).toMatch(/I2C address.*humidity/);
});

test("without supply nobody answers, and a CSB that was low switches I2C off", () => {
  expect(() => onI2c(["board-bme280", {}], 0x76, { volts: 1 }).read(0xd0, 1)).toThrow("nothing answers");
  expect(() => onI2c(["board-bme280", {}], 0x76, { wires: ["part:CSB gnd:GND"] }).read(0xd0, 1)).toThrow(
    "nothing answers",
  );
});
