import { DEFINITIONS } from "@tickless/devices";
import { ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkDevice, simulate, type Bench } from "tickless/testing";
import { inflateSync } from "node:zlib";
import { readProject } from "../src/project.js";
import { toPng } from "../src/show/png.js";

/*
 * Displays and shift registers on SPI, driven by MicroPython programs as their users write them. A board is a Pico, a part "u"
 * and its wires ("SCK GP18").
 */
function board(type: string, wires: readonly string[], main: string, attrs: Record<string, string> = {}): Bench {
  const diagram = {
    version: 1,
    parts: [
      { id: "pico", type: "board-pi-pico" },
      { id: "u", type, attrs },
    ],
    connections: wires.map((wire) => {
      const [pin, end] = wire.split(" ");
      return [`u:${pin}`, `pico:${end}`, "green", []];
    }),
  };
  const files = new Map([["/main.py", Buffer.from(main)]]);
  const text = JSON.stringify(diagram);
  return simulate(readProject({ name: "t", files, main: "/main.py", diagram: { file: "diagram.json", text } }));
}

/** The two ways to make the bus. */
const BUSES = [
  ["SPI", "SPI(0, baudrate=10_000_000, sck=Pin(18), mosi=Pin(19), miso=Pin(16))"],
  ["SoftSPI", "SoftSPI(baudrate=500_000, sck=Pin(18), mosi=Pin(19), miso=Pin(16))"],
] as const;

const OLED = `
from machine import Pin, SPI, SoftSPI
import framebuf, time

class OLED(framebuf.FrameBuffer):
    def __init__(self, spi, dc, res, cs, init, first):
        self.spi, self.dc, self.cs, self.first = spi, dc, cs, first
        self.buffer = bytearray(1024)
        super().__init__(self.buffer, 128, 64, framebuf.MONO_VLSB)
        dc.init(Pin.OUT, value=0)
        cs.init(Pin.OUT, value=1)
        res.init(Pin.OUT, value=1)
        time.sleep_ms(1)
        res(0)
        time.sleep_ms(10)
        res(1)
        for command in init:
            self.command(command)

    def command(self, byte):
        self.cs(1)
        self.dc(0)
        self.cs(0)
        self.spi.write(bytearray([byte]))
        self.cs(1)

    def data(self, buffer):
        self.cs(1)
        self.dc(1)
        self.cs(0)
        self.spi.write(buffer)
        self.cs(1)
`;

describe.each(BUSES)("an SSD1306 on %s", (_name, bus) => {
  it("shows what a driver sends", () => {
    const sim = board(
      "wokwi-ssd1306",
      ["CLK GP18", "DATA GP19", "DC GP20", "RST GP21", "CS GP17", "VIN 3V3", "GND GND.1"],
      `${OLED}
oled = OLED(${bus}, Pin(20), Pin(21), Pin(17), (0xae, 0x20, 0x00, 0x40, 0xa1, 0xa8, 63, 0xc8, 0xd3, 0, 0xda, 0x12,
    0xd5, 0x80, 0xd9, 0xf1, 0xdb, 0x30, 0x81, 0xff, 0xa4, 0xa6, 0x8d, 0x14, 0xaf), 0)
oled.text("Hello SPI", 0, 0)
oled.text("second line", 8, 30)
for command in (0x21, 0, 127, 0x22, 0, 7):
    oled.command(command)
oled.data(oled.buffer)
`,
    ).run(ms(200));
    expect(sim.part("u").display().text()).toBe("Hello SPI\nsecond line");
    expect(sim.faults).toEqual([]);
  });
});

it("the LCD of a Nokia 5110 shows a framebuffer, with its backlight dimmed", () => {
  const sim = board(
    "board-nokia-5110",
    ["CLK GP18", "DIN GP19", "DC GP20", "RST GP21", "CE GP17", "BL GP22", "VCC 3V3", "GND GND.1"],
    `
from machine import Pin, PWM, SPI
import framebuf, time

class PCD8544(framebuf.FrameBuffer):
    def __init__(self, spi, cs, dc, rst):
        self.spi, self.cs, self.dc = spi, cs, dc
        self.buffer = bytearray(504)
        super().__init__(self.buffer, 84, 48, framebuf.MONO_VLSB)
        cs(1)
        rst(0)
        time.sleep_us(100)
        rst(1)
        self.send(0, bytes((0x21, 0x80 | 0x3f, 0x14, 0x20, 0x0c)))

    def send(self, dc, data):
        self.dc(dc)
        self.cs(0)
        self.spi.write(data)
        self.cs(1)

    def show(self):
        self.send(0, b"\\x80\\x40")
        self.send(1, self.buffer)

lcd = PCD8544(SPI(0, baudrate=2_000_000, sck=Pin(18), mosi=Pin(19)), Pin(17, Pin.OUT), Pin(20, Pin.OUT), Pin(21, Pin.OUT))
PWM(Pin(22), freq=1000, duty_u16=16384)
lcd.text("Nokia", 0, 0)
lcd.text("5110", 50, 40)
lcd.show()
`,
  ).run(ms(100));
  expect(sim.part("u").display().text()).toBe("Nokia\n5110");
  expect(sim.track("u.backlight").value(ms(100))).toBeCloseTo(0.25, 3);
  expect(sim.faults).toEqual([]);
});

