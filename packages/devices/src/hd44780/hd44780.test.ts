import { ms, us } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../../tests/bench.js";
import { backpack, glass, parallel, registers, shown } from "../../tests/lcd-driver.js";
import { characterOf, glyphOf } from "./font.js";
import { BLINK } from "./state.js";

const code = (text: string): number => text.charCodeAt(0);

describe("on I2C, as drivers for the backpack send", () => {
  const started = (attributes = {}, type = "wokwi-lcd1602") => {
    const lcd = backpack(attributes, type);
    lcd.init();
    return lcd;
  };

  test("text stands where it is put", () => {
    const lcd = started();
    lcd.print("Temp: 21.5");
    lcd.command(0x80 | 0x44);
    lcd.print("ok");
    expect(shown(lcd)).toBe("Temp: 21.5\n    ok");
    expect(lcd.faults("lcd")).toEqual([]);
  });

  test("law: what is printed is what is read, at any place of 4 × 20", () => {
    const places = fc.record({ row: fc.nat(3), column: fc.nat(19), code: fc.integer({ min: 0x21, max: 0x5b }) });
    fc.assert(
      fc.property(places, ({ row, column, code: character }) => {
        const lcd = started({}, "wokwi-lcd2004");
        lcd.command(0x80 | ([0x00, 0x40, 0x14, 0x54][row]! + column));
        lcd.send(character, 1);
        const lines = shown(lcd).split("\n");
        expect(lines).toHaveLength(row + 1);
        expect(lines[row]).toBe(" ".repeat(column) + String.fromCharCode(character));
      }),
      { numRuns: 20 },
    );
  });

  test("a row that is too long goes on in the RAM behind it, then in the other row", () => {
    const lcd = started();
    lcd.print("x".repeat(40) + "second");
    expect(shown(lcd)).toBe(`${"x".repeat(16)}\nsecond`);
  });

  test("entry mode: backwards, and with the display moving along", () => {
    const lcd = started();
    lcd.command(0x80 | 5, 0x04);
    lcd.print("abc");
    expect(shown(lcd)).toBe("   cba");
    lcd.command(0x01, 0x80 | 16, 0x07);
    lcd.print("in");
    expect(shown(lcd)).toBe("              in");
  });

  test("shifting goes round 40 places, home undoes it", () => {
    const lcd = started();
    lcd.print("0123456789");
    lcd.command(0x18, 0x18);
    expect(shown(lcd)).toBe("23456789");
    lcd.command(0x1c, 0x1c, 0x1c);
    expect(shown(lcd)).toBe(" 0123456789");
    lcd.command(...Array<number>(39).fill(0x1c));
    expect(shown(lcd)).toBe("0123456789");
    lcd.command(0x1c, 0x02);
    expect(shown(lcd)).toBe("0123456789");
  });

  test("own characters", () => {
    const lcd = started();
    const heart = [0, 10, 31, 31, 14, 4, 0, 0];
    lcd.command(0x40 | (3 << 3));
    for (const row of heart) lcd.send(row, 1);
    lcd.command(0x80 | 1);
    lcd.send(3, 1);
    lcd.send(11, 1);
    expect(shown(lcd)).toBe(" \ufffd\ufffd");
    const { pixels, width } = glass(lcd);
    for (const left of [6, 12]) {
      const rows = heart.map((_, y) => [0, 1, 2, 3, 4].reduce((sum, x) => sum * 2 + pixels[y * width + left + x]!, 0));
      expect(rows).toEqual(heart);
    }
  });

  test("the cursor is a line below the character, and blinks as a block", () => {
    const lcd = started();
    const corner = () => [...glass(lcd).pixels.slice(7 * 95, 7 * 95 + 5)];
    lcd.command(0x0e);
    expect(corner()).toEqual([1, 1, 1, 1, 1]);
    expect([...glass(lcd).pixels.slice(0, 5)]).toEqual([0, 0, 0, 0, 0]);
    lcd.command(0x0d);
    expect(corner()).toEqual([0, 0, 0, 0, 0]);
    lcd.wait(BLINK);
    expect([...glass(lcd).pixels.slice(0, 5)]).toEqual([1, 1, 1, 1, 1]);
    lcd.wait(BLINK);
    expect(corner()).toEqual([0, 0, 0, 0, 0]);
    expect(BLINK).toBe(379_259_259);
  });

  test("switched off it shows nothing and forgets nothing", () => {
    const lcd = started();
    lcd.print("hello");
    lcd.command(0x08);
    expect(shown(lcd)).toBe("");
    expect(glass(lcd).pixels.includes(1)).toBe(false);
    lcd.command(0x0c);
    expect(shown(lcd)).toBe("hello");
  });

  test("not initialised it shows a row of blocks", () => {
    const { pixels, width, height } = glass(backpack());
    expect([width, height]).toEqual([95, 17]);
    expect([...pixels.slice(0, 6)]).toEqual([1, 1, 1, 1, 1, 0]);
    expect(pixels.slice(9 * 95).includes(1)).toBe(false);
  });

  test("a clear takes 1.52 ms: what comes before is lost, and said once", () => {
    const lcd = started();
    lcd.send(0x01, 0, us(300));
    lcd.print("abc");
    expect(shown(lcd)).toBe("c");
    expect(lcd.faults("lcd")).toEqual(["busy"]);
  });

  test("a wrong half at the start makes everything wrong until it is set up again", () => {
    const lcd = started();
    lcd.nibble(0);
    lcd.print("A");
    expect(shown(lcd)).not.toBe("A");
    lcd.init();
    lcd.print("A");
    expect(shown(lcd)).toBe("A");
  });

  test("without the pause after the last set-up the instruction is lost, and eight lines stay", () => {
    const lcd = backpack();
    lcd.port(0);
    lcd.chip.write(0x3c);
    lcd.chip.write(0x38);
    lcd.chip.write(0x2c);
    lcd.chip.write(0x28);
    expect(lcd.faults("lcd")).toEqual(["busy"]);
    lcd.wait(ms(1));
    lcd.print("A");
    expect(shown(lcd)).toBe("");
    expect(registers(lcd)[0]! & 0x20).toBe(0x20);
  });

  test("a driver that begins at once finds it ready", () => {
    const lcd = backpack({}, "wokwi-lcd1602", 5, 0);
    lcd.init();
    lcd.print("A");
    expect(shown(lcd)).toBe("A");
    expect(lcd.faults("lcd")).toEqual([]);
  });

  test("the backlight is a bit of its own", () => {
    const lcd = started();
    expect(registers(lcd)[5]).toBe(255);
    lcd.port(0);
    expect(registers(lcd)[5]).toBe(0);
  });

  test("the busy flag, the address and the characters can be read back", () => {
    const lcd = started();
    lcd.print("Hi");
    const read = (rs: number): number => {
      const half = (): number => {
        lcd.port(0xfa | rs);
        lcd.port(0xfe | rs);
        return lcd.chip.read(false) >> 4;
      };
      const byte = (half() << 4) | half();
      lcd.port(0xfa | rs);
      return byte;
    };
    expect(read(0)).toBe(2);
    lcd.command(0x80);
    expect([read(1), read(1), read(0)]).toEqual([code("H"), code("i"), 2]);
    lcd.send(0x01, 0, 0);
    expect(read(0) & 0x80).toBe(0x80);
  });

  test("other chips have other addresses", () => {
    const lcd = started({ i2cAddress: "0x3f" });
    lcd.print("A");
    expect(shown(lcd)).toBe("A");
    const pins = { pins: "i2c", i2cAddress: "0x50" };
    expect(problemsOf("wokwi-lcd1602", pins)[0]).toContain("the I2C address is '0x50'");
  });

  test("3.3 V are too little for the contrast", () => {
    const lcd = backpack({}, "wokwi-lcd1602", 3.3);
    lcd.init();
    lcd.print("faint");
    expect(shown(lcd)).toBe("faint");
    expect(registers(lcd)[3]).toBeLessThan(128);
    expect(lcd.faults("lcd")).toEqual(["low-contrast"]);
  });
});

