import { ms, us } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import type { Bench } from "tickless/testing";
import { board } from "./support/board.js";

/* State machines of a Pico in programs as they are written, with the parts that they are for. */

const WS2812 = `
import array, time
from machine import Pin
import rp2

@rp2.asm_pio(sideset_init=rp2.PIO.OUT_LOW, out_shiftdir=rp2.PIO.SHIFT_LEFT, autopull=True, pull_thresh=24)
def ws2812():
    T1 = 2
    T2 = 5
    T3 = 3
    wrap_target()
    label("bitloop")
    out(x, 1)               .side(0)    [T3 - 1]
    jmp(not_x, "do_zero")   .side(1)    [T1 - 1]
    jmp("bitloop")          .side(1)    [T2 - 1]
    label("do_zero")
    nop()                   .side(0)    [T2 - 1]
    wrap()

sm = rp2.StateMachine(0, ws2812, freq=8_000_000, sideset_base=Pin(28))
sm.active(1)
`;
const strip = (main: string, extra: readonly string[] = [], wires: readonly string[] = []): Bench =>
  board(
    ["np: wokwi-led-strip pixels=8", ...extra],
    ["np:VDD pico:VBUS", "np:VSS pico:GND.1", "np:DIN pico:GP28", ...wires],
    WS2812 + main,
  );
const COLORS = ["#ff0000", "#00ff00", "#0000ff", "#ffffff", "#010203", "#808080", "#000000", "#fefdfc"];
/** Green first, in the upper bits. */
const words = (colors: readonly string[]): string =>
  `[${colors.map((color) => `0x${color.slice(3, 5)}${color.slice(1, 3)}${color.slice(5)}`).join(", ")}]`;

describe("a strip of addressable LEDs", () => {
  it("shows what a state machine at 8 MHz sends, 30 µs a pixel", () => {
    const sim = strip(`sm.put(array.array("I", ${words(COLORS)}), 8)\ntime.sleep_ms(1)\n`).run(ms(50));
    expect(sim.part("np").colors()).toEqual(COLORS);
    expect(sim.faults).toEqual([]);
    const [burst] = sim.track("pico.bitstream").rows();
    expect(burst).toMatchObject({ durationNs: us(240) });
  });

  it("shows frame after frame, and of a slow program that puts word by word the same", () => {
    const sim = strip(`
for n in range(3):
    for color in ${words(COLORS)}:
        sm.put(color, 8)
        time.sleep_us(40)
    time.sleep_ms(5)
for color in ${words([...COLORS].reverse())}:
    sm.put(color << 8)
`).run(ms(100));
    expect(sim.part("np").colors()).toEqual([...COLORS].reverse());
    expect(sim.faults).toEqual([]);
  });

  it("shows the same while a logic analyzer sees each edge", () => {
    const sim = strip(
      `sm.put(array.array("I", ${words(COLORS)}), 8)\ntime.sleep_ms(1)\n`,
      ["probe: wokwi-logic-analyzer"],
      ["probe:D0 pico:GP28"],
    ).run(ms(50));
    expect(sim.part("np").colors()).toEqual(COLORS);
    expect(sim.track("pico.GP28").rows().length).toBeGreaterThan(2 * 24 * 8);
  });
});

describe("a UART made of a state machine", () => {
  const SENDS = `
from machine import Pin, UART
from rp2 import PIO, StateMachine, asm_pio
import time

@asm_pio(sideset_init=PIO.OUT_HIGH, out_init=PIO.OUT_HIGH, out_shiftdir=PIO.SHIFT_RIGHT)
def uart_tx():
    pull()     .side(1)       [7]
    set(x, 7)  .side(0)       [7]
    label("bit")
    out(pins, 1)              [6]
    jmp(x_dec, "bit")

@asm_pio(in_shiftdir=PIO.SHIFT_RIGHT)
def uart_rx():
    label("start")
    wait(0, pin, 0)
    set(x, 7)                 [10]
    label("bit")
    in_(pins, 1)
    jmp(x_dec, "bit")         [6]
    jmp(pin, "good")
    wait(1, pin, 0)
    jmp("start")
    label("good")
    push(block)
`;

  it("is heard by a UART of the chip", () => {
    const sim = board(
      [],
      ["pico:GP10 pico:GP5"],
      SENDS +
        `
uart = UART(1, 9600, rx=Pin(5))
tx = StateMachine(0, uart_tx, freq=8 * 9600, sideset_base=Pin(10), out_base=Pin(10))
tx.active(1)
for char in "Hello, PIO!":
    tx.put(ord(char))
time.sleep_ms(20)
print(uart.read())
`,
    ).run(ms(100));
    expect(sim.serial.text).toBe("b'Hello, PIO!'\n");
    expect(sim.faults).toEqual([]);
  });

  it("hears a UART of the chip", () => {
    const sim = board(
      [],
      ["pico:GP4 pico:GP3"],
      SENDS +
        `
uart = UART(1, 9600, tx=Pin(4))
rx = StateMachine(0, uart_rx, freq=8 * 9600, in_base=Pin(3), jmp_pin=Pin(3))
rx.active(1)
uart.write("Hi!")
print([chr(rx.get() >> 24) for _ in range(3)])
`,
    ).run(ms(100));
    expect(sim.serial.text).toBe("['H', 'i', '!']\n");
  });

  it("hears another of its kind, of the other block, over a wire", () => {
    const sim = board(
      [],
      ["pico:GP10 pico:GP3"],
      SENDS +
        `
tx = StateMachine(0, uart_tx, freq=8 * 115200, sideset_base=Pin(10), out_base=Pin(10))
rx = StateMachine(5, uart_rx, freq=8 * 115200, in_base=Pin(3), jmp_pin=Pin(3))
rx.active(1)
tx.active(1)
for value in range(0, 256, 17):
    tx.put(value)
    print(rx.get() >> 24, end=" ")
`,
    ).run(ms(100));
    expect(sim.serial.text).toBe(Array.from({ length: 16 }, (_, n) => `${17 * n} `).join(""));
  });
});

it("goes on when the program has ended: a LED that a state machine blinks", () => {
  const sim = board(
    [],
    [],
    `
import rp2
from machine import Pin

@rp2.asm_pio(set_init=rp2.PIO.OUT_LOW)
def blink():
    set(pins, 1)   [31]
    nop()          [31]
    set(pins, 0)   [31]
    nop()          [31]

rp2.StateMachine(0, blink, freq=2000, set_base=Pin("LED")).active(1)
`,
  ).run(ms(500));
  const edges = sim
    .track("pico.TP5")
    .rows()
    .map(({ time }) => time);
  const lit = edges.slice(1).map((time, n) => time - (edges[n] as number));
  expect(lit.slice(1)).toEqual([...lit.slice(1)].fill(ms(32)));
  expect(edges.length).toBeGreaterThan(12);
});
