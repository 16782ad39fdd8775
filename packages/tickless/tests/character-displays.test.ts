import { DEFINITIONS } from "@tickless/devices";
import { ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkDevice } from "tickless/testing";
import { show } from "../src/show/show.js";
import { board } from "./support/board.js";

/* Displays of characters, driven by MicroPython programs as their users write them. */

describe("an LCD with a backpack", () => {
  const DRIVER = `
from machine import I2C, Pin
import time

class Lcd:
    def __init__(self, i2c, address=0x27, rows=(0x00, 0x40, 0x14, 0x54)):
        self.i2c, self.address, self.rows, self.light = i2c, address, rows, 8
        self.port(0)
        time.sleep_ms(20)
        for pause in (5, 1, 1):
            self.nibble(0x30)
            time.sleep_ms(pause)
        self.nibble(0x20)
        for code in (0x28, 0x08, 0x01, 0x06, 0x0c):
            self.command(code)

    def port(self, value):
        self.i2c.writeto(self.address, bytes((value | self.light,)))

    def nibble(self, value):
        self.port(value | 4)
        self.port(value)

    def send(self, value, rs):
        self.nibble(value & 0xf0 | rs)
        self.nibble(value << 4 & 0xf0 | rs)

    def command(self, code):
        self.send(code, 0)
        if code < 4:
            time.sleep_ms(5)

    def move(self, column, row):
        self.command(0x80 | self.rows[row] + column)

    def print(self, text):
        for c in text:
            self.send(ord(c), 1)

    def glyph(self, place, rows):
        self.command(0x40 | place << 3)
        for row in rows:
            self.send(row, 1)

i2c = I2C(0, sda=Pin(4), scl=Pin(5), freq=100_000)
`;
  const WIRES = ["pico:GP4 lcd:SDA", "pico:GP5 lcd:SCL", "pico:GND.1 lcd:GND", "pico:VBUS lcd:VCC"];

  it("shows a counter, at 2 x 16", () => {
    const sim = board(
      ["lcd: wokwi-lcd1602 pins=i2c"],
      WIRES,
      `${DRIVER}
lcd = Lcd(i2c)
lcd.print("Tickless")
for n in range(100):
    lcd.move(4, 1)
    lcd.print("n={:3d}".format(n))
    time.sleep_ms(100)
`,
    );
    sim.run(s(1));
    const display = sim.part("lcd").display();
    expect(display.text()).toBe("Tickless\n    n=  8");
    expect(display.text(ms(150))).toBe("Tickless\n    n=  0");
    expect(sim.faults).toEqual([]);
    expect(
      display
        .bitmap()
        .split("\n")
        .map((row) => row.slice(0, 11))
        .slice(0, 8),
    ).toEqual([
      "#####...#..",
      "..#........",
      "..#....##..",
      "..#.....#..",
      "..#.....#..",
      "..#.....#..",
      "..#....###.",
      "...........",
    ]);
    const text = show(sim.simulation.board, sim.trace, sim.now, { color: false, title: "t" });
    expect(text).toContain(
      ["lcd", "┌────────────────┐", "│Tickless        │", "│    n=  8       │", "└────────────────┘"].join("\n"),
    );
  });

  it("shows four rows and a character of its own, at 4 x 20", () => {
    const sim = board(
      ["lcd: wokwi-lcd2004 pins=i2c i2cAddress=0x3f"],
      WIRES,
      `${DRIVER}
lcd = Lcd(i2c, address=0x3f)
lcd.glyph(0, (0, 10, 31, 31, 14, 4, 0, 0))
for row in range(4):
    lcd.move(row, row)
    lcd.print("row " + str(row) + chr(0))
`,
    );
    sim.run(s(1));
    const display = sim.part("lcd").display();
    expect(display.text()).toBe("row 0\ufffd\n row 1\ufffd\n  row 2\ufffd\n   row 3\ufffd");
    expect([display.picture().width, display.picture().height]).toEqual([119, 35]);
  });

  it("loses what is sent while it clears", () => {
    const sim = board(
      ["lcd: wokwi-lcd1602 pins=i2c"],
      WIRES,
      `${DRIVER}
lcd = Lcd(i2c)
lcd.send(0x01, 0)
lcd.print("lost?")
`,
    );
    sim.run(s(1));
    expect(sim.part("lcd").display().text()).not.toBe("lost?");
    expect(sim.faults.map(({ kind }) => kind)).toEqual(["busy"]);
  });
});

describe("an LCD by its pins", () => {
  const lcd = (pot: number) =>
    board(
      ["lcd: wokwi-lcd1602", `pot: wokwi-potentiometer value=${pot}`, "r: wokwi-resistor value=220"],
      [
        ...["pico:VBUS lcd:VDD", "pico:GND.1 lcd:VSS", "lcd:RW pico:GND.1", "lcd:RS pico:GP0", "lcd:E pico:GP1"],
        ...[4, 5, 6, 7].map((bit) => `lcd:D${bit} pico:GP${bit}`),
        ...["pot:VCC pico:VBUS", "pot:GND pico:GND.1", "pot:SIG lcd:V0"],
        ...["pico:VBUS r:1", "r:2 lcd:A", "lcd:K pico:GND.1"],
      ],
      `
from machine import Pin
import time
rs, e = Pin(0, Pin.OUT), Pin(1, Pin.OUT)
data = [Pin(n, Pin.OUT) for n in (4, 5, 6, 7)]

def nibble(value):
    for bit, pin in enumerate(data):
        pin.value(value >> bit & 1)
    e.on()
    e.off()

def send(value, register):
    rs.value(register)
    nibble(value >> 4)
    nibble(value & 15)
    time.sleep_us(2000 if value < 4 and not register else 50)

time.sleep_ms(50)
rs.off()
for value in (3, 3, 3, 2):
    nibble(value)
    time.sleep_ms(5)
for command in (0x28, 0x0c, 0x06, 0x01):
    send(command, 0)
for c in "4 wires":
    send(ord(c), 1)
`,
    );

  it("shows what four lines bring", () => {
    const sim = lcd(100);
    sim.run(s(1));
    expect(sim.part("lcd").display().text()).toBe("4 wires");
    expect(sim.faults).toEqual([]);
  });

  it("is blank when the contrast is turned down, and comes back", () => {
    const sim = lcd(1000);
    sim.run(s(1));
    expect(sim.part("lcd").display().text()).toBe("");
    expect(sim.faults.map(({ kind }) => kind)).toEqual(["low-contrast"]);
    sim.part("pot").turn(0.1);
    sim.run(ms(1));
    expect(sim.part("lcd").display().text()).toBe("4 wires");
  });
});

describe.each(["wokwi-lcd1602", "wokwi-lcd2004"])("%s", (type) => {
  it("keeps the laws of devices", () => {
    const definition = DEFINITIONS.find((other) => other.type === type)!;
    checkDevice(definition, { attributes: { pins: "i2c" } });
    checkDevice(definition);
  }, 60_000);
});
