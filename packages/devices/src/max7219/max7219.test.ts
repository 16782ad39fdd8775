import { strong, us } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { brightness, digitBits, execute, initialRegisters } from "./registers.js";

/** A chain that is fed with 5 V; `send` clocks words in over SPI, the first for the last chip, and latches them. */
function chain(attributes: Record<string, string> = {}, volts = "5") {
  const b = bench(
    {
      u: ["wokwi-max7219-matrix", attributes],
      cs: "probe",
      clk: "probe",
      v: ["wokwi-vcc", { voltage: volts }],
      g: "wokwi-gnd",
    },
    ["u:CS cs:P", "u:CLK clk:P", "u:V+ v:VCC", "u:GND g:GND"],
  );
  const level = (id: string, high: 0 | 1): void => {
    b.probe(id).set(strong(high ? 3.3 : 0));
    b.sim.runUntil(b.sim.now + us(1));
  };
  level("cs", 1);
  const transfer = (...data: number[]): number[] => {
    const [target] = b.sim.spiTargets;
    const mode = { start: b.sim.now, bit: 100, bits: 8, polarity: 0, phase: 0 } as const;
    return [...(target?.target.transfer({ ...mode, data: Uint8Array.from(data) }) ?? [])];
  };
  const send = (...words: [number, number][]): void => {
    level("cs", 0);
    for (const word of words) transfer(...word);
    level("cs", 1);
  };
  const bytes = (name: string): number[] => {
    const track = b.sim.trace.get(`u.${name}`)!;
    return [...b.sim.trace.at(b.sim.now).pixels(`u.${name}`, (track.value(0, 1) as Uint8Array).length)];
  };
  return { ...b, send, transfer, bytes };
}

describe("registers (data sheet tables 2 to 10)", () => {
  const after = (...words: [number, number][]) => {
    const chip = initialRegisters();
    for (const [register, value] of words) execute(chip, register, value);
    return chip;
  };

  test("nothing is shown at power-on, until shutdown is left", () => {
    expect(digitBits(after([1, 0xff]), 0)).toBe(0);
    expect(digitBits(after([1, 0xff], [0x0c, 1]), 0)).toBe(0xff);
  });

  test("digits beyond the scan limit are dark", () => {
    const chip = after([1, 1], [2, 2], [3, 3], [0x0c, 1], [0x0b, 1]);
    expect([0, 1, 2].map((digit) => digitBits(chip, digit))).toEqual([1, 2, 0]);
  });

  test("code B draws digits, -, E, H, L, P, and keeps the decimal point", () => {
    const chip = after([0x0c, 1], [0x0b, 7], [0x09, 0x0f], [1, 0x85], [2, 0x0a], [3, 0x0f], [4, 0x0c], [5, 0x0c]);
    expect([0, 1, 2, 3, 4].map((digit) => digitBits(chip, digit))).toEqual([0x80 | 0x5b, 0x01, 0, 0x37, 0x0c]);
  });

  test("display test lights all, whatever else is set, and forgets nothing", () => {
    const chip = after([1, 0x10], [0x0f, 1]);
    expect(digitBits(chip, 7)).toBe(0xff);
    expect(brightness(chip)).toBe(255);
    execute(chip, 0x0f, 0);
    expect(digitBits(chip, 0)).toBe(0);
    execute(chip, 0x0c, 1);
    expect(digitBits(chip, 0)).toBe(0x10);
  });

  test("a LED is lit 1/32 to 31/32 of its turn, more often with fewer digits", () => {
    const at = (intensity: number, scanLimit: number) => brightness(after([0x0a, intensity], [0x0b, scanLimit]));
    expect([at(0, 7), at(7, 7), at(15, 7), at(7, 3), at(15, 0)]).toEqual([8, 123, 255, 247, 255]);
  });

  test("law: only four bits of the address count, and 0 is no operation", () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), (register, value) => {
        const [whole, low] = [after([register, value]), after([register & 15, value])];
        expect(whole).toEqual(low);
        expect(after([0, value])).toEqual(initialRegisters());
      }),
    );
  });
});

describe("a chain", () => {
  const started = (attributes: Record<string, string>, volts?: string) => {
    const c = chain(attributes, volts);
    const count = Number(attributes["chain"] ?? 1);
    const all = (register: number, value: number) =>
      c.send(...Array.from({ length: count }, (): [number, number] => [register, value]));
    all(0x0b, 7);
    all(0x0c, 1);
    return { ...c, all };
  };

  test("what is sent first ends up at the left", () => {
    const c = started({ chain: "3", layout: "fc16" });
    c.send([1, 0xaa], [1, 0xbb], [1, 0xcc]);
    expect(c.bytes("matrix").slice(0, 6)).toEqual([0xaa, 0xbb, 0xcc, 0, 0, 0]);
  });

  test("one chip is written past the others by no-ops", () => {
    const c = started({ chain: "2", layout: "fc16" });
    c.send([8, 0x0f], [0, 0]);
    expect(c.bytes("matrix").slice(14)).toEqual([0x0f, 0]);
    c.send([0, 0], [0x0a, 15]);
    expect(c.bytes("brightness")).toEqual([8, 255]);
  });

  test("the other layout has bit 0 at the left", () => {
    const c = started({});
    c.send([1, 0b1100_0000]);
    expect(c.bytes("matrix")[0]).toBe(0b0000_0011);
  });

  test("DOUT gives what was shifted in 16 bits a chip before", () => {
    const c = started({ chain: "2" });
    c.transfer(1, 2, 3, 4);
    expect(c.transfer(5, 6, 7, 8, 9)).toEqual([1, 2, 3, 4, 5]);
  });

  test("only the last words count, and only when CS rises", () => {
    const c = started({ layout: "fc16" });
    c.transfer(1, 0xff, 2, 0x55);
    expect(c.bytes("matrix")[1]).toBe(0);
    c.send();
    expect(c.bytes("matrix").slice(0, 2)).toEqual([0, 0x55]);
  });

  test("only what changed is recorded", () => {
    const c = started({ chain: "4" });
    const before = c.rows("u.matrix").length;
    c.all(1, 0);
    c.all(1, 1);
    c.all(1, 1);
    expect(c.rows("u.matrix").length).toBe(before + 1);
  });

  test("at 3.3 V it works, which is told; without a supply it does nothing", () => {
    const low = started({}, "3.3");
    low.send([1, 1]);
    expect(low.bytes("matrix")[0]).toBe(0x80);
    expect(low.faults("u")).toEqual(["low-supply"]);
    const none = started({}, "0");
    expect(none.transfer(1)).toEqual([]);
    expect(none.faults("u")).toEqual(["no-power"]);
  });
});
