import { LEVEL_Z, ms, pull, s, strong, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";

const encoder = (attributes = {}, seed = 1, powered = true) => {
  const b = bench(
    { enc: ["wokwi-ky-040", attributes], v: "probe", gnd: "wokwi-gnd", clk: "probe", dt: "probe", sw: "probe" },
    ["enc:VCC v:P", "enc:GND gnd:GND", "enc:CLK clk:P", "enc:DT dt:P", "enc:SW sw:P"],
    seed,
  );
  if (powered) b.probe("v").set(strong(3.3, 0.1));
  return b;
};
type Bench = ReturnType<typeof encoder>;

const levels = (b: Bench): string => `${b.probe("clk").level}${b.probe("dt").level}`;

/** Levels of CLK and DT over time, a step at a time; equal neighbours once. */
function sequence(b: Bench, until: Nanos, step: Nanos): string[] {
  const seen = [levels(b)];
  while (b.sim.now < until) {
    b.sim.runUntil(b.sim.now + step);
    if (levels(b) !== seen.at(-1)) seen.push(levels(b));
  }
  return seen;
}

describe("quadrature", () => {
  test("both lines are high at rest, by 10 kilohm to VCC", () => {
    const b = encoder();
    b.sim.runUntil(ms(1));
    expect(levels(b)).toBe("11");
    expect(b.probe("clk").thevenin().ohms).toBeCloseTo(10_000, 0);
  });

  test("a detent clockwise is a whole cycle, CLK first", () => {
    const b = encoder({ bounce: "0" });
    b.sim.runUntil(ms(1));
    b.sim.setControl("enc", "position", 1);
    expect(sequence(b, ms(60), ms(1))).toEqual(["11", "01", "00", "10", "11"]);
  });

  test("a detent counterclockwise: DT first", () => {
    const b = encoder({ bounce: "0" });
    b.sim.runUntil(ms(1));
    b.sim.setControl("enc", "ccw", 1);
    expect(sequence(b, ms(60), ms(1))).toEqual(["11", "10", "00", "01", "11"]);
  });

  test("turns at 40 detents a second, or at the speed that is given", () => {
    for (const [attributes, time] of [
      [{}, ms(250)],
      [{ speed: "10" }, s(1)],
    ] as const) {
      const b = encoder(attributes);
      b.sim.setControl("enc", "position", -10);
      b.sim.runUntil(s(3));
      expect(b.rows("enc.shaft").at(-1)).toEqual([time, -10]);
    }
  });

  test("turned back on its way, it goes back from where it is", () => {
    const b = encoder({ bounce: "0" });
    b.sim.runUntil(ms(1));
    b.sim.setControl("enc", "position", 3);
    b.sim.runUntil(ms(15));
    b.sim.setControl("enc", "position", 0);
    expect(sequence(b, ms(80), ms(1))).toEqual(["00", "01", "11"]);
    expect(b.last("enc.shaft")).toBe(0);
  });
});

/** Counts quarters by the table of Gray code transitions, from each state that the lines were in. */
function decode(states: readonly string[]): number {
  const order = ["11", "01", "00", "10"];
  return states.slice(1).reduce((sum, state, index) => {
    const step = (order.indexOf(state) - order.indexOf(states[index] as string) + 4) % 4;
    return sum + (step === 3 ? -1 : step);
  }, 0);
}

describe("bounce", () => {
  test("is on by default: there are more edges than a clean turn has", () => {
    const b = encoder();
    b.sim.setControl("enc", "position", 20);
    expect(sequence(b, s(1), 1000).length).toBeGreaterThan(90);
  });

  test("law: one line at a time, so that a Gray code table counts exactly", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 5, max: 120 })), { maxLength: 4 }),
        fc.integer({ min: 5, max: 200 }),
        fc.nat(1000),
        (turns, speed, seed) => {
          const b = encoder({ speed: String(speed) }, seed);
          const states: string[] = [];
          const collect = () => states.push(levels(b));
          b.sim.wires.watch(b.probe("clk").net, true, b.sim.declare("test", collect));
          b.sim.wires.watch(b.probe("dt").net, true, b.sim.declare("test", collect));
          b.sim.runUntil(ms(1));
          for (const [position, wait] of turns) {
            b.sim.setControl("enc", "position", position);
            b.sim.runUntil(b.sim.now + ms(wait));
          }
          b.sim.runUntil(b.sim.now + s(3));
          const clean = states.filter((state, index) => index === 0 || state !== states[index - 1]);
          const from = clean.indexOf("11");
          expect(turns.length === 0 || decode(clean.slice(from)) === 4 * (turns.at(-1)?.[0] as number)).toBe(true);
          expect(clean.slice(from).every((state, i, all) => i === 0 || differ(state, all[i - 1] as string) === 1)).toBe(
            true,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

const differ = (a: string, b: string): number => [...a].filter((c, index) => c !== b[index]).length;

describe("the rest of the module", () => {
  test("SW is joined to GND while pressed, and has no pull", () => {
    const b = encoder({ bounce: "0" });
    expect(b.probe("sw").level).toBe(LEVEL_Z);
    b.sim.setControl("enc", "pressed", 1);
    expect(b.probe("sw").level).toBe(0);
  });

  test("without supply the pulls are missing, the contacts work", () => {
    const b = encoder({ bounce: "0" }, 1, false);
    b.sim.runUntil(ms(1));
    expect(levels(b)).toBe(`${LEVEL_Z}${LEVEL_Z}`);
    b.probe("clk").set(pull(3.3));
    b.probe("dt").set(pull(3.3));
    b.sim.setControl("enc", "cw", 1);
    expect(sequence(b, ms(60), ms(1))).toEqual(["11", "01", "00", "10", "11"]);
  });

  test("a speed that no hand has is a problem", () => {
    expect(problemsOf("wokwi-ky-040", { speed: "0" })[0]).toMatch(
      /'speed' is '0', taken for 1 \(write a number from 1 to 1000\)/,
    );
  });
});