it("an SH1106 on SPI shows the pages that a driver sends, two columns further", () => {
  const sim = board(
    "board-sh1106",
    ["SCL GP18", "SDA GP19", "DC GP20", "RES GP21", "CS GP17", "VCC 3V3", "GND GND.1"],
    `${OLED}
oled = OLED(${BUSES[0][1]}, Pin(20), Pin(21), Pin(17), (0xae, 0xa1, 0xc8, 0xaf), 2)
oled.text("SH1106", 0, 0)
oled.text("X", 120, 56)
for page in range(8):
    oled.command(0xb0 | page)
    oled.command(0x00 | 2)
    oled.command(0x10)
    oled.data(oled.buffer[page * 128:(page + 1) * 128])
`,
  ).run(ms(100));
  expect(sim.part("u").display().text()).toBe("SH1106\nX");
  expect(sim.bus("spi0").transfers.at(-1)).toMatchObject({ mode: 0, bits: 8 });
  expect(sim.bus("spi0").transfers.at(-1)!.sent).toHaveLength(128);
  expect(sim.faults).toEqual([]);
});

it("an SH1107 on I2C shows 128 × 128 pixels", () => {
  const sim = board(
    "board-grove-oled-sh1107",
    ["SCL.1 GP5", "SDA GP4", "VCC 3V3", "GND.1 GND.1"],
    `
from machine import Pin, I2C
import framebuf
i2c = I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000)
buffer = bytearray(2048)
fb = framebuf.FrameBuffer(buffer, 128, 128, framebuf.MONO_VLSB)
for command in (0xae, 0xdc, 0, 0x20, 0xa0, 0xc0, 0xa8, 0x7f, 0xd3, 0, 0xaf):
    i2c.writeto(0x3c, bytes([0x80, command]))
fb.text("top", 0, 0)
fb.text("bottom", 80, 120)
for page in range(16):
    i2c.writeto(0x3c, bytes([0x00, 0xb0 | page, 0x00, 0x10]))
    i2c.writevto(0x3c, (b"\\x40", buffer[page * 128:(page + 1) * 128]))
`,
  ).run(ms(200));
  expect(sim.part("u").display().text()).toBe("top\nbottom");
  expect(sim.part("u").display().picture()).toMatchObject({ width: 128, height: 128 });
  expect(sim.faults).toEqual([]);
});

const MATRIX = `
from machine import Pin, SPI, SoftSPI
import framebuf

class Matrix(framebuf.FrameBuffer):
    def __init__(self, spi, cs, count):
        self.spi, self.cs, self.count = spi, cs, count
        cs.init(Pin.OUT, value=1)
        self.buffer = bytearray(8 * count)
        super().__init__(self.buffer, 8 * count, 8, framebuf.MONO_HLSB)
        for register, value in ((0x0c, 0), (0x0f, 0), (0x0b, 7), (0x09, 0), (0x0c, 1)):
            self.all(register, value)

    def all(self, register, value):
        self.cs(0)
        for _ in range(self.count):
            self.spi.write(bytearray([register, value]))
        self.cs(1)

    def show(self):
        for y in range(8):
            self.cs(0)
            for module in range(self.count):
                self.spi.write(bytearray([1 + y, self.buffer[y * self.count + module]]))
            self.cs(1)
`;
const MATRIX_WIRES = ["CLK GP18", "DIN GP19", "CS GP17", "V+ VBUS", "GND GND.1"];

describe.each(BUSES)("a chain of four MAX7219 on %s", (_name, bus) => {
  it("shows text from left to right", () => {
    const sim = board(
      "wokwi-max7219-matrix",
      MATRIX_WIRES,
      `${MATRIX}
display = Matrix(${bus}, Pin(17), 4)
display.all(0x0a, 7)
display.text("Tick", 0, 0)
display.show()
`,
      { chain: "4", layout: "fc16" },
    ).run(ms(50));
    expect(sim.part("u").display().text()).toBe("Tick");
    expect(sim.part("u").display().picture()).toMatchObject({ width: 32, height: 8 });
    expect(sim.faults).toEqual([]);
  });
});

