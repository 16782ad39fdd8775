import { strong } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { renderPcd8544 } from "./render.js";

/** A powered display on wires that the test drives. */
function display(volts = "3.3", wires: readonly string[] = ["u:RST rst:P"]) {
  const b = bench(
    {
      u: "wokwi-nokia-5110-screen",
      ...{ dc: "probe", cs: "probe", rst: "probe", clk: "probe", bl: "probe" },
      v: ["wokwi-vcc", { voltage: volts }],
      g: "wokwi-gnd",
    },
    ["u:DC dc:P", "u:CE cs:P", "u:CLK clk:P", "u:BL bl:P", "u:VCC v:VCC", "u:GND g:GND", ...wires],
  );
  const set = (id: string, high: 0 | 1): void => {
    b.probe(id).set(strong(high ? 3.3 : 0));
    b.sim.runUntil(b.sim.now + 100);
  };
  for (const id of ["cs", "rst"]) set(id, 0);
  set("rst", 1);
  const transfer = (dc: 0 | 1, ...data: number[]): void => {
    set("dc", dc);
    const mode = { start: b.sim.now, bit: 100, bits: 8, polarity: 0, phase: 0 } as const;
    b.sim.spiTargets[0]?.target.transfer({ ...mode, data: Uint8Array.from(data) });
  };
  const command = (...bytes: number[]): void => transfer(0, ...bytes);
  const data = (...bytes: number[]): void => transfer(1, ...bytes);
  /** Dark pixels as "x,y". */
  const dark = (): string[] => {
    const cursor = b.sim.trace.at(b.sim.now);
    const { width, pixels } = renderPcd8544(cursor.pixels("u.lcdram", 504), cursor.pixels("u.panel", 4));
    return [...pixels].flatMap((pixel, at) => (pixel ? [`${at % width},${Math.floor(at / width)}`] : []));
  };
  return { ...b, set, command, data, dark };
}

/** Awake, normal, with an operating voltage: the data sheet's table 6. */
function started() {
  const d = display();
  d.command(0x21, 0x90 | 0x80, 0x20, 0x0c);
  return d;
}

describe("PCD8544", () => {
  test("the data sheet's example writes the letter P, and N in inverse (table 6)", () => {
    const d = started();
    d.data(0x1f, 0x05, 0x07);
    const letter = ["0,0", "1,0", "2,0", "0,1", "2,1", "0,2", "1,2", "2,2", "0,3", "0,4"];
    expect(d.dark()).toEqual(letter);
    d.command(0x0d);
    expect(d.dark()).toHaveLength(84 * 48 - letter.length);
    d.command(0x80);
    d.data(0x00);
    d.command(0x0c);
    expect(d.dark()).toEqual(letter.filter((at) => !at.startsWith("0,")));
    expect(d.faults("u")).toEqual([]);
  });

  test("law: a byte written anywhere is a column of eight pixels there", () => {
    const d = started();
    fc.assert(
      fc.property(fc.nat(83), fc.nat(5), fc.nat(255), (x, bank, byte) => {
        d.command(0x80 | x, 0x40 | bank);
        d.data(byte);
        const column = [0, 1, 2, 3, 4, 5, 6, 7]
          .filter((bit) => (byte >> bit) & 1)
          .map((bit) => `${x},${8 * bank + bit}`);
        expect(d.dark()).toEqual(column);
        d.command(0x80 | x, 0x40 | bank);
        d.data(0);
      }),
    );
  });

  test("addresses go on along the bank, or with V down the columns, and wrap at the end", () => {
    const d = started();
    d.command(0x80 | 83, 0x45);
    d.data(1, 1);
    expect(d.dark()).toEqual(["0,0", "83,40"]);
    const v = started();
    v.command(0x22, 0x80 | 2, 0x44);
    v.data(1, 1, 1);
    expect(v.dark()).toEqual(["3,0", "2,32", "2,40"]);
  });

  test("blank, all on, and asleep", () => {
    const d = started();
    d.data(0xff);
    d.command(0x08);
    expect(d.dark()).toEqual([]);
    d.command(0x09);
    expect(d.dark()).toHaveLength(84 * 48);
    d.command(0x0c, 0x24);
    expect(d.dark()).toEqual([]);
    d.command(0x20);
    expect(d.dark()).toHaveLength(8);
  });

  test("wrong instructions are faults, and an address out of range changes nothing", () => {
    const d = started();
    d.command(0x80 | 84, 0x46, 0x10, 0x21, 0x40);
    expect(d.faults("u")).toEqual(["invalid-command", "invalid-command", "unknown-command", "unknown-command"]);
  });

  test("not selected it hears nothing; a reset blanks it", () => {
    const d = started();
    d.data(0xff);
    d.set("cs", 1);
    d.command(0x09);
    expect(d.dark()).toHaveLength(8);
    d.set("rst", 0);
    expect(d.dark()).toEqual([]);
  });

  test("without a reset pulse and without supply it complains, once each", () => {
    const d = display("3.3", []);
    d.command(0x21);
    d.command(0x20);
    expect(d.faults("u")).toEqual(["no-reset"]);
    const dead = display("1");
    dead.command(0x21);
    expect(dead.faults("u")).toEqual(["no-power"]);
  });

  test("the backlight is on while BL is high or open", () => {
    const d = display();
    d.set("bl", 0);
    d.set("bl", 1);
    expect(d.rows("u.backlight").map(([, light]) => light)).toEqual([1, 0, 1]);
  });
});
