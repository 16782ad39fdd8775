import { ms, pull, s, strong } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../tests/bench.js";

/**
 * Parts with a contact, their pins to a pull-up and to ground, the control that closes it, its track, and the number by which its
 * faults know it.
 */
const PARTS = [
  ["wokwi-pushbutton", "1.l", "2.l", "pressed", 1, "contact", 1],
  ["wokwi-analog-joystick", "SEL", "GND", "pressed", 1, "contact", 1],
  ["wokwi-tilt-switch", "OUT", "GND", "tilted", 0, "contact", 1],
  ["wokwi-dip-switch-8", "3a", "3b", "switch-3", 1, "contact-3", 3],
  ["wokwi-membrane-keypad", "R2", "C2", "key-5", 1, "contact-5", 6],
  ["wokwi-ky-040", "SW", "GND", "pressed", 1, "contact", 3],
] as const;

describe.each(PARTS)("the contact of a %s", (type, pin, ground, control, closing, track, number) => {
  const start = (seed = 1) => {
    const b = bench({ sw: type, gnd: "wokwi-gnd", out: "probe" }, [`sw:${ground} gnd:GND`, `sw:${pin} out:P`], seed);
    b.probe("out").set(pull(3.3));
    const close = (closed: boolean): void => b.sim.setControl("sw", control, closed ? closing : 1 - closing);
    const pass = (time: number): void => void b.sim.runUntil(b.sim.now + time);
    const fault = (name: string, value?: number): void => b.sim.setFault("sw", name, value);
    const stick = (name: "stuck-open" | "stuck-closed", on = true): void => fault(name, on ? number : 0);
    return { ...b, close, pass, fault, stick, level: () => b.probe("out").level };
  };

  test("stuck open or closed it does not follow, and does again when it is healed; open wins", () => {
    const { close, pass, stick, level } = start();
    const levels: number[] = [];
    const seen = (): void => (pass(ms(20)), void levels.push(level()));
    close(true);
    seen();
    stick("stuck-open");
    seen();
    stick("stuck-closed");
    seen();
    stick("stuck-open", false);
    close(false);
    seen();
    stick("stuck-closed", false);
    seen();
    expect(levels).toEqual([0, 1, 1, 0, 1]);
  });

  test("bounces with a fault as it would without, once that is healed", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.constantFrom("stuck-open", "stuck-closed", "flaky"), (seed, name) => {
        const [sound, broken] = [start(seed), start(seed)];
        for (const each of [sound, broken]) {
          each.close(false);
          each.pass(ms(20));
          if (each === broken) each.fault(name, name === "flaky" ? 0.2 : number);
          each.close(true);
          each.pass(ms(20));
          each.close(false);
          each.pass(ms(20));
          if (each === broken) each.fault(name, 0);
          each.close(true);
          each.pass(ms(20));
        }
        const after = (each: typeof sound) => each.rows(`sw.${track}`).filter(([time]) => time > ms(60));
        expect(after(broken)).toEqual(after(sound));
      }),
      { numRuns: 20 },
    );
  });

  test("that is flaky is open for its share of the time in which it is closed", () => {
    fc.assert(
      fc.property(fc.constantFrom(0.05, 0.3, 0.7, 1), (share) => {
        const b = start();
        const { close, pass, fault, sim } = b;
        close(true);
        pass(s(1));
        fault("flaky", share);
        pass(s(20));
        const edges = [...b.rows(`sw.${track}`), [sim.now, 0]].filter(([time]) => time > s(1)) as [number, number][];
        const open = edges.reduce((sum, [time, closed], index) => {
          return closed ? sum : sum + ((edges[index + 1]?.[0] ?? time) - time);
        }, 0);
        expect(open / s(20)).toBeCloseTo(share, 1);
      }),
      { numRuns: 4 },
    );
  });
});

test("of several contacts only the one that is named is stuck", () => {
  const wires = ["sw:1b gnd:GND", "sw:2b gnd:GND", "sw:1a one:P", "sw:2a two:P"];
  const b = bench({ sw: "wokwi-dip-switch-8", gnd: "wokwi-gnd", one: "probe", two: "probe" }, wires);
  for (const id of ["one", "two"]) b.probe(id).set(pull(3.3));
  const levels = (): number[] => ["one", "two"].map((id) => b.probe(id).level);
  b.sim.setFault("sw", "stuck-closed", 2);
  expect(levels()).toEqual([1, 0]);
  b.sim.setFault("sw", "stuck-closed", 1);
  expect(levels()).toEqual([0, 1]);
});

test("a welded relay goes on to connect COM with NO when it has let go", () => {
  const b = bench(
    { k: ["wokwi-relay-module", { bounce: "0" }], v: ["wokwi-vcc", { voltage: "5" }], gnd: "wokwi-gnd", in: "probe" },
    ["k:VCC v:VCC", "k:GND gnd:GND", "k:IN in:P"],
  );
  b.probe("in").set(strong(3.3));
  b.sim.runUntil(ms(20));
  b.sim.setFault("k", "stuck-closed", 2);
  b.probe("in").set(strong(0));
  b.sim.runUntil(ms(40));
  expect([b.last("k.no"), b.last("k.nc")]).toEqual([1, 1]);
  b.sim.setFault("k", "stuck-closed", 0);
  expect(b.rows("k.no").map(([, closed]) => closed)).toEqual([0, 1, 0]);
});

test("a slide switch with a stuck contact joins 2 to that pin, whatever its handle does", () => {
  const b = bench({ sw: "wokwi-slide-switch" }, []);
  const move = (position: number): void => {
    b.sim.setControl("sw", "position", position);
    b.sim.runUntil(b.sim.now + ms(30));
  };
  b.sim.setFault("sw", "stuck-closed", 1);
  move(1);
  expect(b.last("sw.contact")).toBe(1);
  b.sim.setFault("sw", "stuck-closed", 0);
  expect(b.last("sw.contact")).toBe(3);
  b.sim.setFault("sw", "stuck-open", 2);
  expect(b.last("sw.contact")).toBe(0);
});
