import { describe, expect, it } from "vitest";
import { bench, noted, rows, type BenchOptions } from "../../tests/mcu-bench.js";
import { ms, us, type Mcu, type Nanos, type Simulation } from "../index.js";
import { PIN_ALT, PIN_OPEN_DRAIN, PIN_OUT, PULL_UP } from "./gpio.js";

const BIT = 2504;

const memoryOn = (scl: number, sda: number, attributes = ""): BenchOptions => ({
  parts: [`mem memory${attributes && ` ${attributes}`}`],
  wires: [`mem:SCL GP${scl}`, `mem:SDA GP${sda}`],
});

/** Lets time pass until the operation is over; its result and when it was there. */
function finish(sim: Simulation, mcu: Mcu, bus: number): [result: number, at: Nanos] {
  for (let t = sim.now; mcu.i2c.result(bus) === undefined; t += 1000) sim.runUntil(t);
  return [mcu.i2c.result(bus) as number, sim.now];
}

const row = (sim: Simulation, track: string, index = -1) =>
  rows(sim, track)
    .at(index)
    ?.map((value) => (typeof value === "object" ? [...value] : value));

describe("a hardware bus", () => {
  const start = (options: BenchOptions = memoryOn(5, 4)) => {
    const made = bench(options);
    expect(made.mcu.i2c.init(0, -1, -1, 400_000, 50_000)).toBe(0);
    return made;
  };

  it("takes its pins with pull-ups, and its frequency is what the divider makes", () => {
    const { mcu } = start();
    expect([0, 1, 2].map((which) => mcu.i2c.info(0, which))).toEqual([5, 4, 399_361]);
    expect([0, 1, 2].map((which) => mcu.i2c.info(1, which))).toEqual([7, 6, 400_000]);
    expect(mcu.gpio.config(4)).toBe(PIN_ALT + 16 * PULL_UP);
    expect(mcu.gpio.read(5)).toBe(1);
  });

  it("refuses ids and pins that it does not have", () => {
    const { mcu } = bench();
    expect(mcu.i2c.init(2, 5, 4, 100_000, 1000)).toBe(-1);
    expect(mcu.i2c.init(0, 7, 4, 100_000, 1000)).toBe(-2);
    expect(mcu.i2c.init(0, 5, 5, 100_000, 1000)).toBe(-3);
    expect(mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1), true)).toBe(-22);
  });

  it("gives the target each byte when its ninth clock has ended", () => {
    const { mcu, sim } = start();
    expect(mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(0x11, 0x22), true)).toBe(0);
    expect(mcu.i2c.result(0)).toBeUndefined();
    expect(finish(sim, mcu, 0)[0]).toBe(2);
    expect(noted(sim, "mem")).toEqual([
      `write at ${10 * BIT}`,
      `11 at ${19 * BIT}`,
      `22 at ${28 * BIT}`,
      `stop at ${29 * BIT}`,
    ]);
    expect(row(sim, "pico.i2c0")).toEqual([0, 29 * BIT, 0x3c, 0, 0, 2, [0x11, 0x22]]);
  });

  it("reads", () => {
    const { mcu, sim } = start();
    mcu.i2c.beginRead(0, 0x3c, 3, true);
    expect(finish(sim, mcu, 0)[0]).toBe(0);
    expect(mcu.i2c.received(0)).toEqual([0xa0, 0xa1, 0xa2]);
    expect(row(sim, "pico.i2c0")).toEqual([0, 38 * BIT, 0x3c, 1, 0, 3, [0xa0, 0xa1, 0xa2]]);
  });

  it("without STOP stays open: the next transfer begins with a repeated START", () => {
    const { mcu, sim } = start();
    mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(7), false);
    finish(sim, mcu, 0);
    expect(rows(sim, "pico.i2c0")).toEqual([]);
    sim.runUntil(us(100));
    mcu.i2c.beginRead(0, 0x3c, 1, true);
    finish(sim, mcu, 0);
    expect(rows(sim, "pico.i2c0").map((cells) => cells.slice(0, 4))).toEqual([
      [0, us(100), 0x3c, 0],
      [us(100), 20 * BIT, 0x3c, 1],
    ]);
    expect(noted(sim, "mem")[2]).toBe(`stop at ${us(100)}`);
  });

  it("ends with EIO and a STOP when nobody answers", () => {
    const { mcu, sim } = start();
    mcu.i2c.beginWrite(0, 0x50, Uint8Array.of(1), false);
    const [result, at] = finish(sim, mcu, 0);
    expect(result).toBe(-5);
    expect(at).toBeGreaterThanOrEqual(11 * BIT);
    expect(row(sim, "pico.i2c0")).toEqual([0, 11 * BIT, 0x50, 0, 1, 0, []]);
    expect(noted(sim, "mem")).toEqual([]);
  });

  it("stops at a byte that is not acknowledged and tells how many were", () => {
    const { mcu, sim } = start(memoryOn(5, 4, "limit=1"));
    mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1, 2, 3), true);
    expect(finish(sim, mcu, 0)[0]).toBe(1);
    expect(row(sim, "pico.i2c0")?.slice(3)).toEqual([0, 2, 1, [1, 2]]);
  });

  it("probes with no bytes in software, and reads none without touching the bus", () => {
    const { mcu, sim } = start();
    mcu.i2c.beginWrite(0, 0x50, new Uint8Array(), true);
    expect(finish(sim, mcu, 0)[0]).toBe(-19);
    mcu.i2c.beginWrite(0, 0x3c, new Uint8Array(), true);
    expect(finish(sim, mcu, 0)[0]).toBe(0);
    expect(row(sim, "pico.i2c0")?.[1]).toBe(27 * (2000 + 320));
    mcu.i2c.beginRead(0, 0x3c, 0, true);
    expect(mcu.i2c.result(0)).toBe(0);
    expect(rows(sim, "pico.i2c0")).toHaveLength(2);
  });

  it("gives up when a transfer takes longer than its timeout", () => {
    const { mcu, sim } = start();
    mcu.i2c.init(0, -1, -1, 100_000, 50_000);
    mcu.i2c.beginWrite(0, 0x3c, new Uint8Array(1025), true);
    const [result, at] = finish(sim, mcu, 0);
    expect(result).toBe(-110);
    expect(at).toBeGreaterThan(ms(50));
    expect(at).toBeLessThan(ms(50.2));
    expect(rows(sim, "pico.faults").map((cells) => cells[1])).toEqual(["i2c-timeout"]);
  });

  it("times out when its pins are taken away or a line is held low, and says so once", () => {
    const { mcu, sim } = start({
      parts: ["mem memory", "drv driver"],
      wires: ["mem:SCL GP5", "mem:SDA GP4", "drv:OUT GP4"],
    });
    sim.setControl("drv", "level", 0);
    for (let attempt = 0; attempt < 2; attempt++) {
      mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1), true);
      expect(finish(sim, mcu, 0)[0]).toBe(-110);
    }
    expect(sim.now).toBe(ms(100));
    expect(rows(sim, "pico.faults")).toEqual([
      [ms(50), "i2c-stuck", "SDA (GP4) is not high: no pull-up, or something holds it down"],
    ]);
    sim.setControl("drv", "off", 1);
    mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1), true);
    expect(finish(sim, mcu, 0)[0]).toBe(1);
    mcu.gpio.configure(4, PIN_OUT, 0, 1);
    mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1), true);
    expect(finish(sim, mcu, 0)[0]).toBe(-110);
    expect(rows(sim, "pico.faults").at(-1)?.[2]).toBe("the I2C pins were given to something else");
  });

  it("does one thing at a time, and has no primitive operations", () => {
    const { mcu, sim } = start();
    mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1), true);
    expect(mcu.i2c.beginRead(0, 0x3c, 1, true)).toBe(-16);
    finish(sim, mcu, 0);
    expect(mcu.i2c.beginStart(0)).toBe(-95);
  });

  it("wakes the firmware when it is done, and breaks off at a reset", () => {
    const { sim, mcu, script } = start({
      ...memoryOn(5, 4),
      steps: [
        [us(10), ({ i2c }) => i2c.beginWrite(0, 0x3c, Uint8Array.of(1), true)],
        [us(900), ({ i2c }) => i2c.beginWrite(0, 0x3c, new Uint8Array(100), true)],
        [us(999), () => mcu.reset("hard")],
      ],
    });
    sim.runUntil(ms(1));
    expect(rows(sim, "pico.i2c0").map((cells) => cells.slice(0, 2))).toEqual([
      [us(10), 20 * BIT],
      [us(900), us(99)],
    ]);
    expect(sim.queue.length).toBe(0);
    expect(mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1), true)).toBe(-22);
    expect(script.wakes).toEqual([us(10) + 20 * BIT]);
  });
});

