import { DEFINITIONS } from "@tickless/devices";
import { ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkDevice, type Bench } from "tickless/testing";
import { show } from "../src/show/show.js";
import { board } from "./support/board.js";

/* Parts that show, sound or move, driven by MicroPython programs as their users write them. */

const SEGMENTS = ["A", "B", "C", "D", "E", "F", "G", "DP"];

describe("7-segment display", () => {
  /** Segments at GP0 to GP7 through resistors, digits at GP8 to GP11, common cathode. */
  const clock = (main: string): Bench =>
    board(
      [
        "seg: wokwi-7segment digits=4 colon=1 common=cathode",
        ...SEGMENTS.map((name) => `r${name}: wokwi-resistor value=330`),
        "rc: wokwi-resistor value=1k",
      ],
      [
        ...SEGMENTS.flatMap((name, index) => [`pico:GP${index} r${name}:1`, `r${name}:2 seg:${name}`]),
        ...[1, 2, 3, 4].map((digit) => `pico:GP${digit + 7} seg:DIG${digit}`),
        ...["pico:GP12 rc:1", "rc:2 seg:CLN", "seg:COM pico:GND.1"],
      ],
      main,
    );
  const DRIVER = `
from machine import Pin, Timer
import time

FONT = (0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f)
segments = [Pin(n, Pin.OUT, value=0) for n in range(8)]
digits = [Pin(n, Pin.OUT, value=1) for n in range(8, 12)]
colon = Pin(12, Pin.OUT, value=0)

def show_digit(position, number, point=False):
    for d in digits:
        d.value(1)
    pattern = FONT[number] | (0x80 if point else 0)
    for bit, pin in enumerate(segments):
        pin.value((pattern >> bit) & 1)
    digits[position].value(0)
`;

  it("shows the time in a loop that multiplexes its digits", () => {
    const sim = clock(`${DRIVER}
colon.on()
value = 1259
while True:
    for position, power in enumerate((1000, 100, 10, 1)):
        show_digit(position, value // power % 10)
        time.sleep_ms(2)
    if time.ticks_ms() > 500:
        value = 1300
`);
    sim.run(s(1));
    const display = sim.part("seg");
    expect(display.sevenSegmentText(ms(400))).toBe("12:59");
    expect(display.sevenSegmentText()).toBe("13:00");
    // Steady: no row for each of the hundred cycles a second.
    expect(display.track("segments").rows({ from: ms(100), to: ms(490) }).length).toBeLessThan(3);
    expect(sim.faults).toEqual([]);
  });

  it("shows it by a timer while the program does something else", () => {
    const sim = clock(`${DRIVER}
state = [0]
def refresh(timer):
    state[0] = (state[0] + 1) % 4
    show_digit(state[0], (3, 1, 4, 2)[state[0]], state[0] == 0)
Timer(period=3, mode=Timer.PERIODIC, callback=refresh)
while True:
    time.sleep(1)
`);
    expect(sim.run(s(1)).part("seg").sevenSegmentText()).toBe("3.142");
  });

  it("flickers when it is slow", () => {
    const sim = clock(`${DRIVER}
while True:
    for position in range(4):
        show_digit(position, 8)
        time.sleep_ms(50)
`);
    sim.run(s(1));
    const texts = [10, 60, 110, 160].map((time) =>
      sim
        .part("seg")
        .sevenSegmentText(ms(600 + time))
        .trim(),
    );
    expect(texts).toEqual(["8", "8", "8", "8"]);
  });

  it("is drawn on the command line", () => {
    const sim = clock(`${DRIVER}\nshow_digit(1, 7, True)\ncolon.on()\ntime.sleep(1)`).run(s(1));
    const text = show(sim.simulation.board, sim.trace, sim.now, { color: false, title: "t" });
    expect(text).toMatch(/^seg +" 7\.: {2}"$/m);
  });

  it("says of what it is asked that is none", () => {
    const sim = clock("pass");
    expect(() => sim.part("rA").sevenSegmentText()).toThrow("'rA' (wokwi-resistor) is no display of seven segments");
  });
});

