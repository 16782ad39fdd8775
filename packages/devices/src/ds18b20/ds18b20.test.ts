import { HIGH_Z, ms, strong, us, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../../tests/bench.js";
import { conversionTime, FACTORY, isAlarm, resolutionOf, scratchpadOf, sixteenths, userBytes } from "./memory.js";
import { crc8, romOf } from "./rom.js";

type Attributes = Readonly<Record<string, string>>;

/** A bus with these sensors, and what a controller does on it; times as in Maxim's application note 126. */
function bus(sensors: readonly Attributes[], volts = "3.3") {
  const ids = sensors.map((_, i) => `t${i}`);
  const b = bench(
    {
      ...Object.fromEntries(ids.map((id, i) => [id, ["wokwi-ds18b20", sensors[i] as Attributes] as const])),
      ...{ v: ["wokwi-vcc", { voltage: volts }], gnd: "wokwi-gnd", up: ["wokwi-vcc", { voltage: "3.3" }] },
      ...{ r: ["wokwi-resistor", { value: "4700" }], host: "probe" },
    },
    ["r:1 up:VCC", "r:2 host:P", ...ids.flatMap((id) => [`${id}:VCC v:VCC`, `${id}:GND gnd:GND`, `${id}:DQ host:P`])],
  );
  const line = b.probe("host");
  b.sim.runUntil(ms(1));
  const pass = (time: Nanos): void => void b.sim.runUntil(b.sim.now + time);
  const low = (time: Nanos): void => {
    line.set(strong(0));
    pass(time);
    line.set(HIGH_Z);
  };
  const host = {
    ...b,
    pass,
    low,
    line,
    /** Whether somebody is there. */
    reset(): boolean {
      low(us(480));
      pass(us(70));
      const present = line.read() === 0;
      pass(us(410));
      return present;
    },
    write(...bytes: number[]): void {
      for (const byte of bytes) for (let bit = 0; bit < 8; bit++) host.writeBit((byte >> bit) & 1);
    },
    writeBit(bit: number): void {
      low(bit ? us(6) : us(60));
      pass(bit ? us(64) : us(10));
    },
    readBit(): number {
      low(us(6));
      pass(us(9));
      const bit = line.read();
      pass(us(55));
      return bit;
    },
    read(count: number): number[] {
      return Array.from({ length: count }, () =>
        [0, 1, 2, 3, 4, 5, 6, 7].reduce((byte, bit) => byte | (host.readBit() << bit), 0),
      );
    },
    /** The codes that answer to a search, found in order of their bits, 0 before 1. */
    search(command = 0xf0): string[] {
      const found: string[] = [];
      const walk = (path: readonly number[]): void => {
        host.reset();
        host.write(command);
        const rom = [...path];
        const forks: number[][] = [];
        for (let i = 0; i < 64; i++) {
          const [own, inverse] = [host.readBit(), host.readBit()];
          if (own && inverse) return;
          const chosen = i < path.length ? (path[i] as number) : own;
          if (!own && !inverse && i >= path.length) forks.push([...rom.slice(0, i), 1]);
          rom[i] = chosen;
          host.writeBit(chosen);
        }
        const bytes = [0, 1, 2, 3, 4, 5, 6, 7].map((byte) =>
          rom.slice(8 * byte, 8 * byte + 8).reduce((sum, bit, i) => sum | (bit << i), 0),
        );
        found.push(Buffer.from(bytes).toString("hex"));
        for (const fork of forks) walk(fork);
      };
      walk([]);
      return found.sort();
    },
    convert(wait: Nanos = ms(750)): void {
      host.reset();
      host.write(0xcc, 0x44);
      pass(wait);
    },
    scratchpad(): number[] {
      host.reset();
      host.write(0xcc, 0xbe);
      return host.read(9);
    },
  };
  return host;
}

const DEFAULT_ROM = romOf(0x28, [1, 2, 3, 4, 5, 6]);

describe("data sheet", () => {
  test("check sum of the power-on scratchpad, and of application note 27's code", () => {
    expect(scratchpadOf(0x28, 85 * 16, userBytes(FACTORY))).toEqual([
      0x50, 5, 0x4b, 0x46, 0x7f, 0xff, 0x0c, 0x10, 0x1c,
    ]);
    expect(crc8([0x02, 0x1c, 0xb8, 0x01, 0, 0, 0])).toBe(0xa2);
  });

  test.each([
    [125, 0x07d0],
    [85, 0x0550],
    [25.0625, 0x0191],
    [10.125, 0x00a2],
    [0.5, 0x0008],
    [0, 0],
    [-0.5, 0xfff8],
    [-10.125, 0xff5e],
    [-25.0625, 0xfe6f],
    [-55, 0xfc90],
  ])("table 1: %f °C", (temperature, raw) => {
    const [low = 0, high = 0] = scratchpadOf(0x28, sixteenths(temperature, 12), userBytes(FACTORY));
    expect(high * 256 + low).toBe(raw);
  });

  test("table 2: time by resolution", () => {
    const configs = [0x1f, 0x3f, 0x5f, 0x7f].map((config) => resolutionOf(0x28, config));
    expect(configs).toEqual([9, 10, 11, 12]);
    expect(configs.map(conversionTime)).toEqual([us(93_750), us(187_500), ms(375), ms(750)]);
  });

  test("presence 15 to 60 µs after the reset, for 60 to 240 µs", () => {
    const b = bus([{}]);
    b.low(us(480));
    const edges: Nanos[] = [];
    const from = b.sim.now;
    b.sim.wires.watch(
      b.line.net,
      true,
      b.sim.declare("test", () => edges.push(b.sim.now - from)),
    );
    b.pass(us(480));
    const [fall = 0, rise = 0] = edges.filter((time) => time > 0);
    expect(fall).toBeGreaterThanOrEqual(us(15));
    expect(fall).toBeLessThanOrEqual(us(60));
    expect(rise - fall).toBeGreaterThanOrEqual(us(60));
    expect(rise - fall).toBeLessThanOrEqual(us(240));
  });

  test("law: a DS18S20's count makes of half degrees what was measured, by its data sheet's formula", () => {
    fc.assert(
      fc.property(fc.double({ min: -55, max: 125, noNaN: true }), (temperature) => {
        const [low = 0, high = 0, , , , , remain = 0, per = 0] = scratchpadOf(
          0x10,
          sixteenths(temperature, 12),
          userBytes(FACTORY),
        );
        const halves = ((high << 24) >> 16) | low;
        expect(remain >= 0 && remain <= 16).toBe(true);
        expect(Math.abs((halves >> 1) - 0.25 + (per - remain) / per - temperature)).toBeLessThanOrEqual(1 / 32);
      }),
    );
  });
});

describe("ROM commands", () => {
  test("read ROM tells the code, then a command follows", () => {
    const b = bus([{}]);
    b.reset();
    b.write(0x33);
    expect(b.read(8)).toEqual(DEFAULT_ROM);
    b.write(0xbe);
    expect(b.read(2)).toEqual([0x50, 0x05]);
  });

  test("match ROM speaks to one of several", () => {
    const b = bus([{ temperature: "10" }, { temperature: "20", deviceID: "0000000000aa" }]);
    b.convert();
    for (const [serial, raw] of [
      [[0, 0, 0, 0, 0, 0xaa], 320],
      [[1, 2, 3, 4, 5, 6], 160],
    ] as const) {
      b.reset();
      b.write(0x55, ...romOf(0x28, serial), 0xbe);
      const [low = 0, high = 0] = b.read(9);
      expect(high * 256 + low).toBe(raw);
    }
    b.reset();
    b.write(0x55, ...romOf(0x28, [9, 9, 9, 9, 9, 9]), 0xbe);
    expect(b.read(2)).toEqual([0xff, 0xff]);
  });

  test("law: a search finds all codes, whatever they are", () => {
    const code = fc
      .array(fc.nat(255), { minLength: 6, maxLength: 6 })
      .map((bytes) => Buffer.from(bytes).toString("hex"));
    fc.assert(
      fc.property(fc.uniqueArray(code, { minLength: 1, maxLength: 4 }), (codes) => {
        const b = bus(codes.map((deviceID) => ({ deviceID })));
        const roms = codes.map((hex) => Buffer.from(romOf(0x28, [...Buffer.from(hex, "hex")])).toString("hex"));
        expect(b.search()).toEqual(roms.sort());
      }),
      { numRuns: 8 },
    );
  });

  test("an alarm search finds those at or beyond their limits", () => {
    const b = bus([{ temperature: "75" }, { temperature: "71", deviceID: "0000000000aa" }]);
    expect(b.search(0xec)).toEqual([]);
    b.convert();
    expect(b.search(0xec)).toEqual([Buffer.from(DEFAULT_ROM).toString("hex")]);
  });

  test("limits are whole degrees with a sign", () => {
    const limits = userBytes([10, 0xf6, 0x7f]);
    const alarm = (temperature: number): boolean => isAlarm(sixteenths(temperature, 12), limits);
    expect([9.9375, 10, -9, -9.0625, -10].map(alarm)).toEqual([false, true, false, true, true]);
  });
});

describe("function commands", () => {
  test("a conversion takes its time; read slots tell when it is over", () => {
    const b = bus([{ temperature: "-12.5" }]);
    b.convert(ms(749));
    expect(b.readBit()).toBe(0);
    b.pass(ms(1));
    expect(b.readBit()).toBe(1);
    expect(b.scratchpad().slice(0, 2)).toEqual([0x38, 0xff]);
    expect(b.faults("t0")).toEqual([]);
  });

  test("the temperature is that at the end", () => {
    const b = bus([{ temperature: "10" }]);
    b.convert(ms(700));
    b.sim.setControl("t0", "temperature", 20);
    b.pass(ms(50));
    expect(b.scratchpad()[0]).toBe(0x40);
  });

  test("85 °C before the first conversion, which is a fault to read", () => {
    const b = bus([{}]);
    expect(b.scratchpad()).toEqual([0x50, 5, 0x4b, 0x46, 0x7f, 0xff, 0x0c, 0x10, 0x1c]);
    b.scratchpad();
    expect(b.faults("t0")).toEqual(["early-read"]);
    b.convert();
    b.scratchpad();
    b.convert(ms(10));
    b.scratchpad();
    expect(b.faults("t0")).toEqual(["early-read", "early-read"]);
  });

  test("what is written outlasts power only when it was copied; recall brings it back", () => {
    const b = bus([{}]);
    const user = (): number[] => b.scratchpad().slice(2, 5);
    b.reset();
    b.write(0xcc, 0x4e, 30, 5, 0xff);
    expect(user()).toEqual([30, 5, 0x7f]);
    b.reset();
    b.write(0xcc, 0xb8);
    expect(user()).toEqual([0x4b, 0x46, 0x7f]);
    b.reset();
    b.write(0xcc, 0x4e, 30, 5, 0x00);
    b.reset();
    b.write(0xcc, 0x48);
    expect(b.readBit()).toBe(0);
    b.pass(ms(10));
    expect(b.readBit()).toBe(1);
    b.reset();
    b.write(0xcc, 0x4e, 1, 2, 0x7f);
    b.reset();
    b.write(0xcc, 0xb8);
    expect(user()).toEqual([30, 5, 0x1f]);
  });

  test("read power supply tells of VCC", () => {
    const b = bus([{}]);
    b.reset();
    b.write(0xcc, 0xb4);
    expect(b.readBit()).toBe(1);
  });

  test("a command that it does not know is a fault, and it waits for a reset", () => {
    const b = bus([{}]);
    b.reset();
    b.write(0xcc, 0x77);
    expect(b.read(1)).toEqual([0xff]);
    b.reset();
    b.write(0x12);
    expect(b.faults("t0")).toEqual(["unknown-command", "unknown-rom-command"]);
    expect(b.scratchpad()[0]).toBe(0x50);
  });
});

describe("the line", () => {
  test("a low of 300 µs is neither a reset nor a bit", () => {
    const b = bus([{}]);
    b.low(us(300));
    b.pass(us(70));
    expect([b.line.read(), b.faults("t0")]).toEqual([1, ["timing"]]);
  });

  test("a reset in the middle of a byte begins anew", () => {
    const b = bus([{}]);
    b.reset();
    b.write(0x33);
    b.read(3);
    b.writeBit(1);
    expect(b.reset()).toBe(true);
    b.write(0x33);
    expect(b.read(8)).toEqual(DEFAULT_ROM);
  });

  test("without supply nobody answers, and that is a fault", () => {
    const b = bus([{}], "2");
    expect([b.reset(), b.faults("t0")]).toEqual([false, ["no-power"]]);
  });
});

test("codes that are none are problems", () => {
  expect(problemsOf("wokwi-ds18b20", { deviceID: "12" })[0]).toMatch(/'deviceID' is '12'/);
  expect(problemsOf("wokwi-ds18b20", { familyCode: "xx" })[0]).toMatch(/'familyCode' is 'xx'/);
});