describe("SoftI2C", () => {
  const PULLED = { ...memoryOn(15, 14), parts: ["mem memory", "up1 pull-up", "up2 pull-up"] };
  const start = (hz = 100_000) => {
    const made = bench({ ...PULLED, wires: [...PULLED.wires!, "up1:PIN GP15", "up2:PIN GP14"] });
    const bus = made.mcu.i2c.init(-1, 15, 14, hz, 50_000);
    return { ...made, bus };
  };

  it("takes any pins as open drain, one handle a pair", () => {
    const { mcu, bus } = start();
    expect(bus).toBe(2);
    expect(mcu.gpio.config(14) % 16).toBe(PIN_OPEN_DRAIN);
    expect(mcu.i2c.init(-1, 15, 14, 400_000, 255)).toBe(2);
    expect([0, 2, 8, 10].map((pin) => mcu.i2c.init(-1, pin, pin + 1, 100_000, 255))).toEqual([3, 4, 5, -12]);
    expect([mcu.i2c.init(-1, 77, 14, 1, 1), mcu.i2c.init(-1, 15, 77, 1, 1)]).toEqual([-2, -3]);
  });

  it("has half bits of whole microseconds plus the code around them", () => {
    for (const [hz, half] of [
      [100_000, 5320],
      [400_000, 1320],
      [1_000_000, 1320],
    ] as const) {
      const { mcu, sim, bus } = start(hz);
      mcu.i2c.beginWrite(bus, 0x3c, Uint8Array.of(1), true);
      expect(finish(sim, mcu, bus)[0]).toBe(1);
      expect(row(sim, "pico.softi2c0")?.[1]).toBe(47 * half);
    }
  });

  it("says ENODEV when nobody answers", () => {
    const { mcu, sim, bus } = start();
    mcu.i2c.beginRead(bus, 0x50, 4, true);
    expect(finish(sim, mcu, bus)[0]).toBe(-19);
  });

  it("times out without pull-ups", () => {
    const { mcu, sim } = bench(memoryOn(15, 14));
    const bus = mcu.i2c.init(-1, 15, 14, 100_000, 2000);
    mcu.i2c.beginWrite(bus, 0x3c, new Uint8Array(), true);
    expect(finish(sim, mcu, bus)).toEqual([-110, ms(2)]);
    expect(rows(sim, "pico.faults")[0]?.[2]).toMatch(/^SCL \(GP15\) is not high, SDA \(GP14\) is not high/);
  });

  it("does single steps, within one transaction", () => {
    const { mcu, sim, bus } = start();
    const step = (begun: number): number => {
      expect(begun).toBe(0);
      return finish(sim, mcu, bus)[0];
    };
    expect(step(mcu.i2c.beginStart(bus))).toBe(0);
    expect(step(mcu.i2c.beginRawWrite(bus, Uint8Array.of(0x78, 0x55)))).toBe(2);
    expect(step(mcu.i2c.beginStart(bus))).toBe(0);
    expect(step(mcu.i2c.beginRawWrite(bus, Uint8Array.of(0x79)))).toBe(1);
    expect(step(mcu.i2c.beginRawRead(bus, 2))).toBe(0);
    expect(mcu.i2c.received(bus)).toEqual([0xa0, 0xa1]);
    expect(step(mcu.i2c.beginStop(bus))).toBe(0);
    expect(rows(sim, "pico.softi2c0").map((cells) => cells.slice(2, 6))).toEqual([
      [0x3c, 0, 0, 1],
      [0x3c, 1, 0, 2],
    ]);
    expect(step(mcu.i2c.beginRawWrite(bus, Uint8Array.of(0x78)))).toBe(0);
  });
});

describe("a snapshot in mid-transfer", () => {
  it("goes on with the same bytes at the same times", () => {
    const { mcu, sim } = bench(memoryOn(5, 4));
    mcu.i2c.init(0, -1, -1, 400_000, 50_000);
    mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1, 2, 3, 4), true);
    sim.runUntil(us(60));
    const snapshot = sim.snapshot();
    sim.runUntil(ms(1));
    const first = [noted(sim, "mem"), sim.trace.fingerprint(), mcu.i2c.result(0)];
    mcu.i2c.beginRead(0, 0x3c, 1, true);
    sim.restore(snapshot);
    sim.runUntil(ms(1));
    expect([noted(sim, "mem"), sim.trace.fingerprint(), mcu.i2c.result(0)]).toEqual(first);
  });
});
