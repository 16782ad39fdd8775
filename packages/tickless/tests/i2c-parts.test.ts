import { DEFINITIONS } from "@tickless/devices";
import { ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkDevice, simulate, type Bench } from "tickless/testing";
import { readProject } from "../src/project.js";

/* Sensors and a clock on I2C, and digits on their two wires, driven by MicroPython programs as their users write them. */
function board(part: string, wires: readonly string[], main: string, attrs: Record<string, string> = {}): Bench {
  const diagram = {
    version: 1,
    parts: [
      { id: "pico", type: "board-pi-pico" },
      { id: "part", type: part, attrs },
    ],
    connections: wires.map((wire) => [...wire.split(" "), "green", []]),
  };
  const files = new Map([["/main.py", Buffer.from(main)]]);
  const text = JSON.stringify(diagram);
  return simulate(readProject({ name: "t", files, main: "/main.py", diagram: { file: "diagram.json", text } }));
}

const onI2c = (
  type: string,
  main: string,
  { vcc = "VCC", from = "3V3" } = {},
  attrs = {},
  more: readonly string[] = [],
): Bench =>
  board(
    type,
    [`pico:${from} part:${vcc}`, "pico:GND.1 part:GND", "pico:GP4 part:SDA", "pico:GP5 part:SCL", ...more],
    `
from machine import I2C, Pin
import struct, time
i2c = I2C(0, sda=Pin(4), scl=Pin(5), freq=400_000)
${main}`,
    attrs,
  );

describe("BMP180", () => {
  const MAIN = `
class BMP180:
    def __init__(self, i2c, address=0x77):
        self.i2c, self.address = i2c, address
        assert i2c.readfrom_mem(address, 0xd0, 1) == b"\\x55"
        (self.ac1, self.ac2, self.ac3, self.ac4, self.ac5, self.ac6,
         self.b1, self.b2, self.mb, self.mc, self.md) = struct.unpack(">hhhHHHhhhhh", i2c.readfrom_mem(address, 0xaa, 22))

    def measure(self, command, pause, count):
        self.i2c.writeto_mem(self.address, 0xf4, bytes((command,)))
        time.sleep_us(pause)
        return int.from_bytes(self.i2c.readfrom_mem(self.address, 0xf6, count), "big")

    def read(self, oss=1):
        ut = self.measure(0x2e, 4500, 2)
        up = self.measure(0x34 | oss << 6, (4500, 7500, 13500, 25500)[oss], 3) >> (8 - oss)
        x1 = (ut - self.ac6) * self.ac5 >> 15
        b5 = x1 + int((self.mc << 11) / (x1 + self.md))
        temperature = (b5 + 8 >> 4) / 10
        b6 = b5 - 4000
        b3 = (((self.ac1 * 4 + (self.b2 * (b6 * b6 >> 12) >> 11) + (self.ac2 * b6 >> 11)) << oss) + 2) // 4
        x3 = ((self.ac3 * b6 >> 13) + (self.b1 * (b6 * b6 >> 12) >> 16) + 2) >> 2
        b4 = self.ac4 * (x3 + 32768) >> 15
        b7 = (up - b3) * (50000 >> oss)
        p = b7 * 2 // b4
        x1 = ((p >> 8) * (p >> 8) * 3038) >> 16
        return temperature, p + ((x1 + (-7357 * p >> 16) + 3791) >> 4)

sensor = BMP180(i2c)
while True:
    print("%.1f %d" % sensor.read())
    time.sleep_ms(100)
`;

  it("reads as the controls are set", () => {
    const sim = onI2c("board-bmp180", MAIN, {}, { temperature: "-7.5", pressure: "98000" });
    sim.run(ms(150));
    sim.part("part").set("temperature", 36.6).set("pressure", 101_000);
    sim.run(ms(300));
    const lines = sim.serial.text.trim().split("\n");
    const [first = "", last = ""] = [lines[0], lines.at(-1)];
    expect(first.split(" ")[0]).toBe("-7.5");
    expect(Math.abs(Number(first.split(" ")[1]) - 98_000)).toBeLessThanOrEqual(2);
    expect(last.split(" ")[0]).toBe("36.6");
    expect(Math.abs(Number(last.split(" ")[1]) - 101_000)).toBeLessThanOrEqual(2);
    expect(sim.faults).toEqual([]);
  });
});

describe("MPU6050", () => {
  it("is woken up and read", () => {
    const sim = onI2c(
      "wokwi-mpu6050",
      `
i2c.writeto_mem(0x68, 0x6b, b"\\x00")
i2c.writeto_mem(0x68, 0x1c, b"\\x08")
while True:
    ax, ay, az, t, gx, gy, gz = struct.unpack(">7h", i2c.readfrom_mem(0x68, 0x3b, 14))
    print("%.2f %.2f %.2f %.1f %.1f" % (ax / 8192, ay / 8192, az / 8192, t / 340 + 36.53, gy / 131))
    time.sleep_ms(100)
`,
    );
    sim.run(ms(50));
    sim.part("part").set("accelX", -1.5).set("accelZ", 0.25).set("rotationY", 90);
    sim.run(ms(200));
    const lines = sim.serial.text
      .trim()
      .split("\n")
      .map((line) => line.trim());
    expect([lines[0], lines.at(-1)]).toEqual(["0.00 0.00 1.00 24.0 0.0", "-1.50 0.00 0.25 24.0 90.0"]);
    expect(sim.faults).toEqual([]);
  });

  it("read without being woken up gives nothing, and says why", () => {
    const sim = onI2c("wokwi-mpu6050", `print(i2c.readfrom_mem(0x68, 0x3b, 6))`);
    sim.run(ms(100));
    expect(sim.serial.text).toContain("b'\\x00\\x00\\x00\\x00\\x00\\x00'");
    expect(sim.faults.map(({ kind }) => kind)).toEqual(["asleep"]);
  });
});

