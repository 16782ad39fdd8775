import type { Attributes } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { ms, s, simulate, type Bench } from "tickless/testing";
import { readProject } from "../src/project.js";
import { diagram } from "./support/cli.js";

type Wire = readonly [from: string, to: string];

/** A Pico with one part "x" and a program as people write it. */
function board(type: string, attributes: Attributes, wires: readonly Wire[], program: string, seed = 1): Bench {
  const parts = [["x", type, attributes as Record<string, string>]] as const;
  const files = new Map([["/main.py", Buffer.from(program)]]);
  const drawn = { file: "diagram.json", text: diagram(parts, wires) };
  return simulate(readProject({ name: "parts", files, main: "/main.py", diagram: drawn }), { seed });
}

const power = (vcc = "VCC", supply = "3V3"): Wire[] => [
  [`x:${vcc}`, `pico:${supply}`],
  ["x:GND", "pico:GND.1"],
];

describe("slide switch", () => {
  const program = `
from machine import Pin
from time import sleep_ms

switch = Pin(15, Pin.IN, Pin.PULL_UP)
last = None
while True:
    now = switch.value()
    if now != last:
        print("left" if now == 0 else "right")
        last = now
    sleep_ms(20)
`;
  it("is read as left and right", () => {
    const wires: Wire[] = [
      ["x:1", "pico:GND.3"],
      ["x:2", "pico:GP15"],
    ];
    const sim = board("wokwi-slide-switch", {}, wires, program).run(ms(200));
    sim.part("x").set("position", 1);
    sim.run(ms(200));
    sim.part("x").set("position", 0);
    sim.run(ms(200));
    expect(sim.serial.lines).toEqual(["left", "right", "left"]);
  });
});

describe("DIP switch", () => {
  const program = `
from machine import Pin
from time import sleep_ms

switches = [Pin(n, Pin.IN, Pin.PULL_UP) for n in range(8)]

def value():
    return sum((1 - pin.value()) << i for i, pin in enumerate(switches))

last = -1
while True:
    v = value()
    if v != last:
        print("{:08b}".format(v))
        last = v
    sleep_ms(50)
`;
  it("is read as a number", () => {
    const wires = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((n): Wire[] => [
      [`x:${n}a`, `pico:GP${n - 1}`],
      [`x:${n}b`, "pico:GND.1"],
    ]);
    const sim = board("wokwi-dip-switch-8", { values: "11000000" }, wires, program).run(ms(150));
    sim.part("x").set("switch-8", 1).set("switch-1", 0);
    sim.run(ms(150));
    expect(sim.serial.lines).toEqual(["00000011", "10000010"]);
  });
});

describe("membrane keypad", () => {
  const program = `
from machine import Pin
from time import sleep_ms

KEYS = ["123A", "456B", "789C", "*0#D"]
rows = [Pin(n, Pin.OUT, value=1) for n in (2, 3, 4, 5)]
columns = [Pin(n, Pin.IN, Pin.PULL_UP) for n in (6, 7, 8, 9)]

def scan():
    found = ""
    for r, row in enumerate(rows):
        row.value(0)
        for c, column in enumerate(columns):
            if column.value() == 0:
                found += KEYS[r][c]
        row.value(1)
    return found

last = ""
while True:
    now = scan()
    if now == scan() and now != last:
        if now:
            print(now)
        last = now
    sleep_ms(10)
`;
  const wires = [1, 2, 3, 4].flatMap((n): Wire[] => [
    [`x:R${n}`, `pico:GP${n + 1}`],
    [`x:C${n}`, `pico:GP${n + 5}`],
  ]);

  it("types what is pressed, once each", () => {
    const sim = board("wokwi-membrane-keypad", {}, wires, program).run(ms(50));
    for (const key of ["4", "2", "#", "A", "D"]) {
      sim.part("x").press({ control: `key-${key}`, for: ms(80) });
      sim.run(ms(80));
    }
    expect(sim.serial.lines).toEqual(["4", "2", "#", "A", "D"]);
  });

  it("shows a ghost for three keys at the corners of a rectangle, when rows are open-drain", () => {
    const openDrain = program.replace("Pin.OUT, value=1", "Pin.OPEN_DRAIN, value=1");
    const sim = board("wokwi-membrane-keypad", { bounce: "0" }, wires, openDrain).run(ms(50));
    for (const key of ["1", "2", "4"]) sim.part("x").set(`key-${key}`, 1);
    sim.run(ms(50));
    expect(sim.serial.lines.at(-1)).toBe("1245");
  });
});

