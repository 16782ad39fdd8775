import { pull, strong, us } from "@tickless/sim-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bench } from "../tests/bench.js";
import { sevenSegmentText } from "./seven-segment/text.js";

/** Both lines are open drain, with a weak pull-up besides the module's. */
function display(volts = 5) {
  const parts = { d: "wokwi-tm1637-7segment", v: ["wokwi-vcc", { voltage: String(volts) }], gnd: "wokwi-gnd" } as const;
  const wires = ["d:VCC v:VCC", "d:GND gnd:GND", "d:CLK clk:P", "d:DIO dio:P"];
  const b = bench({ ...parts, clk: "probe", dio: "probe" }, wires);
  const set = (name: string, bit: number): void => {
    b.probe(name).set(bit ? pull(3.3) : strong(0));
    b.sim.runUntil(b.sim.now + us(2));
  };
  const start = (): void => {
    set("dio", 1);
    set("clk", 1);
    set("dio", 0);
    set("clk", 0);
  };
  const stop = (): void => {
    set("clk", 0);
    set("dio", 0);
    set("clk", 1);
    set("dio", 1);
  };
  /** Returns whether it was acknowledged. */
  const byte = (value: number): boolean => {
    for (let bit = 0; bit < 8; bit++) {
      set("dio", (value >> bit) & 1);
      set("clk", 1);
      set("clk", 0);
    }
    set("dio", 1);
    const acknowledged = b.probe("dio").read() === 0;
    set("clk", 1);
    set("clk", 0);
    return acknowledged;
  };
  const send = (...bytes: number[]): boolean[] => {
    start();
    const answers = bytes.map(byte);
    stop();
    return answers;
  };
  const segments = (): Uint8Array => b.sim.trace.at(b.sim.now).pixels("d.segments", 33);
  return { ...b, send, set, byte, segments, text: () => sevenSegmentText(segments()) };
}

test("digits one after another, and a colon that is the point of the second", () => {
  const d = display();
  expect(d.send(0x40)).toEqual([true]);
  expect(d.send(0xc0, 0x06, 0x5b | 0x80, 0x4f, 0x66)).toEqual([true, true, true, true, true]);
  expect(d.text()).toBe("    ");
  d.send(0x8f);
  expect(d.text()).toBe("12:34");
  expect(d.faults("d")).toEqual([]);
});

test("law: each digit shows what was written to its address, in any order", () => {
  const writes = fc.array(fc.tuple(fc.nat(3), fc.nat(127)), { maxLength: 8 });
  fc.assert(
    fc.property(writes, (list) => {
      const d = display();
      d.send(0x8f);
      d.send(0x44);
      const ram = [0, 0, 0, 0];
      for (const [address, bits] of list) {
        d.send(0xc0 | address, bits);
        ram[address] = bits;
      }
      const shown = d.segments();
      ram.forEach((bits, digit) => {
        for (let segment = 0; segment < 8; segment++) {
          expect(shown[digit * 8 + segment]! > 0).toBe(((bits >> segment) & 1) === 1);
        }
      });
    }),
    { numRuns: 20 },
  );
});

test("brightness has eight steps", () => {
  const d = display();
  d.send(0xc0, 0x7f);
  const light = [...Array(8).keys()].map((step) => {
    d.send(0x88 | step);
    return Math.round((d.segments()[0]! / 255) * 16);
  });
  expect(light).toEqual([1, 2, 4, 10, 11, 12, 13, 14]);
  d.send(0x80);
  expect(d.segments()[0]).toBe(0);
});

test("the line is free again after an acknowledge", () => {
  const d = display();
  d.send(0x8f);
  expect([d.probe("clk").read(), d.probe("dio").read()]).toEqual([1, 1]);
});

test("what is no command, and what has no digit, is said", () => {
  const d = display();
  d.send(0x01);
  d.send(0xc6, 0x7f);
  expect(d.faults("d")).toEqual(["unknown-command", "address"]);
});

test("without a start nothing is heard; without supply nobody acknowledges", () => {
  const d = display();
  d.set("clk", 0);
  d.byte(0x8f);
  expect(d.segments()[0]).toBe(0);
  expect(display(2).send(0x8f)).toEqual([false]);
});
