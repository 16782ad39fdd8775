import { LEVEL_Z, ms, pull, us } from "@tickless/sim-core";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";

const pressed = (attributes = {}, seed = 1) => {
  const b = bench(
    { btn: ["wokwi-pushbutton", attributes], up: "probe", gnd: "wokwi-gnd" },
    ["up:P btn:1.l", "btn:2.r gnd:GND"],
    seed,
  );
  b.probe("up").set(pull(3.3));
  return b;
};

describe("contact", () => {
  test("joins 1 and 2 while pressed, whichever of the two legs is wired", () => {
    const b = pressed({ bounce: "0" });
    expect(b.probe("up").level).toBe(1);
    b.sim.setControl("btn", "pressed", 1);
    expect(b.probe("up").level).toBe(0);
    b.sim.setControl("btn", "pressed", 0);
    expect(b.probe("up").level).toBe(1);
  });

  test("1.l is 1.r, and 2.l is 2.r", () => {
    const b = bench({ btn: "wokwi-pushbutton", a: "probe", b: "probe" }, ["a:P btn:1.l", "b:P btn:1.r"]);
    expect(b.probe("a").net).toBe(b.probe("b").net);
  });

  test("open, it leaves a wire without pull floating", () => {
    const b = bench({ btn: "wokwi-pushbutton-6mm", a: "probe", gnd: "wokwi-gnd" }, ["a:P btn:1.l", "btn:2.l gnd:GND"]);
    expect(b.probe("a").level).toBe(LEVEL_Z);
  });
});

describe("bounce", () => {
  test("is on by default: 10 to 100 edges in about 1 ms, and the contact ends closed", () => {
    const b = pressed();
    b.sim.runUntil(ms(10));
    b.sim.setControl("btn", "pressed", 1);
    b.sim.runUntil(ms(30));
    const edges = b.rows("btn.contact").slice(1);
    expect(edges.length).toBeGreaterThanOrEqual(10);
    expect(edges.length).toBeLessThanOrEqual(100);
    expect(edges[0]).toEqual([ms(10), 1]);
    expect(edges.at(-1)?.[1]).toBe(1);
    expect((edges.at(-1)?.[0] as number) - ms(10)).toBeLessThanOrEqual(us(1200));
  });

  test("release ends open", () => {
    const b = pressed({ bounceProfile: "worn" });
    b.sim.setControl("btn", "pressed", 1);
    b.sim.runUntil(ms(50));
    b.sim.setControl("btn", "pressed", 0);
    b.sim.runUntil(ms(100));
    expect(b.last("btn.contact")).toBe(0);
    expect(b.rows("btn.contact").filter(([time]) => time >= ms(50)).length).toBeGreaterThan(10);
  });

  test('"0" means none: one edge', () => {
    const b = pressed({ bounce: "0", bounceProfile: "worn" });
    b.sim.setControl("btn", "pressed", 1);
    b.sim.runUntil(ms(50));
    expect(b.rows("btn.contact")).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test("letting go in mid-bounce starts the release's bounce, and ends open", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const b = pressed({ bounceProfile: "worn" }, seed);
      b.sim.setControl("btn", "pressed", 1);
      b.sim.runUntil(us(200 * seed));
      b.sim.setControl("btn", "pressed", 0);
      b.sim.runUntil(ms(100));
      const contact = b.rows("btn.contact").map(([, value]) => value);
      expect(contact.at(-1)).toBe(0);
      // It alternates: no edge is recorded twice.
      expect(contact.every((value, index) => index === 0 || value !== contact[index - 1])).toBe(true);
    }
  });

  test("pressing twice without letting go is one press", () => {
    const b = pressed();
    b.sim.setControl("btn", "pressed", 1);
    b.sim.runUntil(ms(5));
    const rows = b.rows("btn.contact").length;
    b.sim.setControl("btn", "pressed", 1);
    b.sim.runUntil(ms(10));
    expect(b.rows("btn.contact").length).toBe(rows);
  });

  test("the same seed bounces the same way; two buttons bounce differently", () => {
    const run = (id: string, seed: number) => {
      const b = bench({ [id]: "wokwi-pushbutton" }, [], seed);
      b.sim.setControl(id, "pressed", 1);
      b.sim.runUntil(ms(5));
      return b.rows(`${id}.contact`);
    };
    expect(run("a", 1)).toEqual(run("a", 1));
    expect(run("a", 1)).not.toEqual(run("b", 1));
    expect(run("a", 1)).not.toEqual(run("a", 2));
  });

  test("a snapshot in mid-bounce goes on exactly", () => {
    const b = pressed({ bounceProfile: "worn" });
    b.sim.setControl("btn", "pressed", 1);
    b.sim.runUntil(us(500));
    const snapshot = b.sim.snapshot();
    b.sim.runUntil(ms(60));
    const first = b.rows("btn.contact");
    b.sim.restore(snapshot);
    b.sim.runUntil(ms(60));
    expect(b.rows("btn.contact")).toEqual(first);
  });

  test("custom profiles take their own figures", () => {
    const custom = { bounceProfile: "custom", bouncePressUs: "500", bounceTransitions: "3", bounceMaxUs: "800" };
    const b = pressed(custom);
    b.sim.setControl("btn", "pressed", 1);
    b.sim.runUntil(ms(5));
    const edges = b.rows("btn.contact").slice(1);
    expect(edges.length).toBe(3);
    expect(edges.at(-1)?.[0]).toBeLessThanOrEqual(us(800));
  });
});

