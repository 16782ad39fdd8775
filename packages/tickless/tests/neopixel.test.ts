import { DEFINITIONS } from "@tickless/devices";
import { ms, s, us } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkDevice, type Bench, type SimulateOptions } from "tickless/testing";
import { show } from "../src/show/show.js";
import { board } from "./support/board.js";

/* Addressable LEDs, by the driver in MicroPython's firmware, in programs as they are written. */

const colors = (sim: Bench, part: string, at?: number): string[] => sim.part(part).colors(at);

const hex = (bytes: readonly number[]): string => `#${Buffer.from(bytes).toString("hex")}`;

const strip = (main: string, { pixels = 8, ...options }: SimulateOptions & { readonly pixels?: number } = {}): Bench =>
  board(
    [`np: wokwi-led-strip pixels=${pixels}`],
    ["np:VDD pico:VBUS", "np:VSS pico:GND.1", "np:DIN pico:GP28"],
    `from machine import Pin\nfrom neopixel import NeoPixel\nimport time\n${main}`,
    options,
  );
const [RED, GREEN, BLUE, DARK] = ["#ff0000", "#00ff00", "#0000ff", "#000000"];

describe("a strip", () => {
  it("chases", () => {
    const sim = strip(`
np = NeoPixel(Pin(28), 8)
while True:
    for i in range(np.n):
        np.fill((0, 0, 0))
        np[i] = (255, 0, 0)
        np.write()
        time.sleep_ms(100)
`).run(s(1));
    const lit = [50, 150, 250, 780, 860].map((at) => colors(sim, "np", ms(at)).indexOf(RED));
    expect(lit).toEqual([0, 1, 2, 7, 0]);
    expect(colors(sim, "np").filter((color) => color !== DARK)).toEqual([RED]);
    expect(sim.faults).toEqual([]);
  });

  it("bounces", () => {
    const sim = strip(`
def bounce(np, color, wait):
    n = np.n
    for i in range(4 * n):
        for j in range(n):
            np[j] = color
        if (i // n) % 2 == 0:
            np[i % n] = (0, 0, 0)
        else:
            np[n - 1 - (i % n)] = (0, 0, 0)
        np.write()
        time.sleep_ms(wait)

bounce(NeoPixel(Pin(28, Pin.OUT), 8), (0, 0, 255), 60)
`).run(s(2));
    const dark = [0, 3, 7, 8, 11, 15, 16].map((i) => colors(sim, "np", ms(30 + i * 61)).indexOf(DARK));
    expect(dark).toEqual([0, 3, 7, 7, 4, 0, 0]);
  });

  it("shows a rainbow", () => {
    const sim = strip(`
def wheel(pos):
    if pos < 85:
        return (255 - pos * 3, pos * 3, 0)
    if pos < 170:
        pos -= 85
        return (0, 255 - pos * 3, pos * 3)
    pos -= 170
    return (pos * 3, 0, 255 - pos * 3)

np = NeoPixel(Pin(28), 8)
for j in range(0, 256, 5):
    for i in range(8):
        np[i] = wheel((i * 256 // 8 + j) & 255)
    np.write()
    time.sleep_ms(20)
`).run(s(2));
    const wheel = (pos: number): string => {
      const [part, rest] = pos < 85 ? [0, pos] : pos < 170 ? [1, pos - 85] : [2, pos - 170];
      const values = [255 - rest * 3, rest * 3, 0];
      return hex([0, 1, 2].map((i) => values[(i + 3 - part) % 3] as number));
    };
    expect(colors(sim, "np")).toEqual(Array.from({ length: 8 }, (_, i) => wheel((i * 32 + 255) & 255)));
  });

  it("shows a frame when the line has been low for 50 µs, at 30 µs a pixel", () => {
    const sim = strip("NeoPixel(Pin(28), 8).write()\nnp = NeoPixel(Pin(28), 8)\nnp.fill((1, 2, 3))\nnp.write()").run(
      ms(100),
    );
    const bursts = sim.track("pico.bitstream").rows();
    expect(bursts.map(({ durationNs }) => durationNs)).toEqual([us(240), us(240)]);
    const [, shown] = sim.track("np.pixels").rows();
    expect(shown?.time).toBe((bursts[1]?.time ?? 0) + us(290));
  });

  it("understands 400 kHz; other times are a fault, and the nearer bit", () => {
    const sim = strip(`
np = NeoPixel(Pin(28), 8, timing=0)
np.fill((16, 32, 64))
np.write()
`).run(ms(50));
    expect([colors(sim, "np")[0], sim.faults.length]).toEqual(["#102040", 0]);
    const odd = strip(`
np = NeoPixel(Pin(28), 8, timing=(400, 850, 580, 450))
np.fill((16, 32, 64))
for _ in range(3):
    np.write()
    time.sleep_ms(1)
`).run(ms(50));
    expect(colors(odd, "np")[0]).toBe(DARK);
    expect(odd.faults.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      expect.stringMatching(/^timing: .* a 1 580 and 450 ns; .*each bit is taken for a 0$/),
    ]);
  });

  it("takes of a longer buffer what it has pixels for", () => {
    const sim = strip("np = NeoPixel(Pin(28), 5)\nnp.fill((0, 255, 0))\nnp.write()", { pixels: 3 }).run(ms(50));
    expect(colors(sim, "np")).toEqual([GREEN, GREEN, GREEN]);
  });
});

