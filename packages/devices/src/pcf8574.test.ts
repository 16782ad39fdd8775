import { HIGH_Z, strong, us } from "@tickless/sim-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { problemsOf } from "../tests/bench.js";
import { onI2c } from "../tests/i2c-bench.js";

const PORTS = [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => `P${bit}`);

function expander(volts = 3.3) {
  const wires = [...PORTS, "INT"].map((name) => `part:${name} ${name}:P`);
  const b = onI2c(["board-pcf8574", {}], 0x20, { volts, wires });
  const read = (): number => {
    const target = b.target(0x20);
    target.start?.(true);
    const byte = target.read(true);
    target.stop?.();
    return byte;
  };
  b.probe("INT").set({ volts: 3.3, ohms: 10_000 });
  const set = (bit: number, low: boolean): void => {
    b.probe(`P${bit}`).set(low ? strong(0) : HIGH_Z);
    b.wait(us(1));
  };
  return {
    ...b,
    read,
    set,
    levels: () =>
      PORTS.map((name) => b.probe(name).read())
        .reverse()
        .join(""),
  };
}

test("law: what is written is on the pins; what pulls a high one down is read", () => {
  fc.assert(
    fc.property(fc.nat(255), fc.nat(255), (written, held) => {
      const b = expander();
      b.write(written);
      expect(parseInt(b.levels(), 2)).toBe(written);
      PORTS.forEach((_, bit) => b.set(bit, ((held >> bit) & 1) === 0));
      expect(b.read()).toBe(written & held);
    }),
    { numRuns: 30 },
  );
});

test("all pins are weakly high at power-on: 100 µA", () => {
  const b = expander();
  expect(b.levels()).toBe("11111111");
  expect(b.probe("P3").thevenin().ohms).toBeCloseTo(33_000, 1);
  b.write(0);
  expect(b.probe("P3").thevenin().ohms).toBeCloseTo(40, 1);
});

test("INT falls when an input changes, and rises when it is read or as before", () => {
  const b = expander();
  const int = (): number => b.probe("INT").read();
  b.wait(us(1));
  expect(int()).toBe(1);
  b.set(5, true);
  expect(int()).toBe(0);
  b.set(5, false);
  expect(int()).toBe(1);
  b.set(5, true);
  expect(b.read()).toBe(0b11011111);
  expect(int()).toBe(1);
});

test("without supply nobody answers; an address that it cannot have is a mistake", () => {
  expect(() => expander(2).target(0x20)).toThrow("nothing answers");
  expect(problemsOf("board-pcf8574", { i2cAddress: "0x28" })[0]).toContain("'0x28'");
});
