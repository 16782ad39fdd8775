import { strong } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { crc16, crc7 } from "./crc.js";
import { formattedCard, SECTOR, SECTORS } from "./fat16.js";

const IDLE = 0x01;
const READY = 0x00;

/** A card on wires that the test drives, with a driver as short as it can be. */
function card(volts = "3.3") {
  const b = bench(
    { u: "wokwi-microsd-card", cs: "probe", cd: "probe", v: ["wokwi-vcc", { voltage: volts }], g: "wokwi-gnd" },
    ["u:CS cs:P", "u:CD cd:P", "u:VCC v:VCC", "u:GND g:GND"],
  );
  const select = (low: boolean): void => {
    b.probe("cs").set(strong(low ? 0 : 3.3));
    b.sim.runUntil(b.sim.now + 100);
  };
  /** At 250 kHz; time passes afterwards, as it has when a transfer ends. */
  const transfer = (bytes: readonly number[], bit = 4000): number[] | undefined => {
    const start = b.sim.now;
    b.sim.runUntil(start + bytes.length * 8 * bit);
    const mode = { start, bit, bits: 8, polarity: 0, phase: 0 } as const;
    const out = b.sim.spiTargets[0]?.target.transfer({ ...mode, data: Uint8Array.from(bytes) });
    return out && [...out];
  };
  const clock = (count: number): number[] => transfer(Array<number>(count).fill(0xff)) ?? [];
  /** The first byte that is not 0xff. */
  const answer = (most = 200): number => {
    for (let at = 0; at < most; at++) {
      const [byte = 0xff] = clock(1);
      if (byte !== 0xff) return byte;
    }
    return 0xff;
  };
  const command = (number: number, argument = 0): number => {
    const frame = [
      0x40 | number,
      (argument >>> 24) & 0xff,
      (argument >>> 16) & 0xff,
      (argument >>> 8) & 0xff,
      argument & 0xff,
    ];
    transfer([...frame, crc7(frame)]);
    return answer(8);
  };
  const wake = (): void => {
    select(false);
    clock(10);
    select(true);
  };
  const start = (): void => {
    wake();
    expect(command(0)).toBe(IDLE);
    expect(command(8, 0x1aa)).toBe(IDLE);
    clock(4);
    for (let turn = 0; turn < 100; turn++) {
      command(55);
      if (command(41, 0x40000000) === READY) return;
    }
    throw new Error("it does not start");
  };
  const block = (): number[] => {
    expect(answer()).toBe(0xfe);
    return clock(SECTOR + 2);
  };
  const write = (data: readonly number[], token = 0xfe): number => {
    transfer([0xff, token, ...data, 0, 0]);
    return (clock(1)[0] as number) & 0x1f;
  };
  const untilReady = (): void => {
    for (let at = 0; at < 1000 && clock(1)[0] !== 0xff; at++);
  };
  return { ...b, select, transfer, clock, answer, command, wake, start, block, write, untilReady };
}

const sector = (value: number): number[] => Array<number>(SECTOR).fill(value);