it("a MAX7219 is shifted by GPIOs, too, and mirrors the rows of the other layout", () => {
  const sim = board(
    "wokwi-max7219-matrix",
    MATRIX_WIRES,
    `
from machine import Pin
clk, din, cs = (Pin(n, Pin.OUT, value=0) for n in (18, 19, 17))
def send(register, value):
    cs(0)
    word = register << 8 | value
    for bit in range(15, -1, -1):
        din((word >> bit) & 1)
        clk(1)
        clk(0)
    cs(1)
for register, value in ((0x0b, 7), (0x0c, 1), (1, 0x80), (2, 0x03)):
    send(register, value)
`,
  ).run(ms(50));
  expect(sim.part("u").display().bitmap().split("\n").slice(0, 3)).toEqual([".......#", "##......", "........"]);
});

const TFT = `
from machine import Pin, SPI, SoftSPI
import framebuf, time

class TFT:
    def __init__(self, spi, cs, dc, rst, width, height, init):
        self.spi, self.cs, self.dc, self.rst = spi, cs, dc, rst
        self.width, self.height = width, height
        cs.init(Pin.OUT, value=1)
        dc.init(Pin.OUT, value=0)
        rst.init(Pin.OUT, value=1)
        rst(0)
        time.sleep_ms(50)
        rst(1)
        time.sleep_ms(50)
        self.command(0x11)
        time.sleep_ms(120)
        for command, *data in init:
            self.command(command, bytes(data))
        self.command(0x29)
        self.line = bytearray(width * 8 * 2)

    def command(self, command, data=b""):
        self.cs(0)
        self.dc(0)
        self.spi.write(bytearray([command]))
        self.dc(1)
        if data:
            self.spi.write(data)
        self.cs(1)

    def read(self, command, count):
        self.cs(0)
        self.dc(0)
        self.spi.write(bytearray([command]))
        self.dc(1)
        data = self.spi.read(count)
        self.cs(1)
        return data

    def window(self, x0, y0, x1, y1):
        self.command(0x2a, bytes([x0 >> 8, x0 & 255, x1 >> 8, x1 & 255]))
        self.command(0x2b, bytes([y0 >> 8, y0 & 255, y1 >> 8, y1 & 255]))

    def fill(self, color):
        self.window(0, 0, self.width - 1, self.height - 1)
        self.command(0x2c)
        self.cs(0)
        row = bytes([color >> 8, color & 255]) * self.width
        for _ in range(self.height):
            self.spi.write(row)
        self.cs(1)

    def text(self, words, x, y, color):
        width = 8 * len(words)
        buffer = bytearray(width * 8 * 2)
        fb = framebuf.FrameBuffer(buffer, width, 8, framebuf.RGB565)
        fb.text(words, 0, 0, (color >> 8 | color << 8) & 0xffff)
        self.window(x, y, x + width - 1, y + 7)
        self.command(0x2c, buffer)
`;
const TFT_WIRES = ["SCK GP18", "MOSI GP19", "MISO GP16", "CS GP17", "D/C GP20", "RST GP21", "VCC 3V3", "GND GND.1"];
const FAST = BUSES[0][1].replace("10_000_000", "40_000_000");

const rgbAt = (sim: Bench, x: number, y: number): number[] => {
  const { rgb, width } = sim.part("u").display().picture();
  return [...rgb!.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)];
};

