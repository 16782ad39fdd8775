import { us, type BitTiming, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../../tests/bench.js";
import { isSerpentine, matrixOrder } from "./matrix.js";
import { FAST, readTiming, RESET } from "./protocol.js";

const chain = (
  parts: Readonly<Record<string, string | readonly [string, object]>>,
  wires: readonly string[] = [],
  volts = "5",
) => {
  const feeds = Object.keys(parts).flatMap((id) => [`${id}:VDD v:VCC`, `${id}:VSS gnd:GND`]);
  const first = Object.keys(parts)[0] as string;
  const b = bench(
    { ...(parts as Record<string, string>), v: ["wokwi-vcc", { voltage: volts }], gnd: "wokwi-gnd", src: "probe" },
    [`src:P ${first}:DIN`, ...wires, ...feeds],
  );
  const { net } = b.probe("src");
  const receivers = b.sim.bitstreamReceivers.filter((entry) => entry.net === net).map(({ receiver }) => receiver);
  return {
    ...b,
    /** Sends bytes from a time on, as a controller does. */
    send(at: Nanos, data: readonly number[], timing: BitTiming = FAST): Nanos {
      b.sim.runUntil(at);
      for (const receiver of receivers) receiver.begin?.();
      const end = at + data.length * 8 * us(1.25);
      b.sim.runUntil(end);
      const burst = { start: at, timing, data: Uint8Array.from(data) };
      for (const receiver of receivers) receiver.receive(burst);
      return end;
    },
    colors(part: string): number[] {
      const track = b.sim.trace.get(`${part}.pixels`)!;
      return [...b.sim.trace.at(b.sim.now).pixels(`${part}.pixels`, (track.value(0, 1) as Uint8Array).length)];
    },
    times: (part: string) => b.rows(`${part}.pixels`).map(([time]) => time),
  };
};
const strip = (pixels: number, volts = "5") =>
  chain({ np: ["wokwi-led-strip", { pixels: String(pixels) }] }, [], volts);

describe("data sheet", () => {
  test("24 bits a pixel: green, red, blue", () => {
    const b = strip(2);
    b.send(us(100), [1, 2, 3, 4, 5, 6]);
    b.sim.runUntil(us(300));
    expect(b.colors("np")).toEqual([2, 1, 3, 5, 4, 6]);
  });

  test("it is shown after 50 µs of low", () => {
    const b = strip(1);
    const end = b.send(us(100), [9, 9, 9]);
    b.sim.runUntil(us(1000));
    expect(b.times("np")).toEqual([0, end + RESET]);
  });

  test.each([
    [400, 0],
    [250, 0],
    [550, 0],
    [650, 1],
    [800, 1],
    [950, 1],
  ])("high for %i ns is a %i", (high, bit) => {
    expect(readTiming([high, 850, 800, 450]).zero).toBe(bit);
    expect(readTiming([400, 850, high, 450]).one).toBe(bit);
  });

  test("law: times within 150 ns are in order, others are a fault", () => {
    const off = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(off, off, off, off, (...offs) => {
        const timing = FAST.map((time, i) => time + (offs[i] as number)) as unknown as BitTiming;
        const good = offs.every((by) => Math.abs(by) <= 150);
        expect(readTiming(timing).fault === "").toBe(good);
        if (good) expect(readTiming(timing)).toMatchObject({ zero: 0, one: 1 });
      }),
    );
  });

  test("400 kHz of the WS2811 and of the usual libraries is understood", () => {
    for (const timing of [
      [500, 2000, 1200, 1300],
      [800, 1700, 1600, 900],
    ] as const)
      expect(readTiming(timing)).toEqual({ zero: 0, one: 1, fault: "", lost: false });
  });
});