describe("an SD card in SPI mode", () => {
  test("wakes up, tells its voltage, and starts after some time (figure 7-2 of the specification)", () => {
    const c = card();
    c.wake();
    expect(c.command(0)).toBe(IDLE);
    expect(c.command(8, 0x1aa)).toBe(IDLE);
    expect(c.clock(4)).toEqual([0, 0, 1, 0xaa]);
    expect(c.command(17)).toBe(IDLE | 0x04);
    c.command(55);
    expect(c.command(41, 0x40000000)).toBe(IDLE);
    c.sim.runUntil(c.sim.now + 20e6);
    c.command(55);
    expect(c.command(41, 0x40000000)).toBe(READY);
    expect(c.command(58)).toBe(READY);
    expect(c.clock(4)).toEqual([0x80, 0xff, 0x80, 0]);
    expect(c.faults("u")).toEqual([]);
  });

  test("has 8 MiB, as its CSD says", () => {
    const c = card();
    c.start();
    expect(c.command(9)).toBe(READY);
    expect(c.answer()).toBe(0xfe);
    const csd = c.clock(18);
    const bits = csd.slice(0, 16).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const field = (high: number, low: number): number =>
      Number((bits >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n));
    expect((field(73, 62) + 1) * 2 ** (field(49, 47) + 2) * 2 ** field(83, 80)).toBe(SECTORS * SECTOR);
    expect(crc7(csd.slice(0, 15))).toBe(csd[15]);
    expect(crc16(Uint8Array.from(csd))).toBe(0);
  });

  test("law: what was written to a sector is read from it, by single and by several", () => {
    const c = card();
    c.start();
    const byte = fc.nat(255);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SECTORS - 3 }), byte, byte, (at, first, second) => {
        c.command(24, at * SECTOR);
        expect(c.write(sector(first))).toBe(0x05);
        c.untilReady();
        c.command(25, (at + 1) * SECTOR);
        for (const value of [second, first]) {
          expect(c.write(sector(value), 0xfc)).toBe(0x05);
          c.untilReady();
        }
        c.transfer([0xff, 0xfd]);
        c.untilReady();
        c.command(17, (at + 1) * SECTOR);
        expect(c.block().slice(0, SECTOR)).toEqual(sector(second));
        c.command(18, at * SECTOR);
        for (const value of [first, second, first]) {
          const data = c.block();
          expect(data.slice(0, SECTOR)).toEqual(sector(value));
          expect(crc16(Uint8Array.from(data))).toBe(0);
        }
        expect(c.command(12)).toBe(READY);
      }),
      { numRuns: 20 },
    );
    expect(c.last("u.written")).toBe(60);
    expect(c.last("u.read")).toBe(80);
  });

  test("is busy for a while after a sector was written", () => {
    const c = card();
    c.start();
    c.command(24, 0);
    c.write(sector(1));
    expect(c.clock(1)).toEqual([0]);
    c.sim.runUntil(c.sim.now + 1e6);
    expect(c.clock(1)).toEqual([0xff]);
  });

  test("refuses what it does not know, checksums that are wrong, and addresses that are none", () => {
    const c = card();
    c.start();
    expect(c.command(5)).toBe(0x04);
    expect(c.command(17, 100)).toBe(0x20);
    expect(c.command(17, SECTORS * SECTOR)).toBe(0x40);
    expect(c.command(16, 1024)).toBe(0x40);
    expect(c.command(59, 1)).toBe(READY);
    c.transfer([0x40 | 13, 0, 0, 0, 0, 0x01]);
    expect(c.answer(8)).toBe(0x08);
    c.command(24, 0);
    expect(c.write(sector(1))).toBe(0x0b);
  });

  test("says nothing when it is not selected, is not there, or has no supply", () => {
    const c = card();
    c.wake();
    c.select(false);
    expect(c.transfer([0x40, 0, 0, 0, 0, 0x95, 0xff, 0xff])).toBeUndefined();
    c.start();
    c.sim.setControl("u", "inserted", 0);
    expect(c.transfer([0xff])).toBeUndefined();
    c.sim.setControl("u", "inserted", 1);
    c.select(true);
    expect(c.command(17)).toBe(0xff);
    c.start();
    const dead = card("2");
    dead.wake();
    expect(dead.transfer([0x40])).toBeUndefined();
    expect(dead.faults("u")).toEqual(["no-power"]);
  });

  test("CD is connected to ground while there is no card", () => {
    const c = card();
    const ohms = (): number => c.probe("cd").thevenin().ohms;
    expect(ohms()).toBe(Infinity);
    c.sim.setControl("u", "inserted", 0);
    expect(ohms()).toBeLessThan(1);
  });

  test("tells when it is not woken up, or too fast", () => {
    const c = card();
    c.select(true);
    expect(c.command(0)).toBe(IDLE);
    expect(c.faults("u")).toEqual(["early"]);
    const fast = card();
    fast.wake();
    fast.transfer([0x40, 0, 0, 0, 0, 0x95], 100);
    expect(fast.answer(8)).toBe(IDLE);
    expect(fast.faults("u")).toEqual(["fast"]);
  });
});

describe("a formatted card", () => {
  const text = (words: string): Uint8Array => new TextEncoder().encode(words);
  const files = new Map([
    ["/main.py", text("print(1)\n")],
    ["/A long name.json", text("{}")],
    ["/lib/deep/x.py", text("x".repeat(3000))],
    ["/empty", text("")],
  ]);
  const read = ({ sectors }: ReturnType<typeof formattedCard>, from: number): Uint8Array =>
    sectors.get(from) ?? new Uint8Array(SECTOR);
  const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] as number) + 256 * (bytes[at + 1] as number);

  test("is FAT16: 8,143 clusters, two tables, a root of 512 entries", () => {
    const made = formattedCard(files);
    const boot = read(made, 0);
    const fields = { sector: u16(boot, 11), cluster: boot[13], reserved: u16(boot, 14), tables: boot[16] };
    expect(fields).toEqual({ sector: 512, cluster: 2, reserved: 1, tables: 2 });
    expect([u16(boot, 17), u16(boot, 19), u16(boot, 22), u16(boot, 510)]).toEqual([512, SECTORS, 32, 0xaa55]);
    expect(Math.floor((SECTORS - 1 - 64 - 32) / 2)).toBe(8143);
    expect(read(made, 1)).toEqual(read(made, 33));
    expect(made.left).toEqual([]);
  });

  test("has files in their folders, small names as such and long ones in entries of their own", () => {
    const made = formattedCard(files);
    const entries = (from: number): string[] => {
      const found: string[] = [];
      for (let at = 0; at < 16; at++) {
        const entry = read(made, from).subarray(at * 32, at * 32 + 32);
        if (entry[0] === 0) break;
        if (entry[11] === 0x0f) found.push(`long ${entry[0]}`);
        else found.push(`${String.fromCharCode(...entry.subarray(0, 11))} ${entry[11]} ${entry[12]} ${u16(entry, 28)}`);
      }
      return found;
    };
    expect(entries(65)).toEqual([
      "TICKLESS    8 0 0",
      "long 66",
      "long 1",
      "ALONGN~1JSO 32 0 2",
      "EMPTY       32 8 0",
      "LIB         16 8 0",
      "MAIN    PY  32 24 9",
    ]);
  });

  test("leaves out what there is no room for", () => {
    const { left } = formattedCard(
      new Map([
        ["/big.bin", new Uint8Array(9e6)],
        ["/small", text("x")],
      ]),
    );
    expect(left).toEqual(["/big.bin"]);
  });
});
