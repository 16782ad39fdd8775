import { ms, pull, s } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../tests/bench.js";

/** Parts with a contact, their pins to a pull-up and to ground, and the control that closes it. */
const PARTS = [
  ["wokwi-pushbutton", "1.l", "2.l", "pressed", 1],
  ["wokwi-analog-joystick", "SEL", "GND", "pressed", 1],
  ["wokwi-tilt-switch", "OUT", "GND", "tilted", 0],
] as const;

describe.each(PARTS)("the contact of a %s", (type, pin, ground, control, closing) => {
  const start = (seed = 1) => {
    const b = bench({ sw: type, gnd: "wokwi-gnd", out: "probe" }, [`sw:${ground} gnd:GND`, `sw:${pin} out:P`], seed);
    b.probe("out").set(pull(3.3));
    const close = (closed: boolean): void => b.sim.setControl("sw", control, closed ? closing : 1 - closing);
    const pass = (time: number): void => void b.sim.runUntil(b.sim.now + time);
    const fault = (name: string, value?: number): void => b.sim.setFault("sw", name, value);
    return { ...b, close, pass, fault, level: () => b.probe("out").level };
  };

  test("stuck open or closed it does not follow, and does again when it is healed; open wins", () => {
    const { close, pass, fault, level } = start();
    const levels: number[] = [];
    const seen = (): void => (pass(ms(20)), void levels.push(level()));
    close(true);
    seen();
    fault("stuck-open");
    seen();
    fault("stuck-closed");
    seen();
    fault("stuck-open", 0);
    close(false);
    seen();
    fault("stuck-closed", 0);
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
          if (each === broken) each.fault(name);
          each.close(true);
          each.pass(ms(20));
          each.close(false);
          each.pass(ms(20));
          if (each === broken) each.fault(name, 0);
          each.close(true);
          each.pass(ms(20));
        }
        const after = (each: typeof sound) => each.rows("sw.contact").filter(([time]) => time > ms(60));
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
        const edges = [...b.rows("sw.contact"), [sim.now, 0]].filter(([time]) => time > s(1)) as [number, number][];
        const open = edges.reduce((sum, [time, closed], index) => {
          return closed ? sum : sum + ((edges[index + 1]?.[0] ?? time) - time);
        }, 0);
        expect(open / s(20)).toBeCloseTo(share, 1);
      }),
      { numRuns: 4 },
    );
  });
});
