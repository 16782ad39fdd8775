import { ms, strong, us } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";
import { stepSize } from "./a4988.js";
import { fieldOf, follow, parseGearRatio } from "./stepper-motor.js";

const PINS = ["A+", "A-", "B+", "B-"];
/** Coils in full steps, A before B. */
const FULL = ["1010", "0110", "0101", "1001"];
const HALF = ["1000", "1010", "0010", "0110", "0100", "0101", "0001", "1001"];

function motor(attributes = {}) {
  const b = bench(
    { m: ["wokwi-stepper-motor", attributes], ...Object.fromEntries(PINS.map((name) => [`p${name}`, "probe"])) },
    PINS.map((name) => `m:${name} p${name}:P`),
  );
  /** One pin after the other, as a program sets them. */
  const coils = (bits: string): void => {
    PINS.forEach((name, index) => {
      b.probe(`p${name}`).set(strong(Number(bits[index]) * 3.3));
      b.sim.runUntil(b.sim.now + us(5));
    });
    b.sim.runUntil(b.sim.now + ms(2));
  };
  return { ...b, coils, steps: () => b.last("m.steps") as number, angle: () => b.last("m.angle") as number };
}

describe("stepper motor", () => {
  test("200 full steps are a turn", () => {
    const m = motor();
    m.coils(FULL[0] as string);
    const start = m.angle();
    for (let step = 1; step <= 200; step++) m.coils(FULL[step % 4] as string);
    expect(m.angle() - start).toBeCloseTo(360, 9);
    for (let step = 199; step >= 100; step--) m.coils(FULL[step % 4] as string);
    expect(m.angle() - start).toBeCloseTo(180, 9);
  });

  test("eight half steps are four steps", () => {
    const m = motor();
    m.coils(HALF[0] as string);
    const seen = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => {
      m.coils(HALF[step % 8] as string);
      return m.steps();
    });
    expect(seen).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
  });

  test("without current it stays, and a field on the other side does not turn it", () => {
    const m = motor();
    m.coils("1000");
    m.coils("0000");
    m.coils("0100");
    expect(m.steps()).toBe(0);
  });

  test("a gear makes the shaft slower", () => {
    const m = motor({ gearRatio: "2:1" });
    m.coils("1000");
    m.coils("0010");
    expect([m.steps(), m.angle()]).toEqual([1, 0.9]);
    expect(["1:1", "2:1", "1:2", "64", "x", "1:0"].map(parseGearRatio)).toEqual([1, 2, 0.5, 64, undefined, undefined]);
    expect(problemsOf("wokwi-stepper-motor", { gearRatio: "fast" }).join()).toContain("1:1, 2:1 or 64");
  });

  test("law: the rotor goes where the field points, by less than two steps", () => {
    const volts = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), volts, volts, (steps, a, b) => {
        const field = fieldOf(a, b);
        if (field === undefined) return;
        const now = follow(steps, field);
        expect(Math.abs(now - steps)).toBeLessThan(2);
        if (now !== steps) expect((((now - field) % 4) + 4) % 4).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe("A4988", () => {
  const INPUTS = ["STEP", "DIR", "ENABLE", "SLEEP", "RESET", "MS1", "MS2", "MS3"];

  function driven(inputs: readonly string[], motorVolts = "12") {
    const b = bench(
      {
        d: "wokwi-a4988",
        m: "wokwi-stepper-motor",
        v: ["wokwi-vcc", { voltage: "3.3" }],
        w: ["wokwi-vcc", { voltage: motorVolts }],
        gnd: "wokwi-gnd",
        ...Object.fromEntries(INPUTS.map((name) => [`p${name}`, "probe"])),
      },
      [
        ...["d:VDD v:VCC", "d:VMOT w:VCC", "d:GND.2 gnd:GND", "d:1A m:A+", "d:1B m:A-", "d:2A m:B+", "d:2B m:B-"],
        ...inputs.map((name) => `d:${name} p${name}:P`),
      ],
    );
    const set = (name: string, bit: number): void => {
      b.probe(`p${name}`).set(strong(bit * 3.3));
      b.sim.runUntil(b.sim.now + us(200));
    };
    const step = (count: number): void => {
      for (let index = 0; index < count; index++) {
        set("STEP", 1);
        set("STEP", 0);
      }
    };
    set("STEP", 0);
    if (inputs.includes("RESET")) set("RESET", 1);
    return { ...b, set, step, steps: () => b.last("m.steps") as number };
  }
  const USUAL = ["STEP", "DIR", "RESET"];

  test.each([
    ["000", 16],
    ["100", 8],
    ["010", 4],
    ["110", 2],
    ["111", 1],
  ])("MS1 to MS3 %s: %d sixteenths", (bits, size) => {
    const [ms1, ms2, ms3] = [...bits].map(Number) as [number, number, number];
    expect(stepSize(ms1, ms2, ms3)).toBe(size);
    const d = driven([...USUAL, "MS1", "MS2", "MS3"]);
    for (const [index, name] of ["MS1", "MS2", "MS3"].entries()) d.set(name, Number(bits[index]));
    d.set("DIR", 1);
    const start = d.steps();
    d.step(32);
    expect(d.steps() - start).toBeCloseTo((32 * size) / 16, 1);
    expect(d.last("d.position")).toBe(32 * size);
    expect(d.faults("d")).toEqual([]);
  });

  test("DIR low is the other way", () => {
    const d = driven(USUAL);
    d.set("DIR", 0);
    const start = d.steps();
    d.step(10);
    expect(d.steps() - start).toBeCloseTo(-10, 6);
  });

  test("ENABLE high and SLEEP low let the motor go; sleep ignores steps", () => {
    const d = driven([...USUAL, "ENABLE", "SLEEP"]);
    d.set("ENABLE", 1);
    d.step(3);
    expect(d.last("d.position")).toBe(-48);
    d.set("SLEEP", 0);
    d.step(3);
    expect(d.last("d.position")).toBe(-48);
  });

  test("reports an open RESET, a missing and a low motor supply once", () => {
    const open = driven(["STEP"]);
    open.step(3);
    expect(open.faults("d")).toEqual(["floating-input"]);
    const none = driven(USUAL, "0");
    none.step(3);
    expect([none.faults("d"), none.last("d.position")]).toEqual([["low-voltage", "no-power"], 0]);
    const low = driven(USUAL, "5");
    const start = low.steps();
    low.step(4);
    expect([low.faults("d"), low.steps() - start]).toEqual([["low-voltage"], -4]);
  });
});
