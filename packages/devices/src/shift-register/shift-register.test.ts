import { HIGH_Z, strong, us } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { shiftBit, shiftIn, type ShiftRegister } from "./74hc595.js";

const level = (bit: number) => strong(bit * 3.3);
const byte = fc.integer({ min: 0, max: 255 });
const Q = Array.from({ length: 8 }, (_, bit) => `Q${bit}`);

/** A chain of 74HC595 with common clocks; the first one's outputs are looked at. */
function chain595(chips: number, wired: readonly string[] = ["OE", "MR"]) {
  const ids = Array.from({ length: chips }, (_, index) => `u${index + 1}`);
  const tied = { OE: "gnd:GND", MR: "mr:P" } as Record<string, string>;
  const b = bench(
    {
      ...Object.fromEntries(ids.map((id) => [id, "wokwi-74hc595"])),
      ...{ ds: "probe", sh: "probe", st: "probe", mr: "probe", q7s: "probe", gnd: "wokwi-gnd" },
      v: ["wokwi-vcc", { voltage: "3.3" }],
      ...Object.fromEntries(Q.map((name) => [name, "probe"])),
    },
    [
      ...ids.flatMap((id, index) => [
        `${id}:DS ${index === 0 ? "ds:P" : `u${index}:Q7S`}`,
        `${id}:SHCP sh:P`,
        `${id}:STCP st:P`,
        `${id}:VCC v:VCC`,
        `${id}:GND gnd:GND`,
        ...wired.map((name) => `${id}:${name} ${tied[name]}`),
      ]),
      ...Q.map((name) => `u1:${name} ${name}:P`),
      `${ids.at(-1)}:Q7S q7s:P`,
    ],
  );
  const pass = () => void b.sim.runUntil(b.sim.now + us(1));
  const pulse = (name: string): void => {
    b.probe(name).set(level(1));
    pass();
    b.probe(name).set(level(0));
    pass();
  };
  for (const name of ["ds", "sh", "st"]) b.probe(name).set(level(0));
  b.probe("mr").set(level(1));
  pass();
  /** As `shiftOut` does: highest bit first. */
  const shiftOut = (value: number): void => {
    for (let bit = 7; bit >= 0; bit--) {
      b.probe("ds").set(level((value >> bit) & 1));
      pulse("sh");
    }
  };
  return {
    ...b,
    pass,
    pulse,
    shiftOut,
    pins: () => Q.reduce((bits, name, bit) => bits | (b.probe(name).read() << bit), 0),
  };
}

describe("74HC595", () => {
  test("shows a byte only after the latch clock", () => {
    const c = chain595(1);
    c.shiftOut(0b10110010);
    expect([c.last("u1.outputs"), c.pins()]).toEqual([0, 0]);
    c.pulse("st");
    expect([c.last("u1.outputs"), c.pins()]).toEqual([0b10110010, 0b10110010]);
  });

  test("Q7S hands the bits on 20 ns after the clock: a chain", () => {
    const c = chain595(3);
    for (const value of [0x12, 0x34, 0x56]) c.shiftOut(value);
    c.pulse("st");
    expect(["u1", "u2", "u3"].map((id) => c.last(`${id}.outputs`))).toEqual([0x56, 0x34, 0x12]);
    expect(c.faults("u1")).toEqual([]);
  });

  test("with both clocks at once the latch has the bits before the shift", () => {
    const c = chain595(1);
    c.shiftOut(0xff);
    c.probe("ds").set(level(0));
    c.probe("sh").set(level(1));
    c.probe("st").set(level(1));
    c.pass();
    expect(c.last("u1.outputs")).toBe(0xff);
    c.probe("st").set(level(0));
    c.pass();
    c.pulse("st");
    expect(c.last("u1.outputs")).toBe(0xfe);
  });

  test("MR clears the register, not the outputs", () => {
    const c = chain595(1);
    c.shiftOut(0x81);
    c.pulse("st");
    c.probe("mr").set(level(0));
    c.pass();
    expect(c.pins()).toBe(0x81);
    expect(c.probe("q7s").level).toBe(0);
    c.probe("mr").set(level(1));
    c.pulse("st");
    expect(c.pins()).toBe(0);
  });

  test("OE high lets the outputs go", () => {
    const b = bench({ u: "wokwi-74hc595", v: "wokwi-vcc", oe: "probe", q: "probe", gnd: "wokwi-gnd" }, [
      "u:VCC v:VCC",
      "u:MR v:VCC",
      "u:GND gnd:GND",
      "u:OE oe:P",
      "u:Q3 q:P",
    ]);
    b.probe("oe").set(level(0));
    b.sim.runUntil(us(1));
    expect(b.probe("q").level).toBe(0);
    b.probe("oe").set(level(1));
    b.sim.runUntil(us(2));
    expect(b.probe("q").level).toBe(3);
  });

  test("reports OE and MR in the air once each, and works", () => {
    const c = chain595(1, []);
    c.shiftOut(0x0f);
    c.pulse("st");
    expect(c.pins()).toBe(0x0f);
    expect(c.faults("u1")).toEqual(["floating-input", "floating-input"]);
  });

  test("without a supply it does nothing", () => {
    const b = bench({ u: "wokwi-74hc595", sh: "probe", q: "probe" }, ["u:SHCP sh:P", "u:Q0 q:P"]);
    b.probe("sh").set(level(1));
    b.sim.runUntil(us(1));
    expect(b.probe("q").level).toBe(3);
    expect(b.faults("u")).toEqual(["no-power"]);
  });

  test("takes whole bytes from an SPI bus, and gives back what drops out", () => {
    const c = chain595(1);
    const [registered] = c.sim.spiTargets;
    const transfer = (...data: number[]) =>
      registered?.target.transfer({ start: 0, bit: 1000, bits: 8, polarity: 0, phase: 0, data: Uint8Array.from(data) });
    expect([...(transfer(0x11, 0x22) ?? [])]).toEqual([0, 0x11]);
    c.pulse("st");
    expect(c.pins()).toBe(0x22);
  });

  test("law: a byte shifted in at once is eight bits shifted in", () => {
    fc.assert(
      fc.property(byte, byte, byte, (shift, latch, value) => {
        const [whole, bits]: ShiftRegister[] = [
          { shift, latch },
          { shift, latch },
        ];
        const out = shiftIn(whole as ShiftRegister, value);
        let dropped = 0;
        for (let bit = 7; bit >= 0; bit--) {
          dropped = (dropped << 1) | shiftBit(bits as ShiftRegister, (value >> bit) & 1);
        }
        expect([whole, out]).toEqual([bits, dropped]);
      }),
    );
  });

  test("law: what is shifted out and latched is at the pins", () => {
    const c = chain595(2);
    fc.assert(
      fc.property(byte, byte, (second, first) => {
        c.shiftOut(second);
        c.shiftOut(first);
        c.pulse("st");
        expect([c.pins(), c.last("u2.outputs")]).toEqual([first, second]);
      }),
      { numRuns: 25 },
    );
  });
});