it("an RGB LED fades by three pulse trains", () => {
  const sim = board(
    ["led: wokwi-rgb-led common=cathode", ...["r", "g", "b"].map((id) => `${id}: wokwi-resistor value=220`)],
    ["pico:GP0 r:1", "r:2 led:R", "pico:GP1 g:1", "g:2 led:G", "pico:GP2 b:1", "b:2 led:B", "led:COM pico:GND.1"],
    `
from machine import Pin, PWM
import time
red, green, blue = (PWM(Pin(n), freq=1000, duty_u16=0) for n in range(3))
for red_duty, green_duty, blue_duty in ((65535, 0, 0), (0, 32768, 0), (16384, 0, 65535)):
    red.duty_u16(red_duty)
    green.duty_u16(green_duty)
    blue.duty_u16(blue_duty)
    time.sleep_ms(100)
`,
  ).run(ms(400));
  const colors = (at: number) => ["red", "green", "blue"].map((name) => sim.part("led").number(name, ms(at)) ?? 0);
  // 0.6 V over 220, 40 and 25 ohm of 5 mA; red is bright already at a quarter.
  const full = 0.6 / 285 / 0.005;
  const red = 1.6 / 275 / 0.005;
  expect(colors(90)[0]).toBe(1);
  expect(colors(190)).toEqual([0, expect.closeTo(full / 2, 3), 0]);
  expect(colors(290)).toEqual([expect.closeTo(red / 4, 3), 0, expect.closeTo(full, 3)]);
  expect(sim.faults).toEqual([]);
});

it("a bar graph follows a level", () => {
  const sim = board(
    ["bar: wokwi-led-bar-graph color=GYR", ...Array.from({ length: 10 }, (_, n) => `r${n}: wokwi-resistor value=220`)],
    Array.from({ length: 10 }, (_, n) => [
      `pico:GP${n} r${n}:1`,
      `r${n}:2 bar:A${n + 1}`,
      `bar:C${n + 1} pico:GND.1`,
    ]).flat(),
    `
from machine import Pin
leds = [Pin(n, Pin.OUT) for n in range(10)]
for index, led in enumerate(leds):
    led.value(index < 4)
`,
  ).run(ms(100));
  const lit = Array.from({ length: 10 }, (_, n) => (sim.part("bar").number(`brightness${n + 1}`) ?? 0) > 0);
  expect(lit).toEqual([true, true, true, true, false, false, false, false, false, false]);
});

describe("buzzer", () => {
  const buzzer = (main: string): Bench => board(["bz: wokwi-buzzer"], ["pico:GP15 bz:2", "bz:1 pico:GND.1"], main);

  it("plays a tune by PWM, with rests", () => {
    const sim = buzzer(`
from machine import Pin, PWM
import time
buzzer = PWM(Pin(15))
for note in (262, 330, 392, 0, 523):
    if note:
        buzzer.freq(note)
        buzzer.duty_u16(32768)
    else:
        buzzer.duty_u16(0)
    time.sleep_ms(100)
buzzer.deinit()
`).run(s(1));
    const heard = [50, 150, 250, 350, 450, 600].map((at) => sim.part("bz").number("frequency", ms(at)) ?? -1);
    // The divider of the RP2040 hits notes to some hundredths of a Hz.
    [262, 330, 392, 0, 523, 0].forEach((hertz, index) => expect(heard[index]).toBeCloseTo(hertz, 0));
    expect(sim.part("bz").number("loudness", ms(50))).toBe(1);
    expect(sim.part("bz").number("loudness", ms(350))).toBe(0);
  });

  it("sounds by a pin that the program toggles", () => {
    const sim = buzzer(`
from machine import Pin
import time
pin = Pin(15, Pin.OUT)
for _ in range(100):
    pin.on()
    time.sleep_us(1000)
    pin.off()
    time.sleep_us(1000)
`).run(s(1));
    expect(sim.part("bz").number("frequency", ms(150))).toBeGreaterThan(480);
    expect(sim.part("bz").number("frequency", ms(150))).toBeLessThan(500);
    expect(sim.part("bz").number("frequency")).toBe(0);
  });
});

it("a servo goes where duty_ns and duty_u16 say", () => {
  const sim = board(
    ["sv: wokwi-servo"],
    ["pico:GP16 sv:PWM", "pico:VBUS sv:V+", "pico:GND.1 sv:GND"],
    `
from machine import Pin, PWM
import time
servo = PWM(Pin(16), freq=50)

def angle(degrees):
    servo.duty_ns(500_000 + degrees * 2_000_000 // 180)

angle(90)
time.sleep(1)
angle(180)
time.sleep_ms(75)
angle(45)
time.sleep(1)
servo.duty_u16(1638)
time.sleep(1)
servo.deinit()
`,
  ).run(s(4));
  const angle = (at: number): number => sim.part("sv").number("angle", at) ?? NaN;
  expect(angle(ms(900))).toBeCloseTo(90, 1);
  expect(angle(ms(2000))).toBeCloseTo(45, 1);
  // 1638 of 65536 of 20 ms: 0.5 ms.
  expect(angle(s(3))).toBeCloseTo(0, 0);
  expect(angle(s(4))).toBe(angle(s(3)));
  expect(sim.faults).toEqual([]);
});