describe("chains", () => {
  it("pass on from one kind of part to the next, through a resistor", () => {
    const sim = board(
      ["r: wokwi-resistor value=330", "a: wokwi-neopixel", "b: wokwi-neopixel", "ring: wokwi-led-ring pixels=12"],
      [
        ...["pico:GP0 r:1", "r:2 a:DIN", "a:DOUT b:DIN", "b:DOUT ring:DIN"],
        ...["a", "b"].flatMap((id) => [`${id}:VDD pico:VBUS`, `${id}:VSS pico:GND.1`]),
        ...["ring:VCC pico:VBUS", "ring:GND pico:GND.1"],
      ],
      `
from machine import Pin
import neopixel
pixels = neopixel.NeoPixel(Pin(0), 14)
pixels[0] = (255, 0, 0)
pixels[1] = (0, 255, 0)
for i in range(2, 14):
    pixels[i] = (i, 0, 255 - i)
pixels.write()
`,
    ).run(ms(50));
    expect([colors(sim, "a")[0], colors(sim, "b")[0]]).toEqual([RED, GREEN]);
    const expected = Array.from({ length: 12 }, (_, i) => hex([i + 2, 0, 253 - i]));
    expect(colors(sim, "ring")).toEqual(expected);
    expect(sim.faults).toEqual([]);
  });

  it("whose first part has no power stay dark", () => {
    const sim = board(
      ["a: wokwi-neopixel", "b: wokwi-neopixel"],
      ["pico:GP0 a:DIN", "a:DOUT b:DIN", "b:VDD pico:VBUS", "b:VSS pico:GND.1"],
      "from machine import Pin\nimport neopixel\nn = neopixel.NeoPixel(Pin(0), 2)\nn.fill((9, 9, 9))\nn.write()\nn.write()",
    ).run(ms(50));
    expect([colors(sim, "a")[0], colors(sim, "b")[0]]).toEqual([DARK, DARK]);
    expect(sim.faults.map(({ part, kind }) => [part, kind])).toEqual([["a", "no-power"]]);
  });
});

it("a matrix is addressed in the order of its chain", () => {
  const sim = board(
    ["m: wokwi-led-matrix rows=4 cols=4 layout=serpentine"],
    ["pico:GP0 m:DIN", "m:VDD pico:VBUS", "m:VSS pico:GND.1"],
    `
from machine import Pin
from neopixel import NeoPixel
np = NeoPixel(Pin(0), 16)
np[5] = (0, 0, 255)
np.write()
`,
  ).run(ms(50));
  expect(colors(sim, "m").indexOf(BLUE)).toBe(5);
});

it("without CPU time each frame is shown all the same", () => {
  const sim = strip("np = NeoPixel(Pin(28), 8)\nfor i in range(3):\n    np.fill((i, i, i))\n    np.write()").run(
    ms(50),
  );
  expect(colors(sim, "np")[0]).toBe("#020202");
});

it.each([
  ["wokwi-led-matrix", { rows: "4", cols: "3", layout: "serpentine" }],
  ["wokwi-led-ring", { pixels: "7" }],
])("%s survives random lives", (type, attributes) => {
  checkDevice(DEFINITIONS.find((definition) => definition.type === type) as (typeof DEFINITIONS)[number], {
    attributes,
  });
});

it("a strip is drawn on the command line, equal colours side by side as one", () => {
  const main =
    "from machine import Pin\nfrom neopixel import NeoPixel\nnp = NeoPixel(Pin(1), 5)\nnp.fill((0, 0, 255))\nnp[3] = (255, 128, 0)\nnp.write()\n";
  const sim = board(["s: wokwi-led-strip pixels=5"], ["s:VDD pico:VBUS", "s:VSS pico:GND.1", "s:DIN pico:GP1"], main);
  sim.run(ms(10));
  const text = show(sim.simulation.board, sim.trace, sim.now, { color: false, title: "t" });
  expect(text).toMatch(/^s +3 × #0000ff #ff8000 #0000ff$/m);
});

it("a part without addressable LEDs says so", () => {
  const sim = board(["r: wokwi-resistor"], [], "pass");
  expect(() => sim.part("r").colors()).toThrow("'r' (wokwi-resistor) has no addressable LEDs");
});
