import { ms, strong, us } from "@tickless/sim-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { onI2c } from "../../tests/i2c-bench.js";

const sensor = (attributes = {}, wires: readonly string[] = []) =>
  onI2c(["wokwi-mpu6050", attributes], 0x68, { volts: 3.3, wires });
const words = (bytes: readonly number[]): number[] =>
  bytes.flatMap((byte, index) => (index % 2 ? [] : [((byte << 24) >> 16) | (bytes[index + 1] as number)]));

test("it sleeps after power-on: the data are 0, and that is said once", () => {
  const b = sensor();
  expect(b.read(0x75, 1)).toEqual([0x68]);
  expect(b.read(0x6b, 1)).toEqual([0x40]);
  expect(words(b.read(0x3b, 14))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  b.read(0x3b, 14);
  expect(b.faults()).toEqual(["asleep"]);
});

test("awake it lies flat at 24 °C", () => {
  const b = sensor();
  b.write(0x6b, 0);
  expect(words(b.read(0x3b, 14))).toEqual([0, 0, 16384, Math.round((24 - 36.53) * 340), 0, 0, 0]);
  expect(b.faults()).toEqual([]);
});

test("law: counts by the ranges that are set are what the controls say, up to the range's end", () => {
  const set = fc.record({
    g: fc.double({ min: -16, max: 16, noNaN: true }),
    degrees: fc.double({ min: -2000, max: 2000, noNaN: true }),
    accel: fc.nat(3),
    gyro: fc.nat(3),
  });
  const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));
  fc.assert(
    fc.property(set, ({ g, degrees, accel, gyro }) => {
      const b = sensor();
      b.write(0x6b, 0);
      b.write(0x1b, gyro << 3, accel << 3);
      b.sim.setControl("part", "accelX", g);
      b.sim.setControl("part", "rotationZ", degrees);
      const [x = 0, , , , , , rz = 0] = words(b.read(0x3b, 14));
      const perG = 16384 >> accel;
      expect(x / perG).toBeCloseTo(clamp(g, 2 << accel), 2);
      expect(Math.abs(rz / (131 / 2 ** gyro) - clamp(degrees, 250.14 * 2 ** gyro))).toBeLessThan(0.2);
    }),
    { numRuns: 50 },
  );
});

test("falling asleep keeps the last data, a reset forgets all", () => {
  const b = sensor({ accelX: "0.5" });
  b.write(0x6b, 0);
  b.write(0x6b, 0x40);
  b.sim.setControl("part", "accelX", -1);
  expect(words(b.read(0x3b, 2))).toEqual([8192]);
  b.write(0x6b, 0x80);
  expect(b.read(0x6b, 1)).toEqual([0x40]);
  expect(words(b.read(0x3b, 2))).toEqual([0]);
});

test("AD0 makes it 0x69", () => {
  const b = sensor({}, ["part:AD0 ad0:P"]);
  b.probe("ad0").set(strong(3.3));
  b.wait(us(1));
  expect(() => b.target(0x68)).toThrow();
  expect(b.target(0x69)).toBeDefined();
});

test("INT pulses at the sample rate, and INT_STATUS tells once", () => {
  const b = sensor({}, ["part:INT int:P"]);
  const edges: number[] = [];
  b.write(0x6b, 0);
  b.write(0x19, 9, 1);
  b.write(0x38, 1);
  const start = b.sim.now;
  for (let step = 0; step < 300; step++) {
    const before = b.probe("int").read();
    b.wait(us(100));
    if (b.probe("int").read() && !before) edges.push(Math.round((b.sim.now - start) / ms(1)));
  }
  expect(b.read(0x3a, 1)).toEqual([1]);
  expect(b.read(0x3a, 1)).toEqual([0]);
  b.write(0x37, 0x20);
  b.wait(ms(15));
  expect(b.probe("int").read()).toBe(1);
  b.read(0x3a, 1);
  b.wait(us(1));
  expect(b.probe("int").read()).toBe(0);
  expect(b.faults()).toEqual([]);
});