describe("KY-040", () => {
  const wires: Wire[] = [...power(), ["x:CLK", "pico:GP10"], ["x:DT", "pico:GP11"], ["x:SW", "pico:GP12"]];
  const turn = (sim: Bench): Bench => {
    sim.run(ms(50)).part("x").set("position", 7);
    sim.run(ms(400)).part("x").set("position", 4);
    return sim.run(ms(400));
  };

  /** A Gray code table: every change of either line, whatever it was before. */
  const table = `
from machine import Pin
from time import sleep_ms

STEPS = (0, -1, 1, 0, 1, 0, 0, -1, -1, 0, 0, 1, 0, 1, -1, 0)
clk = Pin(10, Pin.IN)
dt = Pin(11, Pin.IN)
state = clk.value() << 1 | dt.value()
quarters = 0

def changed(pin):
    global state, quarters
    state = (state << 2 | clk.value() << 1 | dt.value()) & 15
    quarters += STEPS[state]

for pin in (clk, dt):
    pin.irq(changed, Pin.IRQ_RISING | Pin.IRQ_FALLING)
while True:
    sleep_ms(100)
    print(abs(quarters) // 4)
`;

  it.each([1, 2, 3, 4, 5])("a table with interrupts counts detents exactly in spite of bounces (seed %d)", (seed) => {
    expect(turn(board("wokwi-ky-040", {}, wires, table, seed)).serial.lines.at(-1)).toBe("4");
  });

  it("polling CLK tells the direction", () => {
    const program = `
from machine import Pin
from time import sleep_ms

clk, dt = Pin(10, Pin.IN), Pin(11, Pin.IN)
last = clk.value()
while True:
    now = clk.value()
    if now != last and now == 0:
        print("cw" if dt.value() else "ccw")
    last = now
    sleep_ms(1)
`;
    const sim = turn(board("wokwi-ky-040", { bounce: "0" }, wires, program));
    expect(sim.serial.lines.join(" ")).toBe("cw cw cw cw cw cw cw ccw ccw ccw");
  });

  it("the switch is read with a pull-up", () => {
    const program = `
from machine import Pin
sw = Pin(12, Pin.IN, Pin.PULL_UP)
while sw.value():
    pass
print("pressed")
`;
    const sim = board("wokwi-ky-040", {}, wires, program).run(ms(20));
    expect(sim.serial.text).toBe("");
    sim.part("x").press();
    expect(sim.run(ms(20)).serial.text).toContain("pressed");
  });
});

describe("joystick", () => {
  it("is read by the ADC: left and up are high", () => {
    const program = `
from machine import ADC, Pin
from time import sleep_ms

horizontal, vertical = ADC(26), ADC(27)
button = Pin(22, Pin.IN, Pin.PULL_UP)
while True:
    sleep_ms(100)
    print(round(horizontal.read_u16() / 655.35), round(vertical.read_u16() / 655.35), button.value())
`;
    const wires: Wire[] = [...power(), ["x:HORZ", "pico:GP26"], ["x:VERT", "pico:GP27"], ["x:SEL", "pico:GP22"]];
    const sim = board("wokwi-analog-joystick", {}, wires, program).run(ms(150));
    sim.part("x").set("x", 1).set("y", -1);
    sim.run(ms(100)).part("x").set("x", -0.5).set("y", 0).press();
    sim.run(ms(100));
    expect(sim.serial.lines).toEqual(["50 50 1", "100 0 1", "25 50 0"]);
  });
});

describe("sensors with an analog output", () => {
  it("photoresistor: lux as computed on Wokwi's page, and DO", () => {
    const program = `
from machine import ADC, Pin
from time import sleep_ms

GAMMA, RL10 = 0.7, 50
adc, dark = ADC(26), Pin(16, Pin.IN)
while True:
    sleep_ms(100)
    volts = adc.read_u16() / 65535 * 5
    ohms = 2000 * volts / (1 - volts / 5)
    print(round((RL10 * 1e3 * 10 ** GAMMA / ohms) ** (1 / GAMMA)), "dark" if dark.value() else "light")
`;
    const wires: Wire[] = [...power(), ["x:AO", "pico:GP26"], ["x:DO", "pico:GP16"]];
    const sim = board("wokwi-photoresistor-sensor", { threshold: "1.65", lux: "50" }, wires, program).run(ms(150));
    sim.part("x").turn(500);
    sim.run(ms(100));
    const [first = "", second = ""] = sim.serial.lines;
    expect(first).toMatch(/^(49|50|51) dark$/);
    expect(second).toMatch(/^(49\d|50\d) light$/);
  });

  it("thermistor: the beta formula gives the temperature", () => {
    const program = `
from machine import ADC
from math import log
from time import sleep_ms

BETA = 3950
adc = ADC(28)
while True:
    sleep_ms(100)
    value = adc.read_u16()
    celsius = 1 / (log(1 / (65535 / value - 1)) / BETA + 1 / 298.15) - 273.15
    print(round(celsius))
`;
    const wires: Wire[] = [...power(), ["x:OUT", "pico:GP28"]];
    const sim = board("wokwi-ntc-temperature-sensor", {}, wires, program).run(ms(150));
    sim.part("x").turn(61, { over: ms(50) });
    sim.run(ms(100));
    expect(sim.serial.lines).toEqual(["24", "61"]);
  });
});

