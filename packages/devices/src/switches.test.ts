import { ms, pull, us } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";
import { TRAVEL } from "./slide-switch.js";

/** A slide switch whose common pin has a pull-up, pin 1 at ground and pin 3 open. */
const slide = (attributes = {}, seed = 1) => {
  const b = bench(
    { sw: ["wokwi-slide-switch", attributes], gnd: "wokwi-gnd", common: "probe", right: "probe" },
    ["sw:1 gnd:GND", "sw:2 common:P", "sw:3 right:P"],
    seed,
  );
  b.probe("common").set(pull(3.3));
  return b;
};

describe("slide switch", () => {
  test("joins 2 with 1 at the left, with 3 at the right", () => {
    const b = slide({ bounce: "0" });
    expect([b.probe("common").level, b.last("sw.contact")]).toEqual([0, 1]);
    b.sim.setControl("sw", "position", 1);
    expect([b.probe("common").level, b.probe("right").level, b.last("sw.contact")]).toEqual([1, 1, 3]);
    b.sim.setControl("sw", "position", 0);
    expect([b.probe("common").level, b.last("sw.contact")]).toEqual([0, 1]);
  });

  test.each([
    ["", 1, 0],
    ["0", 1, 0],
    ["1", 3, 1],
  ])("value '%s': 2 is joined with %d at first", (value, contact, position) => {
    const b = slide({ value });
    expect(b.last("sw.contact")).toBe(contact);
    expect(b.rows("sw.position")).toEqual([[0, position]]);
  });

  test("bounces on parting and on arriving, with 2 ms between in which nothing is joined", () => {
    const b = slide();
    b.sim.runUntil(ms(1));
    b.sim.setControl("sw", "position", 1);
    b.sim.runUntil(ms(20));
    const rows = b.rows("sw.contact").slice(1);
    const lastLeft = rows.findLastIndex(([, contact]) => contact === 1);
    const firstRight = rows.findIndex(([, contact]) => contact === 3);
    expect(lastLeft).toBeGreaterThan(3);
    expect(firstRight).toBeGreaterThan(lastLeft);
    expect((rows[firstRight]?.[0] as number) - (rows[firstRight - 1]?.[0] as number)).toBe(TRAVEL);
    expect(rows.at(-1)?.[1]).toBe(3);
  });

  /** Moved on while the contact that it has left still bounces. */
  const HASTY: [number, number][] = [
    [3090, 1],
    [1, 0],
    [1, 1],
    [1, 0],
  ];

  test("law: however it is moved, it never joins 1 and 3, and ends where the handle is", () => {
    const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.constantFrom(0, 1)), { maxLength: 8 });
    fc.assert(
      fc.property(moves, fc.constantFrom("wokwi", "worn"), fc.nat(1000), (steps, bounceProfile, seed) => {
        const b = slide({ bounceProfile }, seed);
        for (const [after, position] of steps) {
          b.sim.setControl("sw", "position", position);
          b.sim.runUntil(b.sim.now + us(after));
        }
        b.sim.runUntil(b.sim.now + ms(50));
        // From one throw to the other it always passes through "none".
        const contacts = b.rows("sw.contact").map(([, contact]) => Number(contact));
        expect(contacts.every((now, index) => index === 0 || Math.abs(now - (contacts[index - 1] ?? 0)) !== 2)).toBe(
          true,
        );
        expect(contacts.at(-1)).toBe(steps.at(-1)?.[1] ? 3 : 1);
      }),
      { numRuns: 60, examples: [[HASTY, "worn", 859]] },
    );
  });

  test("other values are problems", () => {
    expect(problemsOf("wokwi-slide-switch", { value: "left" })[0]).toMatch(/'value' is 'left'/);
    expect(problemsOf("wokwi-slide-switch", { bounceProfile: "none" })[0]).toMatch(/'bounceProfile' is 'none'/);
  });
});

describe("DIP switch", () => {
  const dip = (attributes = {}) =>
    bench({ sw: ["wokwi-dip-switch-8", attributes], gnd: "wokwi-gnd", one: "probe", eight: "probe" }, [
      "sw:1a one:P",
      "sw:1b gnd:GND",
      "sw:8a eight:P",
      "sw:8b gnd:GND",
    ]);

  test("each switch joins its own two pins", () => {
    const b = dip({ bounce: "0" });
    for (const id of ["one", "eight"]) b.probe(id).set(pull(3.3));
    b.sim.setControl("sw", "switch-8", 1);
    expect([b.probe("one").level, b.probe("eight").level]).toEqual([1, 0]);
    b.sim.setControl("sw", "switch-1", 1);
    b.sim.setControl("sw", "switch-8", 0);
    expect([b.probe("one").level, b.probe("eight").level]).toEqual([0, 1]);
  });

  test.each(["10000001", [1, 0, 0, 0, 0, 0, 0, 1]])("values %j: 1 and 8 are on at first", (values) => {
    const b = dip({ values });
    for (const id of ["one", "eight"]) b.probe(id).set(pull(3.3));
    expect([b.probe("one").level, b.probe("eight").level]).toEqual([0, 0]);
    expect([1, 2, 8].map((n) => b.last(`sw.switch-${n}`))).toEqual([1, 0, 1]);
    expect([1, 2, 8].map((n) => b.last(`sw.contact-${n}`))).toEqual([1, 0, 1]);
  });

  test("bounces like a button", () => {
    const b = dip();
    b.sim.setControl("sw", "switch-3", 1);
    b.sim.runUntil(ms(5));
    expect(b.rows("sw.contact-3").length).toBeGreaterThan(10);
    expect(b.last("sw.contact-3")).toBe(1);
  });

  test("values that are no switches are a problem", () => {
    expect(problemsOf("wokwi-dip-switch-8", { values: "on" })[0]).toMatch(/'values' is no row of 0 and 1/);
    expect(problemsOf("wokwi-dip-switch-8", { values: "000000000" })).toHaveLength(1);
  });
});

describe("tilt switch", () => {
  test("OUT is low upright and high tilted, by 10 kilohm to VCC", () => {
    const b = bench({ t: ["wokwi-tilt-switch", { bounce: "0" }], v: "wokwi-vcc", gnd: "wokwi-gnd", out: "probe" }, [
      "t:VCC v:VCC",
      "t:GND gnd:GND",
      "t:OUT out:P",
    ]);
    expect(b.probe("out").level).toBe(0);
    b.sim.setControl("t", "tilted", 1);
    expect(b.probe("out").level).toBe(1);
    expect(b.probe("out").thevenin().ohms).toBeCloseTo(10_000, 0);
  });
});