it("a PCF8574 lights what is written and reads its buttons, with INT", () => {
  const main = `
changes = []
int = Pin(6, Pin.IN, Pin.PULL_UP)
int.irq(lambda pin: changes.append(time.ticks_ms()), Pin.IRQ_FALLING)
i2c.writeto(0x20, b"\\xf5")
other = Pin(7, Pin.OPEN_DRAIN, value=1)
print(i2c.readfrom(0x20, 1)[0])
other(0)
time.sleep_ms(1)
print(len(changes), i2c.readfrom(0x20, 1)[0])
`;
  const sim = onI2c("board-pcf8574", main, {}, {}, ["pico:GP6 part:INT", "pico:GP7 part:P7"]);
  sim.run(ms(100));
  expect(sim.serial.text.trim().split(/\r?\n/)).toEqual(["245", "1 117"]);
  expect(sim.part("part").number("outputs")).toBe(0xf5);
});

describe("DS1307", () => {
  const MAIN = `
def bcd(n): return n // 10 << 4 | n % 10
def num(b): return (b >> 4) * 10 + (b & 15)
def show():
    r = i2c.readfrom_mem(0x68, 0, 7)
    print("20%02d-%02d-%02d %02d:%02d:%02d" % (num(r[6]), num(r[5]), num(r[4]), num(r[2]), num(r[1]), num(r[0] & 0x7f)))
show()
i2c.writeto_mem(0x68, 0, bytes(bcd(n) for n in (50, 59, 23, 4, 31, 12, 25)))
show()
time.sleep(15)
show()
`;
  it("keeps the time that it is set to", () => {
    const sim = onI2c("wokwi-ds1307", MAIN, { vcc: "5V", from: "VBUS" });
    sim.run(s(16));
    expect(sim.serial.text.trim().split(/\r?\n/)).toEqual([
      "2024-02-29 13:57:42",
      "2025-12-31 23:59:50",
      "2026-01-01 00:00:05",
    ]);
    expect(sim.faults).toEqual([]);
  });
});

describe("TM1637", () => {
  const WIRES = ["pico:3V3 part:VCC", "pico:GND.1 part:GND", "pico:GP4 part:CLK", "pico:GP5 part:DIO"];
  const DRIVER = (low: string, high: string) => `
from machine import Pin
import time
FONT = b"\\x3f\\x06\\x5b\\x4f\\x66\\x6d\\x7d\\x07\\x7f\\x6f"
clk, dio = Pin(4, Pin.OUT, value=1), Pin(5, Pin.OUT, value=1)

def put(pin, bit):
    ${high}
    time.sleep_us(10)

def transfer(*data):
    put(dio, 0)
    put(clk, 0)
    for byte in data:
        for bit in range(8):
            put(dio, byte >> bit & 1)
            put(clk, 1)
            put(clk, 0)
        ${low}
        put(clk, 1)
        put(clk, 0)
    put(dio, 0)
    put(clk, 1)
    put(dio, 1)

def show(number, colon):
    digits = [FONT[number // power % 10] for power in (1000, 100, 10, 1)]
    if colon:
        digits[1] |= 0x80
    transfer(0x40)
    transfer(0xc0, *digits)
    transfer(0x88 | 7)

for minute in range(60):
    show(1200 + minute, minute % 2 == 0)
    time.sleep_ms(100)
`;

  it("shows the time, the line let go for the acknowledge", () => {
    const main = DRIVER("dio.init(Pin.IN); ack = dio.value(); dio.init(Pin.OUT); assert ack == 0", "pin.value(bit)");
    const sim = board("wokwi-tm1637-7segment", WIRES, main);
    sim.run(s(1));
    expect(sim.part("part").sevenSegmentText()).toMatch(/^12(:08|09)$/);
    expect(sim.part("part").sevenSegmentText(ms(50))).toBe("12:00");
  });

  it("shows it as well when the driver goes on driving the line", () => {
    const sim = board("wokwi-tm1637-7segment", WIRES, DRIVER("pass", "pin.value(bit)"));
    sim.run(ms(50));
    expect(sim.part("part").sevenSegmentText()).toBe("12:00");
  });
});

it.each(["board-pcf8574", "board-bmp180", "wokwi-mpu6050", "wokwi-ds1307", "wokwi-tm1637-7segment"])(
  "%s keeps the laws of devices",
  (type) => {
    checkDevice(DEFINITIONS.find((definition) => definition.type === type) as (typeof DEFINITIONS)[number]);
  },
  60_000,
);