describe("PIR", () => {
  it("wakes a program that waits for motion by interrupt", () => {
    const program = `
from machine import Pin
from time import sleep_ms, ticks_ms

pir = Pin(28, Pin.IN, Pin.PULL_DOWN)

def moved(pin):
    print("motion" if pin.value() else "still", ticks_ms() // 1000)

pir.irq(moved, Pin.IRQ_RISING | Pin.IRQ_FALLING)
while True:
    sleep_ms(1000)
`;
    const wires: Wire[] = [...power("VCC", "VBUS"), ["x:OUT", "pico:GP28"]];
    const sim = board("wokwi-pir-motion-sensor", {}, wires, program).run(s(2) + ms(500));
    sim.part("x").press({ for: ms(700) });
    sim.run(s(10));
    expect(sim.serial.lines).toEqual(["motion 2", "still 8"]);
  });
});

describe("HC-SR04", () => {
  const wires: Wire[] = [...power("VCC", "VBUS"), ["x:TRIG", "pico:GP3"], ["x:ECHO", "pico:GP2"]];
  const program = `
from machine import Pin, time_pulse_us
from time import sleep_ms, sleep_us

trigger = Pin(3, Pin.OUT, value=0)
echo = Pin(2, Pin.IN)

def distance():
    trigger.value(0)
    sleep_us(5)
    trigger.value(1)
    sleep_us(10)
    trigger.value(0)
    duration = time_pulse_us(echo, 1, 30000)
    return duration if duration < 0 else duration / 58

while True:
    print("%.1f" % distance())
    sleep_ms(100)
`;

  it("measures centimetres, and tells that there is no target", () => {
    const sim = board("wokwi-hc-sr04", { distance: "123.4" }, wires, program).run(ms(50));
    sim.part("x").set("distance", 7);
    sim.run(ms(100)).part("x").set("distance", 450);
    sim.run(ms(120));
    const values = sim.serial.lines.map(Number);
    expect(Math.abs((values[0] ?? 0) - 123.4)).toBeLessThan(0.3);
    expect(Math.abs((values[1] ?? 0) - 7)).toBeLessThan(0.3);
    expect(values[2]).toBe(-1);
    expect(sim.faults.map(({ kind }) => kind)).toEqual([]);
  });

  it("asked too often, it says so", () => {
    const hasty = program.replace("sleep_ms(100)", "sleep_ms(5)");
    const sim = board("wokwi-hc-sr04", { distance: "10" }, wires, hasty).run(ms(100));
    expect(sim.faults[0]).toMatchObject({ part: "x", kind: "early-trigger" });
  });
});

describe("HX711", () => {
  const program = `
from machine import Pin, disable_irq, enable_irq
from time import sleep_ms

class HX711:
    def __init__(self, data, clock):
        self.data, self.clock = data, clock
        self.offset, self.scale = 0, 1

    def read(self):
        while self.data.value():
            sleep_ms(1)
        irqs = disable_irq()
        value = 0
        for _ in range(24):
            self.clock(1)
            self.clock(0)
            value = value << 1 | self.data.value()
        self.clock(1)
        self.clock(0)
        enable_irq(irqs)
        return value - (1 << 24) if value & (1 << 23) else value

    def tare(self, times=3):
        self.offset = sum(self.read() for _ in range(times)) / times

    def kilograms(self):
        return (self.read() - self.offset) / self.scale

cell = HX711(Pin(4, Pin.IN), Pin(5, Pin.OUT, value=0))
cell.tare()
cell.scale = 420
print("ready")
while True:
    print("%.2f" % cell.kilograms())
    sleep_ms(200)
`;

  it("is tared and weighs", () => {
    const wires: Wire[] = [...power(), ["x:DT", "pico:GP4"], ["x:SCK", "pico:GP5"]];
    const sim = board("wokwi-hx711", { weight: "2" }, wires, program).run(ms(650));
    expect(sim.serial.lines).toContain("ready");
    sim.part("x").set("load", 12.5);
    sim.run(ms(600));
    expect(sim.serial.lines.at(-1)).toBe("10.50");
    expect(sim.faults.map(({ kind }) => kind)).toEqual([]);
  });
});
