import { LEVEL_Z, ms, strong, us, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";
import { REACTION } from "./hc-sr04.js";

const ranger = (attributes = {}, volts = "5") =>
  bench(
    {
      us: ["wokwi-hc-sr04", attributes],
      v: ["wokwi-vcc", { voltage: volts }],
      gnd: "wokwi-gnd",
      trig: "probe",
      echo: "probe",
    },
    ["us:VCC v:VCC", "us:GND gnd:GND", "us:TRIG trig:P", "us:ECHO echo:P"],
  );
type Bench = ReturnType<typeof ranger>;

function trigger(b: Bench, at: Nanos, length = us(10)): void {
  b.sim.runUntil(at);
  b.probe("trig").set(strong(3.3));
  b.sim.runUntil(at + length);
  b.probe("trig").set(strong(0));
  b.sim.runUntil(at + length);
}

/** Lets 80 ms pass; returns when ECHO rose, after the trigger's end, and for how long it was high. */
function echo(b: Bench): { after: Nanos; length: Nanos } | undefined {
  const from = b.sim.now;
  let [rose, fell] = [-1, -1];
  const watch = b.sim.declare("test", () => {
    if (b.probe("echo").level === 1) rose = b.sim.now;
    else if (rose >= 0 && fell < 0) fell = b.sim.now;
  });
  b.sim.wires.watch(b.probe("echo").net, true, watch);
  b.sim.runUntil(from + ms(80));
  return rose < 0 ? undefined : { after: rose - from, length: fell - rose };
}

const measure = (attributes: object, length = us(10)): ReturnType<typeof echo> => {
  const b = ranger(attributes);
  trigger(b, ms(1), length);
  return echo(b);
};

describe("data sheet", () => {
  test.each([
    [2, us(116)],
    [10, us(580)],
    [100, us(5800)],
    [400, us(23_200)],
  ])("%d cm: 58 µs a centimetre", (distance, length) => {
    expect(measure({ distance: String(distance) })).toEqual({ after: REACTION, length });
  });

  test("nothing within 400 cm: 38 ms", () => expect(measure({ distance: "401" })?.length).toBe(ms(38)));

  test("nearer than 2 cm: 2 cm", () => expect(measure({ distance: "0.5" })?.length).toBe(us(116)));

  test("ECHO begins after 8 cycles of 40 kHz", () => expect(REACTION).toBeGreaterThanOrEqual(us(200)));

  test("400 cm unless told otherwise", () => expect(measure({})?.length).toBe(us(23_200)));

  test("law: the echo grows with the distance", () => {
    const cm = fc.double({ min: 2, max: 400, noNaN: true });
    fc.assert(
      fc.property(cm, cm, (a, b) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map((distance) => measure({ distance: String(distance) }));
        expect(far?.length).toBeGreaterThanOrEqual(near?.length as number);
        expect(Math.abs((near?.length as number) / us(58) - Math.min(a, b))).toBeLessThan(0.001);
      }),
      { numRuns: 30 },
    );
  });
});

describe("several measurements", () => {
  test("each with the distance that is there then", () => {
    const b = ranger({ distance: "10" });
    trigger(b, ms(1));
    expect(echo(b)?.length).toBe(us(580));
    b.sim.setControl("us", "distance", 30);
    trigger(b, ms(100));
    expect(echo(b)?.length).toBe(us(1740));
    expect(b.faults("us")).toEqual([]);
  });

  test("less than 60 ms apart: a fault", () => {
    const b = ranger({ distance: "10" });
    trigger(b, ms(1));
    trigger(b, ms(50));
    expect(b.faults("us")).toEqual(["early-trigger"]);
    expect(echo(b)?.length).toBe(us(580));
  });

  test("while one is under way: not heard, and a fault", () => {
    const b = ranger({ distance: "400" });
    trigger(b, ms(1));
    trigger(b, ms(10));
    b.sim.runUntil(ms(30));
    expect([b.probe("echo").level, b.faults("us")]).toEqual([0, ["trigger-while-busy"]]);
  });

  test("'measuring' tells from trigger to echo's end", () => {
    const b = ranger({ distance: "10" });
    trigger(b, ms(1));
    b.sim.runUntil(ms(5));
    const begin = ms(1) + us(10);
    expect(b.rows("us.measuring")).toEqual([
      [0, 0],
      [begin, 1],
      [begin + REACTION + us(580), 0],
    ]);
  });
});

describe("triggers that are too short", () => {
  test("5 µs: it measures, and it is a fault", () => {
    const b = ranger({ distance: "10" });
    trigger(b, ms(1), us(5));
    expect(b.faults("us")).toEqual(["short-trigger"]);
    expect(echo(b)?.length).toBe(us(580));
  });

  test("1 µs: nothing happens, and it is a fault", () => {
    const b = ranger({ distance: "10" });
    trigger(b, ms(1), us(1));
    expect(b.faults("us")).toEqual(["short-trigger"]);
    expect(echo(b)).toBeUndefined();
  });
});

describe("supply", () => {
  test("ECHO is as high as the supply", () => {
    const b = ranger({ distance: "100" });
    trigger(b, ms(1));
    b.sim.runUntil(ms(3));
    expect(b.probe("echo").thevenin().volts).toBeCloseTo(5, 6);
  });

  test("without it nothing is measured, and ECHO lets go", () => {
    const b = ranger({}, "1");
    trigger(b, ms(1));
    b.sim.runUntil(ms(5));
    expect([b.probe("echo").level, b.faults("us")]).toEqual([LEVEL_Z, []]);
  });
});

test("a distance that is none is a problem", () => {
  expect(problemsOf("wokwi-hc-sr04", { distance: "far" })[0]).toMatch(/'distance' is 'far'/);
});
