import { DEFINITIONS } from "@tickless/devices";
import type { Attributes } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkDevice, ms, s, simulate, type Bench } from "tickless/testing";
import { readProject } from "../src/project.js";
import { diagram } from "./support/cli.js";

/* Climate, gas, flame, sound, pulse, infrared and a multiplexer, read by MicroPython programs as their users write them. */

type Wire = readonly [from: string, to: string];
type Part = readonly [id: string, type: string, attributes?: Attributes];

function board(parts: readonly Part[], wires: readonly Wire[], program: string): Bench {
  const text = diagram(
    parts.map(([id, type, attributes = {}]) => [id, type, attributes as Record<string, string>] as const),
    wires,
  );
  const files = new Map([["/main.py", Buffer.from(program)]]);
  return simulate(readProject({ name: "parts", files, main: "/main.py", diagram: { file: "diagram.json", text } }));
}

const power = (id = "x", supply = "VBUS"): Wire[] => [
  [`${id}:VCC`, `pico:${supply}`],
  [`${id}:GND`, "pico:GND.1"],
];

const BME280 = `
from machine import I2C, SPI, Pin
import struct, time

class BME280:
    def __init__(self, bus):
        self.bus = bus
        assert bus.read(0xd0, 1) == b"\\x60"
        bus.write(0xe0, 0xb6)
        while bus.read(0xf3, 1)[0] & 1:
            time.sleep_ms(1)
        (self.t1, self.t2, self.t3, self.p1, self.p2, self.p3, self.p4, self.p5, self.p6, self.p7, self.p8,
         self.p9, _, self.h1) = struct.unpack("<HhhHhhhhhhhhBB", bus.read(0x88, 26))
        self.h2, self.h3, a, b, c, self.h6 = struct.unpack("<hBbBbb", bus.read(0xe1, 7))
        self.h4 = (a << 4) | (b & 0x0f)
        self.h5 = (c << 4) | (b >> 4)
        bus.write(0xf2, 1)

    def read(self):
        self.bus.write(0xf4, 0x25)
        while self.bus.read(0xf3, 1)[0] & 8:
            time.sleep_ms(1)
        data = self.bus.read(0xf7, 8)
        p = (data[0] << 12) | (data[1] << 4) | (data[2] >> 4)
        t = (data[3] << 12) | (data[4] << 4) | (data[5] >> 4)
        h = (data[6] << 8) | data[7]
        v1 = (((t >> 3) - (self.t1 << 1)) * self.t2) >> 11
        v2 = (((((t >> 4) - self.t1) * ((t >> 4) - self.t1)) >> 12) * self.t3) >> 14
        fine = v1 + v2
        v1 = fine - 128000
        v2 = v1 * v1 * self.p6 + ((v1 * self.p5) << 17) + (self.p4 << 35)
        v1 = ((v1 * v1 * self.p3) >> 8) + ((v1 * self.p2) << 12)
        v1 = (((1 << 47) + v1) * self.p1) >> 33
        pressure = ((((1048576 - p) << 31) - v2) * 3125) // v1
        v1 = (self.p9 * (pressure >> 13) * (pressure >> 13)) >> 25
        v2 = (self.p8 * pressure) >> 19
        pressure = ((pressure + v1 + v2) >> 8) + (self.p7 << 4)
        x = fine - 76800
        x = (((((h << 14) - (self.h4 << 20) - (self.h5 * x)) + 16384) >> 15) *
             (((((((x * self.h6) >> 10) * (((x * self.h3) >> 11) + 32768)) >> 10) + 2097152) * self.h2 + 8192) >> 14))
        x = x - (((((x >> 15) * (x >> 15)) >> 7) * self.h1) >> 4)
        x = min(max(x, 0), 419430400)
        return ((fine * 5 + 128) >> 8) / 100, pressure / 25600, (x >> 12) / 1024
`;

const OVER_I2C = `
class Bus:
    def __init__(self, i2c, address=0x76):
        self.i2c, self.address = i2c, address

    def read(self, register, count):
        return self.i2c.readfrom_mem(self.address, register, count)

    def write(self, register, value):
        self.i2c.writeto_mem(self.address, register, bytes((value,)))

bus = Bus(I2C(0, sda=Pin(4), scl=Pin(5), freq=400_000))
`;

