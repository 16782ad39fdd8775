import { strong } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { renderSh110x, SH110X_RAM_BYTES } from "./render.js";

function oled(type: string) {
  const [scl, ground] = type === "board-sh1106" ? ["SCL", "GND"] : ["SCL.1", "GND.1"];
  const spi = type === "board-sh1106" ? ["u:DC dc:P", "u:CS cs:P", "u:RES rst:P"] : [];
  const b = bench(
    {
      u: type,
      ...{ c: "probe", d: "probe", dc: "probe", cs: "probe", rst: "probe", g: "wokwi-gnd" },
      v: ["wokwi-vcc", { voltage: "3.3" }],
    },
    [`u:${scl} c:P`, "u:SDA d:P", "u:VCC v:VCC", `u:${ground} g:GND`, ...spi],
  );
  b.sim.runUntil(1);
  const send = (...bytes: number[]): void => {
    const target = b.target(0x3c);
    target.start?.(false);
    for (const byte of bytes) target.write(byte);
    target.stop?.();
  };
  const commands = (...bytes: number[]): void => send(0x00, ...bytes);
  const data = (...bytes: number[]): void => send(0x40, ...bytes);
  const lit = (): string[] => {
    const cursor = b.sim.trace.at(b.sim.now);
    const { width, pixels } = renderSh110x(cursor.pixels("u.ram", SH110X_RAM_BYTES), cursor.pixels("u.panel", 6));
    return [...pixels].flatMap((on, at) => (on ? [`${at % width},${Math.floor(at / width)}`] : []));
  };
  return { ...b, commands, data, lit };
}

const sh1106 = () => {
  const o = oled("board-sh1106");
  o.commands(0xa1, 0xc8, 0xaf);
  return o;
};
const sh1107 = () => {
  const o = oled("board-grove-oled-sh1107");
  o.commands(0xaf);
  return o;
};

describe("an SH1106", () => {
  test("has 132 columns, of which the glass shows 2 to 129", () => {
    const o = sh1106();
    o.commands(0xb0, 0x00, 0x10);
    o.data(...Array<number>(132).fill(0x01));
    expect(o.lit()).toEqual(Array.from({ length: 128 }, (_, x) => `${x},0`));
  });

  test("the column stops behind the last one: more is lost, and no other page is written", () => {
    const o = sh1106();
    o.commands(0xb3, 0x0f, 0x17);
    o.data(...Array<number>(20).fill(0xff));
    expect(o.lit().every((place) => Number(place.split(",")[0]) >= 125)).toBe(true);
    expect(new Set(o.lit().map((place) => place.split(",")[1])).size).toBe(8);
  });

  test("knows no addressing modes: MicroPython's driver of the SSD1306 is told so", () => {
    const o = sh1106();
    o.commands(0x20, 0x00);
    expect(o.faults("u")).toEqual(["unknown-command"]);
  });

  test("start line, offset and the direction of the scan move rows", () => {
    const o = sh1106();
    o.commands(0xb0, 0x02, 0x10);
    o.data(0x01);
    expect(o.lit()).toEqual(["0,0"]);
    o.commands(0x40 + 8);
    expect(o.lit()).toEqual(["0,56"]);
    o.commands(0x40, 0xc0);
    expect(o.lit()).toEqual(["0,63"]);
    o.commands(0xa7);
    expect(o.lit()).toHaveLength(128 * 64 - 1);
  });

  test("answers whether it is off; without a supply it does not answer", () => {
    const o = oled("board-sh1106");
    expect(o.target(0x3c).read(true)).toBe(0x40);
    o.commands(0xaf);
    expect(o.target(0x3c).read(true)).toBe(0);
    const dark = bench({ u: "board-sh1106", c: "probe", d: "probe" }, ["u:SCL c:P", "u:SDA d:P"]);
    expect(() => dark.target(0x3c)).toThrow();
  });

  test("over SPI DC tells commands from data, and RES resets", () => {
    const o = oled("board-sh1106");
    const set = (id: string, high: 0 | 1): void => {
      o.probe(id).set(strong(high ? 3.3 : 0));
      o.sim.runUntil(o.sim.now + 1);
    };
    for (const [id, high] of [
      ["cs", 0],
      ["rst", 1],
      ["dc", 0],
    ] as const)
      set(id, high);
    const transfer = (...data: number[]): void =>
      void o.sim.spiTargets[0]?.target.transfer({
        start: 0,
        bit: 1,
        bits: 8,
        polarity: 0,
        phase: 0,
        data: Uint8Array.from(data),
      });
    transfer(0xa1, 0xc8, 0xaf, 0xb0, 0x02, 0x10);
    set("dc", 1);
    transfer(0x03);
    expect(o.lit()).toEqual(["0,0", "0,1"]);
    set("cs", 1);
    transfer(0xff);
    expect(o.lit()).toHaveLength(2);
    set("rst", 0);
    expect(o.lit()).toEqual([]);
  });
});

describe("an SH1107", () => {
  test("has 16 pages of 128 columns, upright after reset", () => {
    const o = sh1107();
    o.commands(0xbf, 0x0f, 0x17);
    o.data(0x80);
    expect(o.lit()).toEqual(["127,127"]);
  });

  test("with vertical addressing (21h) the page advances first", () => {
    const o = sh1107();
    o.commands(0x21, 0xbf, 0x00, 0x10);
    o.data(0x01, 0x01);
    expect(o.lit()).toEqual(["1,0", "0,120"]);
  });

  test("the start line is a command of two bytes", () => {
    const o = sh1107();
    o.commands(0xb0, 0x00, 0x10);
    o.data(0x01);
    o.commands(0xdc, 0x08);
    expect(o.lit()).toEqual(["0,120"]);
  });
});

test("law: each pixel of the RAM that the glass has is shown once, whatever the mapping", () => {
  fc.assert(
    fc.property(
      fc.nat(1),
      fc.nat(1),
      fc.nat(127),
      fc.nat(127),
      fc.nat(127),
      fc.nat(127),
      (kind, scan, line, offset, x, y) => {
        const [columns, first, rows] = kind === 1 ? [128, 0, 128] : [132, 2, 64];
        const ram = new Uint8Array(SH110X_RAM_BYTES);
        ram[((y % rows) >> 3) * columns + first + x] = 1 << (y & 7);
        const panel = Uint8Array.of(1 | (scan << 3), 0, line % rows, offset % rows, rows - 1, kind);
        expect(renderSh110x(ram, panel).pixels.reduce((sum, pixel) => sum + pixel, 0)).toBe(1);
      },
    ),
  );
});