describe("interference", () => {
  test("gives single pulses of 0.1 to 10 µs at the rate asked for, while nobody touches the button", () => {
    const b = pressed({ glitchesPerSecond: "200" });
    b.sim.runUntil(ms(5000));
    const edges = b.rows("btn.contact").slice(1);
    expect(edges.length / 2).toBeGreaterThan(850);
    expect(edges.length / 2).toBeLessThan(1150);
    for (let i = 0; i + 1 < edges.length; i += 2) {
      const length = (edges[i + 1]?.[0] as number) - (edges[i]?.[0] as number);
      expect(length).toBeGreaterThanOrEqual(100);
      expect(length).toBeLessThanOrEqual(us(10));
    }
  });

  test("does not leave the contact wrong after a press", () => {
    const b = pressed({ glitchesPerSecond: "100000", bounce: "0" });
    for (let press = 1; press <= 50; press++) {
      b.sim.runUntil(us(press * 503));
      b.sim.setControl("btn", "pressed", press % 2);
      expect(b.last("btn.contact")).toBe(press % 2);
    }
  });
});

describe("attributes that make no sense are reported", () => {
  test.each([
    [{ bounceProfile: "wornout" }, /'bounceProfile' is 'wornout', taken for .* \(choose one of ideal, good-tact/],
    [{ glitchesPerSecond: "-1" }, /'glitchesPerSecond' is '-1'/],
    [{ bouncePressUs: "100" }, /'bouncePressUs' has no meaning for this profile \(add bounceProfile: custom\)/],
    [{ bounceProfile: "custom", bouncePressUs: "fast" }, /'bouncePressUs' is 'fast'/],
    [{ bounceProfile: "custom", bounceTransitions: "9-3" }, /'bounceTransitions' is '9-3'/],
    [{ bounceProfile: "custom", bouncePressUs: "900", bounceMaxUs: "100" }, /'bounceMaxUs' is less than the median/],
  ])("%j", (attributes, message) => {
    expect(problemsOf("wokwi-pushbutton", attributes).join()).toMatch(message);
  });

  test("all of them at once", () => {
    expect(problemsOf("wokwi-pushbutton", { bounceProfile: "x", glitchesPerSecond: "y" })).toHaveLength(2);
  });
});
