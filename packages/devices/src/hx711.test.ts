import { LEVEL_Z, ms, strong, us, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";

const cell = (attributes = {}, volts = "5") =>
  bench(
    {
      hx: ["wokwi-hx711", attributes],
      v: ["wokwi-vcc", { voltage: volts }],
      gnd: "wokwi-gnd",
      dt: "probe",
      sck: "probe",
    },
    ["hx:VCC v:VCC", "hx:GND gnd:GND", "hx:DT dt:P", "hx:SCK sck:P"],
  );
type Bench = ReturnType<typeof cell>;

function pass(b: Bench, time: Nanos): void {
  b.sim.runUntil(b.sim.now + time);
}

/** Waits for a value as drivers do, and reads it with so many pulses; the bits as DT had them while SCK was high. */
function read(b: Bench, pulses = 25): number {
  while (b.probe("dt").read() !== 0) pass(b, ms(1));
  let value = 0;
  for (let pulse = 1; pulse <= pulses; pulse++) {
    b.probe("sck").set(strong(3.3));
    pass(b, us(1));
    if (pulse <= 24) value = value * 2 + b.probe("dt").read();
    b.probe("sck").set(strong(0));
    pass(b, us(1));
  }
  return value >= 2 ** 23 ? value - 2 ** 24 : value;
}

const started = (attributes = {}): Bench => {
  const b = cell(attributes);
  b.probe("sck").set(strong(0));
  b.sim.runUntil(us(1));
  return b;
};

describe("conversion", () => {
  test("the first value is there 400 ms after power-up, then one each 100 ms", () => {
    const b = started({ weight: "1" });
    b.sim.runUntil(ms(399));
    expect(b.probe("dt").level).toBe(1);
    b.sim.runUntil(ms(401));
    expect(b.probe("dt").level).toBe(0);
    b.sim.runUntil(ms(750));
    expect(b.rows("hx.value").map(([time]) => time)).toEqual([ms(400), ms(500), ms(600), ms(700)]);
  });

  test("420 counts a kilogram", () => {
    const b = started({ weight: "10" });
    expect(read(b)).toBe(4200);
    b.sim.setControl("hx", "load", 20);
    pass(b, ms(100));
    expect(read(b)).toBe(8400);
  });

  test("a scenario may put more on it than it stands, up to the last count; people may not", () => {
    const b = started({ type: "5kg" });
    b.sim.setControl("hx", "load", 1050);
    pass(b, ms(100));
    expect(read(b)).toBe(441_000);
    expect(b.sim.controls("hx").find(({ name }) => name === "load")?.max).toBe(5);
    expect(() => b.sim.setControl("hx", "load", 20_000)).toThrow("takes 0 to 19972, not 20000");
  });

  test("law: what is read is what was weighed", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 50, noNaN: true }), (load) => {
        const b = started({ weight: String(load) });
        expect(read(b)).toBe(Math.round(load * 420));
      }),
      { numRuns: 30 },
    );
  });

  test("the 5 kg cell takes no more", () => {
    const b = started({ type: "5kg", weight: "5" });
    expect(read(b)).toBe(2100);
    expect(problemsOf("wokwi-hx711", { type: "5kg", weight: "6" })[0]).toMatch(/'weight' is '6'/);
  });

  test("DT is high from the reading to the next value", () => {
    const b = started({ weight: "1" });
    read(b);
    expect(b.probe("dt").level).toBe(1);
    pass(b, ms(100));
    expect(b.probe("dt").level).toBe(0);
  });

  test("a value that comes while one is read waits", () => {
    const b = started({ weight: "10" });
    b.sim.runUntil(ms(500) - us(20));
    expect(read(b)).toBe(4200);
    expect(b.rows("hx.value")).toHaveLength(1);
  });
});

describe("pulses choose the next gain", () => {
  test.each([
    [25, 4200],
    [26, 0],
    [27, 2100],
  ])("%d pulses: %d counts, settled after 400 ms when it is another gain", (pulses, counts) => {
    const b = started({ weight: "10" });
    expect(read(b, pulses)).toBe(4200);
    const before = b.sim.now;
    expect(read(b, pulses)).toBe(counts);
    expect(b.sim.now - before > ms(450)).toBe(pulses !== 25);
    // The same again: no settling.
    const again = b.sim.now;
    expect(read(b, pulses)).toBe(counts);
    expect(b.sim.now - again).toBeLessThan(ms(110));
  });

  test("more than 27 are a fault", () => {
    const b = started();
    read(b, 30);
    expect(b.faults("hx")).toEqual(["too-many-pulses"]);
  });
});

describe("power", () => {
  test("SCK high for 60 µs switches it off; when it falls it starts anew, with gain 128", () => {
    const b = started({ weight: "10" });
    read(b, 27);
    b.probe("sck").set(strong(3.3));
    pass(b, ms(50));
    expect([b.probe("dt").level, b.faults("hx")]).toEqual([1, []]);
    b.probe("sck").set(strong(0));
    const from = b.sim.now;
    expect(read(b)).toBe(4200);
    expect(b.sim.now - from).toBeGreaterThanOrEqual(ms(400));
  });

  test("in the middle of a reading that is a fault", () => {
    const b = started({ weight: "10" });
    b.sim.runUntil(ms(450));
    b.probe("sck").set(strong(3.3));
    pass(b, us(80));
    expect(b.faults("hx")).toEqual(["power-down"]);
  });

  test("without supply DT lets go", () => {
    const b = cell({}, "2");
    b.sim.runUntil(ms(500));
    expect(b.probe("dt").level).toBe(LEVEL_Z);
  });
});