const OVER_SPI = `
class Bus:
    def __init__(self, spi, cs):
        self.spi, self.cs = spi, cs

    def read(self, register, count):
        self.cs(0)
        self.spi.write(bytes((register | 0x80,)))
        data = self.spi.read(count)
        self.cs(1)
        return data

    def write(self, register, value):
        self.cs(0)
        self.spi.write(bytes((register & 0x7f, value)))
        self.cs(1)

bus = Bus(SPI(0, baudrate=1_000_000, sck=Pin(18), mosi=Pin(19), miso=Pin(16)), Pin(17, Pin.OUT, value=1))
`;

describe.each([
  ["I2C", OVER_I2C, { SDA: "GP4", SCL: "GP5" }],
  ["SPI", OVER_SPI, { SCL: "GP18", SDA: "GP19", SDO: "GP16", CSB: "GP17" }],
])("BME280 on %s", (_name, bus, pins) => {
  it("reads as the controls are set", () => {
    const main = `${BME280}${bus}
sensor = BME280(bus)
while True:
    print("%.2f %.1f %.1f" % sensor.read())
    time.sleep_ms(100)
`;
    const wires = Object.entries(pins).map(([pin, gpio]): Wire => [`x:${pin}`, `pico:${gpio}`]);
    const air = { temperature: "21.5", pressure: "98000", humidity: "55" };
    const sim = board([["x", "board-bme280", air]], [...power("x", "3V3"), ...wires], main);
    sim.run(ms(150));
    sim.part("x").set("temperature", -12.25).set("pressure", 103_250).set("humidity", 3);
    sim.run(ms(200));
    const rows = sim.serial.lines.map((line) => line.split(" ").map(Number));
    for (const [row, expected] of [
      [rows[0], [21.5, 980, 55]],
      [rows.at(-1), [-12.25, 1032.5, 3]],
    ] as const) {
      row?.forEach((value, index) => expect(Math.abs(value - (expected[index] ?? 0))).toBeLessThan(0.06));
    }
    expect(sim.faults).toEqual([]);
  });
});

describe("sensors on an ADC", () => {
  const ADC = `
from machine import ADC, Pin
import time
adc = ADC(26)
do = Pin(15, Pin.IN)

def volts():
    return adc.read_u16() * 3.3 / 65535
`;

  it("a gas alarm goes off above the threshold", () => {
    const wires: Wire[] = [
      ["x:VCC", "pico:3V3"],
      ["x:GND", "pico:GND.1"],
      ["x:AOUT", "pico:GP26"],
      ["x:DOUT", "pico:GP15"],
    ];
    const main = `${ADC}
while True:
    print("%.1f %s" % (volts(), "ALARM" if do.value() == 0 else "ok"))
    time.sleep_ms(100)
`;
    const sim = board([["x", "wokwi-gas-sensor", { threshold: "3" }]], wires, main).run(ms(150));
    sim.part("x").set("ppm", 5000);
    sim.run(ms(100));
    expect(sim.serial.lines).toEqual(["2.6 ok", "2.6 ok", "3.1 ALARM"]);
  });

  it("a flame interrupts", () => {
    const main = `${ADC}
do.irq(lambda pin: print("fire %.2f" % volts()), Pin.IRQ_FALLING)
`;
    const wires: Wire[] = [...power("x", "3V3"), ["x:AOUT", "pico:GP26"], ["x:DOUT", "pico:GP15"]];
    const sim = board([["x", "wokwi-flame-sensor"]], wires, main).run(ms(50));
    sim.part("x").set("flame", 0.6);
    expect(sim.run(ms(50)).serial.lines).toEqual(["fire 1.32"]);
  });

  it("the loudness of a sound is the span of many samples", () => {
    const main = `${ADC}
while True:
    samples = [adc.read_u16() for _ in range(400)]
    print(round((max(samples) - min(samples)) / 65535, 1))
    time.sleep_ms(100)
`;
    const wires: Wire[] = [...power("x", "3V3"), ["x:AOUT", "pico:GP26"]];
    const sim = board([["x", "wokwi-small-sound-sensor"]], wires, main).run(ms(90));
    sim.part("x").set("sound", 0.6);
    expect(sim.run(ms(100)).serial.lines).toEqual(["0.0", "0.6"]);
  });

  it("the pulse is counted from the peaks", () => {
    const main = `${ADC}
last, high = None, False
while True:
    value, now = volts(), time.ticks_ms()
    if value > 1.85 and not high:
        if last is not None:
            print(round(60000 / time.ticks_diff(now, last)))
        last, high = now, True
    elif value < 1.7:
        high = False
    time.sleep_ms(2)
`;
    const wires: Wire[] = [...power("x", "3V3"), ["x:OUT", "pico:GP26"]];
    const sim = board([["x", "wokwi-heart-beat-sensor", { bpm: "72" }]], wires, main).run(s(4));
    expect(sim.serial.lines.length).toBeGreaterThanOrEqual(3);
    for (const line of sim.serial.lines) expect(Math.abs(Number(line) - 72)).toBeLessThanOrEqual(1);
  });

  it("a multiplexer reads two sensors with one ADC", () => {
    const main = `${ADC}
select = [Pin(n, Pin.OUT) for n in (2, 3, 4, 5)]

def channel(number):
    for bit, pin in enumerate(select):
        pin.value((number >> bit) & 1)
    return volts()

print("%.1f %.2f" % (channel(10) * 100, channel(3)))
`;
    const wires: Wire[] = [
      ...power("mux", "3V3"),
      ...power("lm"),
      ["lm:OUT", "mux:I10"],
      ["pot:SIG", "mux:I3"],
      ["pot:VCC", "pico:3V3"],
      ["pot:GND", "pico:GND.2"],
      ["mux:COM", "pico:GP26"],
      ["mux:EN", "pico:GND.3"],
      ...["S0", "S1", "S2", "S3"].map((pin, bit): Wire => [`mux:${pin}`, `pico:GP${bit + 2}`]),
    ];
    const parts: Part[] = [
      ["mux", "board-cd74hc4067"],
      ["lm", "board-lm35", { temperature: "36.6" }],
      ["pot", "wokwi-potentiometer", { value: "511.5" }],
    ];
    const sim = board(parts, wires, main).run(ms(50));
    const [celsius, volts] = (sim.serial.lines[0] ?? "").split(" ").map(Number);
    expect(Math.abs((celsius ?? 0) - 36.6)).toBeLessThan(0.3);
    expect(volts).toBeCloseTo(1.65, 1);
  });
});