it("a relay switches another circuit, which bounces", () => {
  const sim = board(
    ["k: wokwi-relay-module"],
    [
      ...["pico:GP2 k:IN", "pico:VBUS k:VCC", "pico:GND.1 k:GND"],
      ...["pico:GND.2 k:COM", "pico:GP10 k:NO", "pico:GP11 k:NC"],
    ],
    `
from machine import Pin
import time
relay = Pin(2, Pin.OUT, value=0)
no = Pin(10, Pin.IN, Pin.PULL_UP)
nc = Pin(11, Pin.IN, Pin.PULL_UP)
edges = []
no.irq(lambda pin: edges.append(1), Pin.IRQ_FALLING)
time.sleep_ms(20)
print(no.value(), nc.value())
relay.on()
time.sleep_ms(5)
print(no.value(), nc.value())
time.sleep_ms(45)
print(no.value(), nc.value(), len(edges) > 1)
relay.off()
time.sleep_ms(50)
print(no.value(), nc.value())
`,
  ).run(s(1));
  expect(sim.serial.lines).toEqual(["1 0", "1 0", "0 1 True", "1 0"]);
});

it("gates and a flip-flop answer a program", () => {
  const sim = board(
    ["x: wokwi-gate-xor-2", "n: wokwi-gate-not", "f: wokwi-flip-flop-d", "m: wokwi-mux-2"],
    [
      ...["pico:GP0 x:A", "pico:GP1 x:B", "x:OUT pico:GP10", "x:OUT n:IN", "n:OUT pico:GP11"],
      ...["pico:GP0 f:D", "pico:GP2 f:CLK", "f:Q pico:GP12", "f:NOTQ pico:GP13"],
      ...["pico:GP0 m:A", "pico:GP1 m:B", "pico:GP2 m:SEL", "m:OUT pico:GP14"],
    ],
    `
from machine import Pin
a, b, clock = (Pin(n, Pin.OUT, value=0) for n in range(3))
inputs = [Pin(n, Pin.IN) for n in range(10, 15)]
for row in range(4):
    a.value(row >> 1)
    b.value(row & 1)
    clock.on()
    print(row, *(pin.value() for pin in inputs))
    clock.off()
`,
  ).run(ms(100));
  // XOR, its inverse, Q, its inverse, B.
  expect(sim.serial.lines).toEqual(["0 0 1 0 1 0", "1 1 0 0 1 1", "2 1 0 1 0 0", "3 0 1 1 0 1"]);
});

it("a clock generator's edges are counted by interrupts", () => {
  const sim = board(
    ["g: wokwi-clock-generator frequency=1k"],
    ["g:CLK pico:GP5"],
    `
from machine import Pin
import time
count = 0
def tick(pin):
    global count
    count += 1
Pin(5, Pin.IN).irq(tick, Pin.IRQ_RISING)
time.sleep_ms(100)
print(count)
`,
  ).run(s(1));
  expect(Number(sim.serial.lines[0])).toBeGreaterThanOrEqual(99);
  expect(Number(sim.serial.lines[0])).toBeLessThanOrEqual(100);
});

