import { HIGH_Z, ms, strong, us, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";

const wired = (attributes = {}) => {
  const b = bench({ bz: ["wokwi-buzzer", attributes], p: "probe", gnd: "wokwi-gnd" }, ["bz:1 gnd:GND", "bz:2 p:P"]);
  const pass = (time: Nanos) => void b.sim.runUntil(b.sim.now + time);
  const train = (hertz: number, duty = 0.5): void => {
    const periodNs = 1e9 / hertz;
    b.probe("p").set({ ...strong(3.3), pwm: { periodNs, highNs: periodNs * duty, startNs: b.sim.now } });
    pass(ms(20));
  };
  /** A program that switches a pin. */
  const toggle = (half: Nanos, times: number): void => {
    for (let edge = 0; edge < times; edge++) {
      b.probe("p").set(strong(edge % 2 === 0 ? 3.3 : 0));
      pass(half);
    }
  };
  const heard = () => [b.last("bz.frequency"), b.last("bz.loudness")];
  return { ...b, pass, train, toggle, heard };
};

test("a pulse train sounds at its frequency, with one row", () => {
  const b = wired();
  b.train(440);
  expect(b.heard()).toEqual([440, 1]);
  expect(b.rows("bz.frequency").length).toBe(2);
  b.train(880);
  expect(b.heard()).toEqual([880, 1]);
});

test("the loudness is that of the fundamental: 10 % duty has sin(18°) of it", () => {
  const b = wired();
  b.train(1000, 0.1);
  expect(b.heard()).toEqual([1000, Math.round(1000 * Math.sin(Math.PI / 10)) / 1000]);
});

test("the volume makes it quieter", () => {
  const b = wired({ volume: "0.25" });
  b.train(440);
  expect(b.heard()).toEqual([440, 0.25]);
});

test("edges that a program makes are measured from rise to rise", () => {
  const b = wired();
  b.toggle(us(500), 10);
  expect(b.heard()).toEqual([1000, 1]);
});

test("it falls silent two periods after the last rise", () => {
  const b = wired();
  b.toggle(us(500), 10);
  const last = b.sim.now - us(1000);
  b.pass(ms(100));
  expect(b.heard()).toEqual([0, 0]);
  expect(b.rows("bz.loudness").at(-1)?.[0]).toBe(last + us(2000));
});

test("a constant voltage is silent, also after a train", () => {
  const b = wired();
  b.probe("p").set(strong(3.3));
  b.pass(ms(100));
  expect(b.heard()).toEqual([0, 0]);
  b.train(440);
  b.probe("p").set(strong(3.3));
  b.pass(ms(1));
  expect(b.heard()).toEqual([0, 0]);
});

test("neither is heard below 20 Hz and above 20 kHz", () => {
  const b = wired();
  for (const hertz of [10, 25_000]) {
    b.train(hertz);
    expect(b.heard()).toEqual([0, 0]);
  }
});

test("two pins in opposition drive it twice as far; as loud as full is the most", () => {
  const b = bench({ bz: ["wokwi-buzzer", { volume: "0.5" }], a: "probe", b: "probe" }, ["bz:1 a:P", "bz:2 b:P"]);
  const train = (startNs: Nanos, duty: number) => {
    return { ...strong(3.3), pwm: { periodNs: ms(1), highNs: duty * ms(1), startNs } };
  };
  b.probe("a").set(train(0, 0.1));
  b.probe("b").set(train(us(500), 0.1));
  b.sim.runUntil(ms(1));
  expect(b.last("bz.loudness")).toBeCloseTo(Math.sin(Math.PI / 10), 3);
  b.probe("b").set(train(0, 0.1));
  b.sim.runUntil(ms(2));
  expect(b.last("bz.loudness")).toBe(0);
});

test("a wire that is missing makes it silent", () => {
  const b = bench({ bz: "wokwi-buzzer", p: "probe" }, ["bz:2 p:P"]);
  b.probe("p").set({ ...strong(3.3), pwm: { periodNs: ms(1), highNs: us(500), startNs: 0 } });
  b.sim.runUntil(ms(1));
  expect(b.last("bz.loudness")).toBe(0);
  b.probe("p").set(HIGH_Z);
});

test("volume and mode have their bounds", () => {
  expect(problemsOf("wokwi-buzzer", { volume: "3" }).join()).toContain("write a number from 0.01 to 1");
  expect(problemsOf("wokwi-buzzer", { mode: "loud" }).join()).toContain("choose one of smooth, accurate");
});

test("law: what a program toggles sounds as the pulse train of the same period", () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 20_000 }), (halfUs) => {
      const [edges, train] = [wired(), wired()];
      edges.toggle(us(halfUs), 6);
      train.train(1e6 / (2 * halfUs));
      expect(edges.heard()[0]).toBeCloseTo(train.heard()[0] as number, 6);
    }),
    { numRuns: 30 },
  );
});