describe("infrared", () => {
  const main = `
from machine import Pin
import micropython, time

class NEC:
    def __init__(self, pin, callback):
        self.edges, self.callback = [], callback
        pin.irq(self.edge, Pin.IRQ_FALLING | Pin.IRQ_RISING)

    def edge(self, pin):
        self.edges.append(time.ticks_us())
        gaps = len(self.edges) - 1
        if gaps >= 1 and time.ticks_diff(self.edges[-1], self.edges[-2]) > 20000:
            self.edges = self.edges[-1:]
        elif gaps == 67:
            self.frame()
            self.edges = []
        elif gaps == 3 and time.ticks_diff(self.edges[2], self.edges[1]) < 3000:
            self.callback(None, None)
            self.edges = []

    def frame(self):
        value = 0
        for bit in range(32):
            at = 3 + 2 * bit
            if time.ticks_diff(self.edges[at + 1], self.edges[at]) > 1100:
                value |= 1 << bit
        address, command = value & 0xff, (value >> 16) & 0xff
        if command ^ (value >> 24) == 0xff:
            self.callback(address, command)

def received(address, command):
    print("repeat" if command is None else "address %d command %d" % (address, command))

NEC(Pin(16, Pin.IN), received)
while True:
    time.sleep_ms(100)
`;
  const parts: Part[] = [
    ["x", "wokwi-ir-receiver"],
    ["remote", "wokwi-ir-remote"],
  ];
  const wires: Wire[] = [...power("x", "3V3"), ["x:DAT", "pico:GP16"]];

  it("a program decodes the keys of the remote, and that one is held", () => {
    const sim = board(parts, wires, main).run(ms(50));
    const remote = sim.part("remote");
    const press = (key: string, time: number): void => {
      remote.set(`key-${key}`, 1);
      sim.run(time);
      remote.set(`key-${key}`, 0);
      sim.run(ms(200));
    };
    press("power", ms(60));
    press("5", ms(250));
    expect(sim.serial.lines).toEqual(["address 0 command 162", "address 0 command 56", "repeat", "repeat"]);
  });
});

it.each([
  ...["board-bme280", "board-lm35", "wokwi-gas-sensor", "wokwi-flame-sensor", "wokwi-small-sound-sensor"],
  ...["wokwi-heart-beat-sensor", "wokwi-ir-receiver", "wokwi-ir-remote", "board-cd74hc4067", "wokwi-logic-analyzer"],
  ...["wokwi-membrane-keypad", "wokwi-dip-switch-8", "wokwi-slide-switch", "wokwi-ky-040", "wokwi-relay-module"],
])(
  "%s keeps the laws of devices",
  (type) => {
    checkDevice(DEFINITIONS.find((definition) => definition.type === type) as (typeof DEFINITIONS)[number]);
  },
  60_000,
);
