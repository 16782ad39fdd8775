import { ms } from "@tickless/sim-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { onI2c } from "../../tests/i2c-bench.js";
import { CALIBRATION, pressureOf, rawPressure, rawTemperature, temperatureOf } from "./compensation.js";

const sensor = (attributes = {}) => onI2c(["board-bmp180", attributes], 0x77);

test("the data sheet's example: 27898 and 23843 are 15.0 °C and 69964 Pa", () => {
  expect([temperatureOf(27898), pressureOf(23843, 27898, 0)]).toEqual([150, 69964]);
});

test("law: what is set comes out of the data sheet's calculation", () => {
  const set = fc.tuple(fc.integer({ min: -400, max: 850 }), fc.integer({ min: 30_000, max: 110_000 }), fc.nat(3));
  fc.assert(
    fc.property(set, ([tenths, pascal, oss]) => {
      const ut = rawTemperature(tenths / 10);
      expect(temperatureOf(ut)).toBe(tenths);
      const error = Math.abs(pressureOf(rawPressure(pascal, ut, oss), ut, oss) - pascal);
      expect(error).toBeLessThanOrEqual(oss === 0 ? 3 : 2);
    }),
  );
});

test("a driver reads calibration, temperature and pressure", () => {
  const b = sensor();
  expect(b.read(0xd0, 1)).toEqual([0x55]);
  const words = b.read(0xaa, 22);
  expect([(words[0]! << 8) | words[1]!, (words[20]! << 8) | words[21]!]).toEqual([CALIBRATION.AC1, CALIBRATION.MD]);
  b.sim.setControl("part", "temperature", 31.7);
  b.sim.setControl("part", "pressure", 95_000);
  b.write(0xf4, 0x2e);
  b.wait(ms(4.5));
  const [high = 0, low = 0] = b.read(0xf6, 2);
  const ut = (high << 8) | low;
  expect(temperatureOf(ut)).toBe(317);
  b.write(0xf4, 0x34 | (3 << 6));
  b.wait(ms(25.5));
  const [msb = 0, lsb = 0, xlsb = 0] = b.read(0xf6, 3);
  const up = ((msb << 16) | (lsb << 8) | xlsb) >> 5;
  expect(Math.abs(pressureOf(up, ut, 3) - 95_000)).toBeLessThanOrEqual(1);
  expect(b.faults()).toEqual([]);
  expect(b.rows("part.measuring").map(([, value]) => value)).toEqual([0, 1, 0, 1, 0]);
});

test("read too early a value is the one before", () => {
  const b = sensor();
  b.write(0xf4, 0x2e);
  b.wait(ms(1));
  expect(b.read(0xf4, 1)[0]! & 0x20).toBe(0x20);
  expect(b.read(0xf6, 3)).toEqual([0x80, 0, 0]);
  expect(b.faults()).toEqual(["early-read"]);
  b.wait(ms(2));
  expect(b.read(0xf4, 1)[0]! & 0x20).toBe(0);
  expect(b.read(0xf6, 3)).not.toEqual([0x80, 0, 0]);
  b.write(0xe0, 0xb6);
  expect(b.read(0xf6, 3)).toEqual([0x80, 0, 0]);
});

test("without supply nobody answers", () => {
  const b = onI2c(["board-bmp180", {}], 0x77, { volts: 1 });
  expect(() => b.read(0xd0, 1)).toThrow("nothing answers");
});
