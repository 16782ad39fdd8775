import { strong } from "@tickless/sim-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bench } from "../tests/bench.js";

const SELECT = ["S0", "S1", "S2", "S3"];

function multiplexer(volts = "5") {
  const b = bench(
    {
      part: "board-cd74hc4067",
      v: ["wokwi-vcc", { voltage: volts }],
      gnd: "wokwi-gnd",
      ...Object.fromEntries([...SELECT, "EN", "COM", "I0", "I9"].map((pin) => [pin, "probe"] as const)),
    },
    [
      "part:VCC v:VCC",
      "part:GND gnd:GND",
      ...[...SELECT, "EN", "COM", "I0", "I9"].map((pin) => `part:${pin} ${pin}:P`),
    ],
  );
  const select = (channel: number): void => {
    SELECT.forEach((pin, bit) => b.probe(pin).set(strong((channel >> bit) & 1 ? 5 : 0)));
    b.sim.runUntil(b.sim.now + 1);
  };
  return { ...b, select };
}

test("law: the channel that S3 to S0 name is joined to COM, through 70 ohm, and no other", () => {
  const b = multiplexer();
  b.probe("I0").set(strong(1, 30));
  b.probe("I9").set(strong(4, 30));
  fc.assert(
    fc.property(fc.nat(15), (channel) => {
      b.select(channel);
      expect(b.last("part.channel")).toBe(channel);
      const { volts, ohms } = b.probe("COM").thevenin();
      expect(ohms > 1e6).toBe(channel !== 0 && channel !== 9);
      if (ohms > 1e6) return;
      expect(volts).toBeCloseTo(channel === 0 ? 1 : 4, 3);
      expect(ohms).toBeCloseTo(100, 3);
    }),
  );
});

test("joins both ways", () => {
  const b = multiplexer();
  b.select(9);
  b.probe("COM").set(strong(2));
  expect(b.probe("I9").state.volts).toBeCloseTo(2, 3);
});

test("EN is low by itself; high opens all", () => {
  const b = multiplexer();
  b.select(3);
  expect(b.last("part.channel")).toBe(3);
  b.probe("EN").set(strong(5));
  b.sim.runUntil(b.sim.now + 1);
  expect(b.last("part.channel")).toBe(-1);
});

test("without supply all are open; an address that floats is a fault", () => {
  const dead = multiplexer("0");
  dead.select(3);
  expect(dead.last("part.channel")).toBe(-1);
  const b = multiplexer();
  b.sim.runUntil(1);
  expect(b.faults("part")).toEqual(["floating-input"]);
});