describe("an ILI9341", () => {
  const ili = (main: string, bus: string = FAST): Bench =>
    board(
      "wokwi-ili9341",
      TFT_WIRES,
      `${TFT}\nspi = ${bus}\ndef make(madctl=0x48, width=240, height=320):\n    return TFT(spi, Pin(17), Pin(20), Pin(21), width, height, ((0x3a, 0x55), (0x36, madctl)))\n${main}`,
    );

  it("shows text and colours, upright with MADCTL 48h", () => {
    const sim = ili(`
tft = make()
tft.fill(0x0000)
tft.text("Hello TFT", 16, 40, 0xf800)
tft.window(0, 0, 0, 0)
tft.command(0x2c, b"\\x07\\xe0")
tft.window(239, 319, 239, 319)
tft.command(0x2c, b"\\x00\\x1f")
`).run(s(1));
    expect(sim.part("u").display().text()).toBe("Hello TFT");
    const { width, height } = sim.part("u").display().picture();
    expect([width, height]).toEqual([240, 320]);
    expect(rgbAt(sim, 0, 0)).toEqual([0, 255, 0]);
    expect(rgbAt(sim, 239, 319)).toEqual([0, 0, 255]);
    expect(sim.faults).toEqual([]);
    // Recorded as the glass is refreshed, what changed: neither the black rows nor each transfer.
    expect(sim.part("u").track("frame").rows().length).toBeLessThan(30);
  });

  it("is exported as a PNG in its colours", () => {
    const sim = ili("make().fill(0xf81f)").run(s(1));
    const png = Buffer.from(toPng(sim.part("u").display().picture()));
    // Width, height, 8 bits each of red, green, blue.
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([240, 320, 8, 2]);
    const lines = inflateSync(png.subarray(png.indexOf("IDAT") + 4, png.indexOf("IEND") - 8));
    expect(lines).toHaveLength(320 * (1 + 3 * 240));
    expect([...lines.subarray(0, 7)]).toEqual([0, 255, 0, 255, 255, 0, 255]);
  });

  it("does the same on SoftSPI", () => {
    const sim = ili("tft = make()\ntft.text('Soft', 0, 0, 0xffff)", BUSES[1][1]).run(s(1));
    expect(sim.part("u").display().text()).toBe("Soft");
  });

  it("is turned for landscape by exchanging rows and columns", () => {
    const sim = ili(`
tft = make(0x28, 320, 240)
tft.window(0, 0, 9, 0)
tft.command(0x2c, b"\\xff\\xff" * 10)
`).run(s(1));
    // Landscape's top line begins at the glass's top right and runs down.
    const lit = [...sim.part("u").display().picture().pixels].flatMap((pixel, at) => (pixel ? [at] : []));
    expect(lit.map((at) => [at % 240, Math.floor(at / 240)])).toEqual(Array.from({ length: 10 }, (_, y) => [239, y]));
  });

  it("answers with its id and with its picture", () => {
    const sim = ili(`
tft = make()
print(tft.read(0xd3, 4))
tft.window(5, 5, 6, 5)
tft.command(0x2c, b"\\xf8\\x00\\x07\\xe0")
print(tft.read(0x2e, 7))
`).run(s(1));
    expect(sim.serial.lines).toEqual([String.raw`b'\x00\x00\x93A'`, String.raw`b'\x00\xf8\x00\x00\x00\xfc\x00'`]);
  });

  it("says of a window that is larger than the glass that pixels are lost", () => {
    expect(ili("make().window(0, 0, 319, 239)").run(s(1)).faults).toMatchObject([
      {
        part: "u",
        kind: "invalid-command",
        message: "Column Address Set: 319 is beyond the last one, 239: pixels there are lost",
      },
    ]);
  });
});

it("an ST7789 shows red as red with inversion on", () => {
  const sim = board(
    "board-st7789",
    ["SCL GP18", "SDA GP19", "CS GP17", "DC GP20", "RST GP21", "VCC 3V3", "GND GND.1", "BL GP22"],
    `${TFT}
from machine import PWM
PWM(Pin(22), freq=1000, duty_u16=16384)
tft = TFT(${FAST}, Pin(17), Pin(20), Pin(21), 240, 240, ((0x3a, 0x55), (0x36, 0x00), (0x21,)))
tft.fill(0xf800)
tft.text("240 x 240", 8, 8, 0xffff)
tft.text("and below", 8, 30, 0x07e0)
`,
  ).run(s(1));
  expect(rgbAt(sim, 239, 239)).toEqual([255, 0, 0]);
  expect(sim.part("u").display().text()).toBe("240 x 240\nand below");
  expect(sim.part("u").number("backlight")).toBeCloseTo(0.25, 2);
});

it("a 74HC595 takes bytes from a hardware SPI bus", () => {
  const sim = board(
    "wokwi-74hc595",
    ["SHCP GP18", "DS GP19", "STCP GP17", "MR 3V3", "OE GND.2", "VCC 3V3", "GND GND.1"],
    `
from machine import Pin, SPI
latch = Pin(17, Pin.OUT, value=0)
spi = SPI(0, 1_000_000, sck=Pin(18), mosi=Pin(19))
for pattern in (0x0f, 0xa5):
    spi.write(bytes([pattern]))
    latch(1)
    latch(0)
`,
  ).run(ms(20));
  expect(
    sim
      .part("u")
      .track("outputs")
      .rows()
      .map((row) => row["value"]),
  ).toEqual([0, 0x0f, 0xa5]);
  expect(sim.faults).toEqual([]);
});

it("the LCD of a Nokia 5110 obeys the laws of all parts", () => {
  checkDevice(DEFINITIONS.find(({ type }) => type === "board-nokia-5110") as (typeof DEFINITIONS)[number]);
});

it("a chain of MAX7219 obeys the laws of all parts", () => {
  const definition = DEFINITIONS.find(({ type }) => type === "wokwi-max7219-matrix");
  checkDevice(definition as (typeof DEFINITIONS)[number], { attributes: { chain: "3", layout: "fc16" } });
});