describe("bursts", () => {
  test("one that comes within 50 µs goes on where the one before ended", () => {
    const b = strip(2);
    const end = b.send(us(100), [1, 2, 3]);
    b.send(end + us(49), [4, 5, 6]);
    b.sim.runUntil(us(500));
    expect(b.colors("np")).toEqual([2, 1, 3, 5, 4, 6]);
    expect(b.times("np")).toHaveLength(2);
  });

  test("one that comes later begins anew", () => {
    const b = strip(2);
    const end = b.send(us(100), [1, 2, 3]);
    b.send(end + RESET, [4, 5, 6]);
    b.sim.runUntil(us(500));
    expect(b.colors("np")).toEqual([5, 4, 6, 0, 0, 0]);
  });

  test("of a pixel whose bits have not all come, nothing is shown", () => {
    const b = strip(2);
    b.send(us(100), [1, 2, 3, 4, 5]);
    b.sim.runUntil(us(500));
    expect(b.colors("np")).toEqual([2, 1, 3, 0, 0, 0]);
  });

  test("what is the same as before is no row", () => {
    const b = strip(1);
    for (const at of [100, 300, 500]) b.send(us(at), [7, 7, 7]);
    b.sim.runUntil(us(900));
    expect(b.times("np")).toHaveLength(2);
  });

  test("low for 50 µs within each bit: nothing is understood", () => {
    const b = strip(1);
    b.send(us(100), [255, 255, 255], [400, us(60), 800, us(60)]);
    b.sim.runUntil(us(900));
    expect([b.colors("np"), b.faults("np")]).toEqual([[0, 0, 0], ["timing"]]);
  });

  test("bad times are told once, until they were good again", () => {
    const b = strip(1);
    [590, 590, 800, 590].forEach((high, i) => b.send(us(100 + 200 * i), [1, 2, 3], [400, 850, high, 450]));
    expect(b.faults("np")).toEqual(["timing", "timing"]);
  });
});

test("law: parts in a chain show what one strip of all their pixels shows", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      lengths,
      fc.array(fc.array(fc.nat(255), { maxLength: 60 }), { maxLength: 4 }),
      fc.boolean(),
      (sizes, bursts, soon) => {
        const names = sizes.map((_, i) => `s${i}`);
        const parts = Object.fromEntries(
          sizes.map((size, i) => [`s${i}`, ["wokwi-led-strip", { pixels: String(size) }]]),
        );
        const several = chain(
          parts as never,
          names.slice(1).map((name, i) => `s${i}:DOUT ${name}:DIN`),
        );
        const one = strip(sizes.reduce((sum, size) => sum + size, 0));
        for (const b of [several, one]) {
          let at = us(100);
          for (const data of bursts) at = b.send(at, data) + us(soon ? 20 : 80);
          b.sim.runUntil(at + us(200));
        }
        expect(names.flatMap((name) => several.colors(name))).toEqual(one.colors("np"));
      },
    ),
    { numRuns: 40 },
  );
});

describe("supply", () => {
  test("below 3 V it stays dark, and that is a fault", () => {
    const b = strip(1, "2.5");
    b.send(us(100), [1, 2, 3]);
    b.send(us(300), [1, 2, 3]);
    b.sim.runUntil(us(900));
    expect([b.colors("np"), b.faults("np")]).toEqual([[0, 0, 0], ["no-power"]]);
  });

  test("a strip is fed at either end, and a loop of wire is no endless chain", () => {
    const b = bench({ np: "wokwi-led-strip", v: ["wokwi-vcc", { voltage: "5" }], gnd: "wokwi-gnd", src: "probe" }, [
      ...["np:VDD.2 v:VCC", "np:VSS.2 gnd:GND", "src:P np:DIN", "np:DOUT np:DIN"],
    ]);
    b.sim.runUntil(us(1));
    const [receiver] = b.sim.bitstreamReceivers.map(({ receiver: found }) => found);
    receiver!.begin?.();
    receiver!.receive({ start: 0, timing: FAST, data: new Uint8Array(24).fill(5) });
    b.sim.runUntil(us(200));
    expect(b.last("np.pixels", 1)).toEqual(new Uint8Array(24).fill(5));
  });
});

test("a matrix wired in serpentines has every other row backwards", () => {
  expect(matrixOrder(3, 3, true)).toEqual([0, 1, 2, 5, 4, 3, 6, 7, 8]);
  expect(matrixOrder(2, 3, false)).toEqual([0, 1, 2, 3, 4, 5]);
  expect([{ layout: "serpentine" }, { matrixLayout: "serpentine" }, {}].map(isSerpentine)).toEqual([true, true, false]);
});

test("numbers and layouts that are none are problems", () => {
  expect(problemsOf("wokwi-led-strip", { pixels: "many" })[0]).toMatch(/'pixels' is 'many'/);
  expect(problemsOf("wokwi-led-matrix", { layout: "spiral" })[0]).toMatch(/'layout' is 'spiral'/);
});