it("74HC595 in a chain and a 74HC165, bit by bit", () => {
  const Q = [0, 1, 2, 3, 4, 5, 6, 7];
  const sim = board(
    ["u1: wokwi-74hc595", "u2: wokwi-74hc595", "in: wokwi-74hc165"],
    [
      ...["u1", "u2", "in"].flatMap((id) => [`${id}:VCC pico:3V3`, `${id}:GND pico:GND.1`]),
      ...["u1", "u2"].flatMap((id) => [`${id}:OE pico:GND.1`, `${id}:MR pico:3V3`]),
      ...[
        "pico:GP0 u1:DS",
        "u1:Q7S u2:DS",
        "pico:GP1 u1:SHCP",
        "pico:GP1 u2:SHCP",
        "pico:GP2 u1:STCP",
        "pico:GP2 u2:STCP",
      ],
      // What the second chip shows is read back by the third.
      ...Q.map((bit) => `u2:Q${bit} in:D${bit}`),
      ...["pico:GP3 in:PL", "pico:GP4 in:CP", "in:CE pico:GND.1", "in:Q7 pico:GP5"],
    ],
    `
from machine import Pin
data, shift, latch = (Pin(n, Pin.OUT, value=0) for n in range(3))
load = Pin(3, Pin.OUT, value=1)
clock = Pin(4, Pin.OUT, value=0)
q7 = Pin(5, Pin.IN)

def write(value):
    for bit in range(15, -1, -1):
        data.value((value >> bit) & 1)
        shift.on()
        shift.off()
    latch.on()
    latch.off()

def read():
    load.off()
    load.on()
    value = 0
    for _ in range(8):
        value = value << 1 | q7.value()
        clock.on()
        clock.off()
    return value

for value in (0xa55a, 0x1234, 0xff00):
    write(value)
    print(hex(read()))
`,
  ).run(s(1));
  expect(sim.serial.lines).toEqual(["0xa5", "0x12", "0xff"]);
  expect(sim.part("u1").number("outputs")).toBe(0);
  expect(sim.faults).toEqual([]);
});

it("SPI feeds a chain of 74HC595", () => {
  const sim = board(
    // Declared from its end: the order of the parts does not matter.
    ["u3: wokwi-74hc595", "u2: wokwi-74hc595", "u1: wokwi-74hc595"],
    [
      ...["u1", "u2", "u3"].flatMap((id) => [
        ...[`${id}:VCC pico:3V3`, `${id}:MR pico:3V3`, `${id}:GND pico:GND.1`, `${id}:OE pico:GND.1`],
        ...[`${id}:SHCP pico:GP18`, `${id}:STCP pico:GP17`],
      ]),
      ...["u1:DS pico:GP19", "u2:DS u1:Q7S", "u3:DS u2:Q7S", "u3:Q7S pico:GP16"],
    ],
    `
from machine import Pin, SPI
spi = SPI(0, baudrate=1_000_000, sck=Pin(18), mosi=Pin(19), miso=Pin(16))
latch = Pin(17, Pin.OUT, value=0)
spi.write(bytes((1, 2, 3)))
latch.on()
latch.off()
back = bytearray(3)
spi.write_readinto(bytes((4, 5, 6)), back)
print(list(back))
`,
  ).run(ms(100));
  expect(["u1", "u2", "u3"].map((id) => sim.part(id).number("outputs"))).toEqual([3, 2, 1]);
  // What comes out of the end is what went in three bytes before.
  expect(sim.serial.lines).toEqual(["[1, 2, 3]"]);
  expect(sim.faults).toEqual([]);
});

it("a stepper motor turns by an A4988", () => {
  const sim = board(
    ["d: wokwi-a4988", "m: wokwi-stepper-motor", "v: wokwi-vcc voltage=12"],
    [
      ...["pico:GP0 d:STEP", "pico:GP1 d:DIR", "d:SLEEP d:RESET", "d:VDD pico:3V3", "d:GND.2 pico:GND.1"],
      ...["d:VMOT v:VCC", "d:1A m:A+", "d:1B m:A-", "d:2A m:B+", "d:2B m:B-"],
    ],
    `
from machine import Pin
import time
step = Pin(0, Pin.OUT, value=0)
direction = Pin(1, Pin.OUT, value=1)

def turn(steps):
    for _ in range(steps):
        step.on()
        time.sleep_us(500)
        step.off()
        time.sleep_us(500)

turn(50)
direction.off()
turn(25)
`,
  );
  sim.run(s(1));
  const [start, end] = [sim.part("m").number("angle", ms(0.1)) ?? 0, sim.part("m").number("angle") ?? 0];
  expect(end - start).toBeCloseTo(45, 0);
  expect(sim.faults).toEqual([]);
});

describe("the laws of all parts, with other attributes", () => {
  it.each([
    ["wokwi-7segment", { digits: "4", colon: "1", common: "cathode" }],
    ["wokwi-rgb-led", { common: "cathode" }],
    ["wokwi-relay-module", { transistor: "pnp" }],
  ])("%s", (type, attributes) => {
    checkDevice(DEFINITIONS.find((definition) => definition.type === type) as (typeof DEFINITIONS)[number], {
      attributes,
    });
  });
});