describe("by its pins", () => {
  test("for 10 ms after its supply came back it takes nothing", () => {
    const lcd = parallel();
    lcd.supply(0);
    lcd.wait(ms(1));
    lcd.supply(5);
    lcd.wait(ms(9));
    lcd.put(0x0c);
    expect(lcd.faults("lcd")).toEqual(["busy"]);
    lcd.wait(ms(1));
    lcd.put(0x0c);
    expect(lcd.faults("lcd")).toEqual(["busy"]);
  });

  test("eight lines", () => {
    const lcd = parallel();
    for (const byte of [0x38, 0x0c, 0x06, 0x01]) lcd.put(byte);
    for (const character of "Hello") lcd.put(code(character), 1);
    expect(shown(lcd)).toBe("Hello");
    expect(lcd.faults("lcd")).toEqual([]);
    expect(registers(lcd)[5]).toBe(255);
  });

  const FOUR = ["D4", "D5", "D6", "D7"];
  const four = (contrast?: string) => {
    const lcd = parallel(FOUR, contrast);
    const send = (byte: number, rs = 0): void => {
      lcd.put(byte & 0xf0, rs, us(1));
      lcd.put((byte << 4) & 0xf0, rs, byte < 4 && !rs ? ms(2) : us(50));
    };
    for (const byte of [0x30, 0x30, 0x30, 0x20]) lcd.put(byte, 0, ms(5));
    for (const byte of [0x28, 0x0c, 0x06, 0x01]) send(byte);
    return { ...lcd, send };
  };

  test("four lines", () => {
    const lcd = four();
    for (const character of "Hello") lcd.send(code(character), 1);
    expect(shown(lcd)).toBe("Hello");
    expect(lcd.faults("lcd")).toEqual([]);
  });

  test("busy flag and data are read over four lines", () => {
    const lcd = four();
    lcd.send(code("Q"), 1);
    expect(lcd.read() | (lcd.read() >> 4)).toBe(1);
    lcd.send(0x80);
    expect(lcd.read(1) | (lcd.read(1) >> 4)).toBe(code("Q"));
    lcd.put(0x00);
    lcd.put(0x10, 0, us(10));
    expect(lcd.read() & 0x80).toBe(0x80);
    lcd.read();
    lcd.wait(ms(2));
    expect(lcd.read() & 0x80).toBe(0);
  });

  test("an open V0 is told, and the characters are seen", () => {
    const lcd = four("");
    lcd.send(code("A"), 1);
    expect(shown(lcd)).toBe("A");
    expect(lcd.faults("lcd")).toEqual(["low-contrast"]);
  });

  test("with RW open nothing is written", () => {
    const lcd = parallel();
    lcd.release();
    lcd.probe("RW").set({ volts: 0, ohms: Infinity });
    lcd.set("RS", 0);
    lcd.pulse();
    lcd.pulse();
    expect(lcd.faults("lcd")).toEqual(["open-input"]);
  });
});

