import { HIGH_Z, ms, strong, supply, us, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../tests/bench.js";

const wired = (attributes = {}, volts = 5) => {
  const b = bench(
    {
      k: ["wokwi-relay-module", attributes],
      in: "probe",
      v: "probe",
      gnd: "wokwi-gnd",
      com: "probe",
      no: "probe",
      nc: "probe",
    },
    ["k:VCC v:P", "k:GND gnd:GND", "k:IN in:P", "k:COM com:P", "k:NO no:P", "k:NC nc:P"],
  );
  b.probe("v").set(supply(volts));
  b.probe("com").set(strong(3.3));
  const pass = (time: Nanos) => void b.sim.runUntil(b.sim.now + time);
  const set = (level: 0 | 1): void => b.probe("in").set(strong(level * 3.3));
  const closed = () => [b.probe("nc").level === 1, b.probe("no").level === 1].map(Number).join("");
  return { ...b, pass, set, closed };
};

describe("relay module", () => {
  test("at rest COM is at NC", () => {
    const r = wired();
    r.pass(ms(50));
    expect(r.closed()).toBe("10");
    expect(r.last("k.coil")).toBe(0);
  });

  test("operates in 10 ms: NC opens first", () => {
    const r = wired({ bounce: "0" });
    r.set(1);
    r.pass(ms(6.9));
    expect(r.closed()).toBe("10");
    r.pass(ms(0.2));
    expect(r.closed()).toBe("00");
    r.pass(ms(3));
    expect(r.closed()).toBe("01");
    expect(r.rows("k.no").at(-1)).toEqual([ms(10), 1]);
  });

  test("releases in 5 ms", () => {
    const r = wired({ bounce: "0" });
    r.set(1);
    r.pass(ms(50));
    const start = r.sim.now;
    r.set(0);
    r.pass(ms(50));
    expect(r.rows("k.no").at(-1)).toEqual([start + ms(2), 0]);
    expect(r.rows("k.nc").at(-1)).toEqual([start + ms(5), 1]);
  });

  test("the contact that closes bounces, for 3 ms at most", () => {
    const r = wired();
    r.set(1);
    r.pass(ms(50));
    const edges = r.rows("k.no").slice(1);
    expect(edges.length).toBeGreaterThanOrEqual(3);
    expect(edges.length % 2).toBe(1);
    expect(edges[0]).toEqual([ms(10), 1]);
    expect(edges.at(-1)?.[0]).toBeLessThanOrEqual(ms(13));
    expect(r.closed()).toBe("01");
  });

  test("a pulse that is too short moves nothing", () => {
    const r = wired();
    r.set(1);
    r.pass(ms(5));
    r.set(0);
    r.pass(ms(50));
    expect(r.rows("k.nc")).toEqual([[0, 1]]);
  });

  test("falls back from the middle of its way in the rest of the time", () => {
    const r = wired({ bounce: "0" });
    r.set(1);
    r.pass(ms(8));
    r.set(0);
    r.pass(ms(50));
    expect(r.rows("k.nc")).toEqual([
      [0, 1],
      [ms(7), 0],
      [ms(11), 1],
    ]);
    expect(r.rows("k.no")).toEqual([[0, 0]]);
  });

  test("pnp: a low IN switches it on, an open one does not", () => {
    const r = wired({ transistor: "pnp" });
    r.pass(ms(50));
    expect([r.closed(), r.last("k.coil")]).toEqual(["10", 0]);
    expect(r.rows("k.coil")).toEqual([[0, 0]]);
    r.set(0);
    r.pass(ms(50));
    expect(r.closed()).toBe("01");
    r.probe("in").set(HIGH_Z);
    r.pass(ms(50));
    expect(r.closed()).toBe("10");
  });

  test("works with 3.3 V; without a supply it says so, once", () => {
    const weak = wired({}, 3.3);
    weak.set(1);
    weak.pass(ms(50));
    expect(weak.closed()).toBe("01");
    const none = wired({}, 1);
    none.set(1);
    none.pass(ms(50));
    none.probe("v").set(supply(1.2));
    none.pass(ms(50));
    expect(none.closed()).toBe("10");
    expect(none.faults("k")).toEqual(["no-power"]);
  });

  test("a fast pulse train is its average", () => {
    const r = wired();
    const train = (duty: number): void => {
      r.probe("in").set({ ...strong(3.3), pwm: { periodNs: us(100), highNs: us(100 * duty), startNs: r.sim.now } });
      r.pass(ms(50));
    };
    train(0.5);
    expect(r.closed()).toBe("10");
    train(0.8);
    expect(r.closed()).toBe("01");
    train(0.5);
    expect(r.closed()).toBe("01");
    train(0.05);
    expect(r.closed()).toBe("10");
  });

  test("a slow one is followed", () => {
    const r = wired({ bounce: "0" });
    r.probe("in").set({ ...strong(3.3), pwm: { periodNs: ms(100), highNs: ms(50), startNs: 0 } });
    r.pass(ms(299));
    expect(r.rows("k.no").map(([time]) => time)).toEqual([0, 10, 52, 110, 152, 210, 252].map((time) => ms(time)));
  });

  test("law: both contacts are never closed, and it ends where the coil says", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 20 }), (gaps) => {
        const r = wired();
        gaps.forEach((gap, index) => {
          r.set(index % 2 === 0 ? 1 : 0);
          r.pass(us(gap));
          expect(r.closed()).not.toBe("11");
        });
        r.pass(ms(50));
        expect(r.closed()).toBe(gaps.length % 2 === 1 ? "01" : "10");
        const [no, nc] = [r.rows("k.no"), r.rows("k.nc")];
        for (const [time, value] of no) {
          if (value !== 1) continue;
          expect(nc.filter((row) => row[0] <= time).at(-1)?.[1]).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});