/** A 74HC165 with D0 to D7 at a value. */
function loaded165(value: number) {
  const D = Array.from({ length: 8 }, (_, bit) => `D${bit}`);
  const probes = ["pl", "cp", "ce", "ds", "q7", "q7n"];
  const b = bench(
    {
      u: "wokwi-74hc165",
      v: ["wokwi-vcc", { voltage: "3.3" }],
      gnd: "wokwi-gnd",
      ...Object.fromEntries([...probes, ...D].map((name) => [name, "probe"])),
    },
    [
      ...["u:VCC v:VCC", "u:GND gnd:GND", "u:PL pl:P", "u:CP cp:P", "u:CE ce:P", "u:DS ds:P", "u:Q7 q7:P"],
      ...["u:Q7_N q7n:P", ...D.map((name) => `u:${name} ${name}:P`)],
    ],
  );
  const pass = () => void b.sim.runUntil(b.sim.now + us(1));
  const set = (name: string, bit: number): void => {
    b.probe(name).set(level(bit));
    pass();
  };
  D.forEach((name, bit) => b.probe(name).set(level((value >> bit) & 1)));
  for (const [name, bit] of [
    ["cp", 0],
    ["ce", 0],
    ["ds", 1],
    ["pl", 1],
  ] as const) {
    set(name, bit);
  }
  set("pl", 0);
  set("pl", 1);
  const read = (): number => {
    let bits = 0;
    for (let bit = 0; bit < 8; bit++) {
      bits = (bits << 1) | b.probe("q7").read();
      expect(b.probe("q7n").read()).toBe(1 - b.probe("q7").read());
      set("cp", 1);
      set("cp", 0);
    }
    return bits;
  };
  return { ...b, set, pass, read };
}

describe("74HC165", () => {
  test("law: D7 is read first, and DS follows D0", () => {
    fc.assert(
      fc.property(byte, (value) => {
        const u = loaded165(value);
        expect(u.last("u.register")).toBe(value);
        expect(u.read()).toBe(value);
        expect(u.read()).toBe(0xff);
        expect(u.faults("u")).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test("while PL is low Q7 follows D7, and clocks do nothing", () => {
    const u = loaded165(0);
    u.set("pl", 0);
    u.set("D7", 1);
    expect(u.probe("q7").level).toBe(1);
    u.set("cp", 1);
    u.set("D7", 0);
    expect(u.probe("q7").level).toBe(0);
  });

  test("what comes at D0 to D7 after the load is not seen", () => {
    const u = loaded165(0x5a);
    u.set("D7", 1);
    expect(u.read()).toBe(0x5a);
  });

  test("CE high stops the clock", () => {
    const u = loaded165(0b11011111);
    u.set("cp", 1);
    u.set("ce", 1);
    for (const bit of [0, 1, 0, 1]) u.set("cp", bit);
    expect(u.probe("q7").level).toBe(1);
    // The clock being low, CE itself is one: the data sheet asks that it changes while CP is high.
    u.set("ce", 0);
    u.set("cp", 0);
    u.set("ce", 1);
    expect(u.probe("q7").level).toBe(0);
  });

  test("reports a CE that is not connected, and a missing supply", () => {
    const u = loaded165(0x80);
    u.probe("ce").set(HIGH_Z);
    u.set("cp", 1);
    expect(u.faults("u")).toEqual(["floating-input"]);
    const b = bench({ u: "wokwi-74hc165", p: "probe" }, ["u:PL p:P"]);
    b.probe("p").set(level(1));
    b.sim.runUntil(us(1));
    expect(b.faults("u")).toEqual(["no-power"]);
  });
});