describe("character generators", () => {
  test("both have ASCII", () => {
    for (let character = 0x20; character < 0x7e; character++) {
      if (character === 0x5c) continue;
      expect(characterOf("A00", character)).toBe(String.fromCharCode(character));
      expect(glyphOf("A00", character)).toEqual(glyphOf("A02", character));
    }
    expect([...glyphOf("A00", code("F"))]).toEqual([31, 16, 16, 30, 16, 16, 16, 0]);
  });

  test("A00 has katakana, Greek and signs; A02 Latin and Cyrillic", () => {
    expect([0x5c, 0x7e, 0xb1, 0xdd, 0xdf, 0xe0, 0xe4, 0xf7, 0xff].map((at) => characterOf("A00", at)).join("")).toBe(
      "¥→ｱﾝﾟαµπ█",
    );
    expect([0x5c, 0x7e, 0x80, 0x9d, 0xb0, 0xc4, 0xe9, 0xfc].map((at) => characterOf("A02", at)).join("")).toBe(
      "\\~Б♥°Äéü",
    );
  });

  test.each([
    ["A00", 0xa1],
    ["A02", 0x10],
  ] as const)("no two characters of %s look the same", (rom, first) => {
    const drawn = new Map<string, string>();
    for (let at = first; at < 0x100; at++) {
      const shape = glyphOf(rom, at).join();
      drawn.set(shape, (drawn.get(shape) ?? "") + characterOf(rom, at));
    }
    expect([...drawn.values()].filter((characters) => [...characters].length > 1)).toEqual([]);
  });
});
