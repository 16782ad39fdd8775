import { HIGH_Z, ms, pwmLevelAt, strong, us, type Nanos, type PwmSignal } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../../tests/bench.js";
import { parseHertz } from "./clock-generator.js";
import { combine, inverted, type Logic, type Signal } from "./signal.js";

const level = (bit: number) => strong(bit * 3.3);

/** A part with each of its pins on a wire of its own, `out` and `more` being watched. */
const part = (type: string, inputs: readonly string[], outputs: readonly string[]) => {
  const pins = [...inputs, ...outputs];
  const b = bench(
    { u: type, ...Object.fromEntries(pins.map((name) => [`p${name}`, "probe"])) },
    pins.map((name) => `u:${name} p${name}:P`),
  );
  const set = (...bits: number[]): void => inputs.forEach((name, at) => b.probe(`p${name}`).set(level(bits[at] ?? 0)));
  const pass = (time: Nanos) => void b.sim.runUntil(b.sim.now + time);
  return { ...b, set, pass, level: (name: string) => b.probe(`p${name}`).level };
};

describe("gates", () => {
  test.each([
    ["and", "0001"],
    ["nand", "1110"],
    ["or", "0111"],
    ["nor", "1000"],
    ["xor", "0110"],
    ["xnor", "1001"],
  ])("%s has the table %s", (name, table) => {
    const g = part(`wokwi-gate-${name}-2`, ["A", "B"], ["OUT"]);
    for (let row = 0; row < 4; row++) {
      g.set(row >> 1, row & 1);
      g.pass(us(1));
      expect(g.level("OUT")).toBe(Number(table[row]));
    }
  });

  test.each([
    ["not", "10"],
    ["buffer", "01"],
  ])("%s has the table %s", (name, table) => {
    const g = part(`wokwi-gate-${name}`, ["IN"], ["OUT"]);
    for (let row = 0; row < 2; row++) {
      g.set(row);
      g.pass(us(1));
      expect(g.level("OUT")).toBe(Number(table[row]));
    }
  });

  test("the multiplexer passes A on, or B", () => {
    const g = part("wokwi-mux-2", ["A", "B", "SEL"], ["OUT"]);
    for (let row = 0; row < 8; row++) {
      const [a = 0, b = 0, select = 0] = [row >> 2, (row >> 1) & 1, row & 1];
      g.set(a, b, select);
      g.pass(us(1));
      expect(g.level("OUT")).toBe(select ? b : a);
    }
  });

  test("take 10 ns, and swallow what is shorter", () => {
    const g = part("wokwi-gate-not", ["IN"], ["OUT"]);
    g.pass(us(1));
    expect(g.level("OUT")).toBe(1);
    g.set(1);
    g.pass(9);
    expect(g.level("OUT")).toBe(1);
    g.pass(1);
    expect(g.level("OUT")).toBe(0);
    g.set(0);
    g.pass(9);
    g.set(1);
    g.pass(us(1));
    expect(g.level("OUT")).toBe(0);
  });

  test("NOT of an open input is high", () => {
    const g = part("wokwi-gate-not", ["IN"], ["OUT"]);
    g.probe("pIN").set(HIGH_Z);
    g.pass(us(1));
    expect(g.level("OUT")).toBe(1);
  });

  test("a pulse train stays one value, inverted and 10 ns later", () => {
    const g = part("wokwi-gate-nand-2", ["A", "B"], ["OUT"]);
    g.set(0, 1);
    g.probe("pA").set({ ...level(1), pwm: { periodNs: us(100), highNs: us(30), startNs: 0 } });
    g.pass(us(10));
    expect(g.probe("pOUT").state.pwm).toEqual({ periodNs: us(100), highNs: us(70), startNs: us(30) + 10 });
  });

  test("two different trains are followed edge by edge", () => {
    const g = part("wokwi-gate-xor-2", ["A", "B"], ["OUT"]);
    const train = (periodNs: Nanos) => ({ ...level(1), pwm: { periodNs, highNs: periodNs / 2, startNs: 0 } });
    g.probe("pA").set(train(us(100)));
    g.probe("pB").set(train(us(200)));
    // Of the second of the four quarters: A is low again, B still high.
    g.pass(us(75));
    expect(g.level("OUT")).toBe(1);
    expect(g.probe("pOUT").state.pwm).toBe(null);
    g.pass(us(50));
    expect(g.level("OUT")).toBe(1);
    g.pass(us(50));
    expect(g.level("OUT")).toBe(0);
  });

  test("two NORs make a latch", () => {
    const b = bench({ s: "probe", r: "probe", n1: "wokwi-gate-nor-2", n2: "wokwi-gate-nor-2", q: "probe" }, [
      "r:P n1:A",
      "n1:OUT n2:A",
      "s:P n2:B",
      "n2:OUT n1:B",
      "q:P n1:OUT",
    ]);
    const pulse = (name: string): void => {
      b.probe(name).set(level(1));
      b.sim.runUntil(b.sim.now + us(1));
      b.probe(name).set(level(0));
      b.sim.runUntil(b.sim.now + us(1));
    };
    b.probe("s").set(level(0));
    b.probe("r").set(level(0));
    pulse("r");
    expect(b.probe("q").level).toBe(0);
    pulse("s");
    expect(b.probe("q").level).toBe(1);
    pulse("r");
    expect(b.probe("q").level).toBe(0);
  });

  const train = fc.record({
    periodNs: fc.integer({ min: 10, max: 50 }),
    highNs: fc.integer({ min: 1, max: 9 }),
    startNs: fc.integer({ min: 0, max: 100 }),
  });
  const signal: fc.Arbitrary<Signal> = fc.oneof(fc.constantFrom<Signal>(0, 1), train);
  const at = (one: Signal, time: Nanos): number => (typeof one === "object" ? pwmLevelAt(one, time) : one);

  test("law: what is passed on as one value is at any time what the levels give", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), signal, signal, fc.nat(1000), (table, a, b, time) => {
        const logic: Logic = ([first = 0, second = 0]) => ((table >> (2 * first + second)) & 1) === 1;
        const whole = combine(logic, [a, b]);
        if (whole !== undefined) expect(at(whole, time)).toBe(logic([at(a, time), at(b, time)]) ? 1 : 0);
      }),
    );
  });

  test("law: a train of fractions of a ns inverted twice is itself, to a ns", () => {
    const free = fc.record({
      periodNs: fc.double({ min: 20, max: 1e6, noNaN: true }),
      highNs: fc.double({ min: 2, max: 18, noNaN: true }),
      startNs: fc.nat(1e9),
    });
    fc.assert(
      fc.property(free, fc.nat(1e6), (signal: PwmSignal, time) => {
        const twice = inverted(inverted(signal));
        expect(twice.periodNs).toBe(signal.periodNs);
        expect(Math.abs(twice.highNs - signal.highNs)).toBeLessThanOrEqual(1 + 1e-6);
        const low = pwmLevelAt(inverted(signal), time);
        if (pwmLevelAt(signal, time - 2) === pwmLevelAt(signal, time + 2))
          expect(low).toBe(1 - pwmLevelAt(signal, time));
      }),
    );
  });
});

