import { strong } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";
import { parseOhms } from "./resistor.js";

describe("resistor values", () => {
  test.each([
    ["220", 220],
    ["1000", 1000],
    ["4k7", 4700],
    ["10k", 10_000],
    ["10K", 10_000],
    ["2.2k", 2200],
    ["1M", 1_000_000],
    ["4R7", 4.7],
    ["0R5", 0.5],
    [" 470 Ω", 470],
    ["330 ohm", 330],
    ["0", 0],
  ])("%s is %d ohm", (text, ohms) => expect(parseOhms(text)).toBeCloseTo(ohms, 9));

  test.each(["", "k", "4k7k", "1.5k3", "4 7", "-10", "ten", "1m", "NaN", "1e3"])("'%s' is none", (text) => {
    expect(parseOhms(text)).toBeUndefined();
  });

  test("whole ohms are read as they are", () => {
    fc.assert(fc.property(fc.nat(10_000_000), (ohms) => parseOhms(String(ohms)) === ohms));
  });

  test("a bad value is told, and taken for 1 kilohm", () => {
    expect(problemsOf("wokwi-resistor", { value: "10 k ohms please" })[0]).toMatch(
      /taken for 1000 \(write ohms, for example 220, 4k7/,
    );
  });

  test("two equal ones halve a voltage", () => {
    const b = bench({ r1: "wokwi-resistor", r2: "wokwi-resistor", src: "probe", mid: "probe", gnd: "wokwi-gnd" }, [
      "src:P r1:1",
      "r1:2 mid:P",
      "mid:P r2:1",
      "r2:2 gnd:GND",
    ]);
    b.probe("src").set(strong(3.3, 1));
    expect(b.probe("mid").thevenin().volts).toBeCloseTo(1.65, 2);
  });
});

describe("potentiometer", () => {
  const divider = (attributes = {}, type = "wokwi-potentiometer") => {
    return bench({ pot: [type, attributes], v: ["wokwi-vcc", { voltage: "3.3" }], gnd: "wokwi-gnd", sig: "probe" }, [
      "pot:VCC v:VCC",
      "pot:GND gnd:GND",
      "pot:SIG sig:P",
    ]);
  };

  test.each([
    [0, 0],
    [0.25, 0.825],
    [0.5, 1.65],
    [1, 3.3],
  ])("position %d gives %d V of 3.3", (position, volts) => {
    const b = divider();
    b.sim.setControl("pot", "position", position);
    expect(b.probe("sig").thevenin().volts).toBeCloseTo(volts, 2);
  });

  test("starts where 'value' (0 to 1023) says, and records it", () => {
    const b = divider({ value: "512" }, "wokwi-slide-potentiometer");
    expect(b.probe("sig").thevenin().volts).toBeCloseTo(1.65, 2);
    expect(b.rows("pot.position")[0]).toEqual([0, 512 / 1023]);
  });

  test("the track is 10 kilohm: in the middle the wiper has 2.5 kilohm", () => {
    expect(divider({ value: 511.5 }).probe("sig").thevenin().ohms).toBeCloseTo(2500, 0);
  });

  test("values outside 0 to 1023 are problems", () => {
    expect(problemsOf("wokwi-potentiometer", { value: "2000" })[0]).toMatch(/write a number from 0 to 1023/);
  });
});

describe("supplies", () => {
  test("hold their wires", () => {
    const b = bench({ v: "wokwi-vcc", gnd: "wokwi-gnd", a: "probe", b: "probe" }, ["v:VCC a:P", "gnd:GND b:P"]);
    expect(b.probe("a").thevenin().volts).toBeCloseTo(5, 6);
    expect(b.probe("b").thevenin().volts).toBe(0);
  });

  test("a short circuit is a fault", () => {
    const b = bench({ v: "wokwi-vcc", gnd: "wokwi-gnd" }, ["v:VCC gnd:GND"]);
    b.sim.runUntil(1);
    expect(b.faults("v")).toEqual(["short-circuit"]);
  });
});

test("a junction joins all wires that lead to it", () => {
  const b = bench({ j: "wokwi-junction", a: "probe", b: "probe", c: "probe" }, ["j:J a:P", "j:J b:P", "c:P j:J"]);
  b.probe("a").set(strong(3.3));
  b.sim.runUntil(1);
  expect(["b", "c"].map((id) => b.probe(id).read())).toEqual([1, 1]);
});

describe("breadboards", () => {
  test("join the five holes of a column's half, and each rail", () => {
    const b = bench({ bb: "wokwi-breadboard", a: "probe", b: "probe", c: "probe", d: "probe", e: "probe" }, [
      "a:P bb:10t.a",
      "b:P bb:10t.e",
      "c:P bb:10b.f",
      "d:P bb:tp.1",
      "e:P bb:tp.50",
    ]);
    const net = (id: string) => b.probe(id).net;
    expect(net("a")).toBe(net("b"));
    expect(net("a")).not.toBe(net("c"));
    expect(net("d")).toBe(net("e"));
  });

  test.each([
    ["wokwi-breadboard", "63b.j", "64t.a", "bn.50"],
    ["wokwi-breadboard-half", "30b.j", "31t.a", "bn.25"],
    ["wokwi-breadboard-mini", "17b.j", "18t.a", "17t.e"],
  ])("%s has %s but not %s, and has %s", (type, hole, missing, other) => {
    expect(() => bench({ bb: type, a: "probe" }, [`a:P bb:${hole}`, `a:P bb:${other}`])).not.toThrow();
    expect(() => bench({ bb: type, a: "probe" }, [`a:P bb:${missing}`])).toThrow(/does not have/);
  });
});