describe("flip-flops", () => {
  test("D is stored on the rising edge", () => {
    const f = part("wokwi-flip-flop-d", ["D", "CLK"], ["Q", "NOTQ"]);
    f.pass(us(1));
    expect([f.level("Q"), f.level("NOTQ")]).toEqual([0, 1]);
    for (const [d, clock, q] of [
      [1, 0, 0],
      [1, 1, 1],
      [0, 1, 1],
      [0, 0, 1],
      [0, 1, 0],
    ]) {
      f.set(d as number, clock as number);
      f.pass(us(1));
      expect([f.level("Q"), f.level("NOTQ")]).toEqual([q, 1 - (q as number)]);
    }
  });

  test("set and reset act at once, reset wins", () => {
    const f = part("wokwi-flip-flop-dsr", ["S", "R", "D", "CLK"], ["Q", "NOTQ"]);
    for (const [set, reset, q] of [
      [0, 0, 0],
      [1, 0, 1],
      [0, 0, 1],
      [1, 1, 0],
      [1, 0, 1],
      [0, 1, 0],
    ]) {
      f.set(set as number, reset as number);
      f.pass(us(1));
      expect(f.level("Q")).toBe(q);
    }
    f.set(0, 1, 1, 0);
    f.pass(us(1));
    f.set(0, 1, 1, 1);
    f.pass(us(1));
    expect(f.level("Q")).toBe(0);
  });

  test("S and R of the clocked one act on the clock", () => {
    const f = part("wokwi-flip-flop-sr", ["S", "R", "CLK"], ["Q"]);
    const clock = (set: number, reset: number): number => {
      for (const bit of [0, 1]) {
        f.set(set, reset, bit);
        f.pass(us(1));
      }
      return f.level("Q");
    };
    expect([clock(1, 0), clock(0, 0), clock(0, 1), clock(0, 0), clock(1, 0)]).toEqual([1, 1, 0, 0, 1]);
    expect(f.faults("u")).toEqual([]);
    expect(clock(1, 1)).toBe(1);
    expect(f.faults("u")).toEqual(["set-and-reset"]);
  });

  test("one that stores its own inverse halves the frequency", () => {
    const b = bench({ g: ["wokwi-clock-generator", { frequency: "1k" }], f: "wokwi-flip-flop-d", q: "probe" }, [
      "g:CLK f:CLK",
      "f:NOTQ f:D",
      "f:Q q:P",
    ]);
    const levels = Array.from({ length: 8 }, (_, index) => {
      b.sim.runUntil(ms(index) + us(100));
      return b.probe("q").level;
    });
    expect(levels.join("")).toMatch(/^(01){4}$|^(10){4}$/);
  });
});

describe("clock generator", () => {
  test("makes one pulse train", () => {
    const b = bench({ g: "wokwi-clock-generator", p: "probe" }, ["g:CLK p:P"]);
    b.sim.runUntil(ms(1));
    expect(b.probe("p").state.pwm).toEqual({ periodNs: us(100), highNs: us(50), startNs: 0 });
  });

  test("reads frequencies", () => {
    expect(["10k", "1M", "1.5kHz", "32768", "0.5", ".5 Hz", "ten"].map(parseHertz)).toEqual([
      ...[10_000, 1e6, 1500, 32_768, 0.5, 0.5],
      undefined,
    ]);
    for (const frequency of ["0", "-1", "1G", "100M"]) {
      expect(problemsOf("wokwi-clock-generator", { frequency }).join()).toContain("write Hz up to 20M");
    }
  });
});
