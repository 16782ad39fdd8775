import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commands, data, recorded, reset, start } from "../../tests/ssd1306-driver.js";
import { renderSsd1306, ssd1306ToText } from "./render.js";

const glass = (b: ReturnType<typeof start>): Uint8Array => {
  const { gddram, registers } = recorded(b);
  return renderSsd1306(gddram, registers);
};
/** Lit pixels as [x, y]. */
const lit = (b: ReturnType<typeof start>): [number, number][] =>
  [...glass(b)].flatMap((pixel, at): [number, number][] => (pixel ? [[at % 128, at >> 7]] : []));

/** A frame buffer as MicroPython's framebuf (MONO_VLSB) has it, with these pixels set, and `show()`. */
function show(b: ReturnType<typeof start>, ...pixels: [number, number][]): void {
  const buffer = new Uint8Array(1024);
  for (const [x, y] of pixels) buffer[(y >> 3) * 128 + x] = (buffer[(y >> 3) * 128 + x] as number) | (1 << (y & 7));
  commands(b, 0x21, 0, 127, 0x22, 0, 7);
  data(b, ...buffer);
}

describe("started by MicroPython's driver", () => {
  test("pixel (x, y) of the frame buffer is pixel (x, y) of the glass", () => {
    fc.assert(
      fc.property(fc.nat(127), fc.nat(63), (x, y) => {
        const b = start();
        show(b, [x, y]);
        expect(lit(b)).toEqual([[x, y]]);
      }),
      { numRuns: 30 },
    );
  });

  test("nothing is shown before display on, and nothing after off", () => {
    const b = reset();
    data(b, 0xff);
    expect(lit(b)).toEqual([]);
    const on = start();
    show(on, [5, 5]);
    commands(on, 0xae);
    expect(lit(on)).toEqual([]);
    commands(on, 0xaf);
    expect(lit(on)).toEqual([[5, 5]]);
  });

  test("without the charge pump it stays dark", () => {
    const b = start();
    show(b, [5, 5]);
    commands(b, 0x8d, 0x10);
    expect(lit(b)).toEqual([]);
  });

  test("inverse and all-on", () => {
    const b = start();
    show(b, [5, 5]);
    commands(b, 0xa7);
    expect(lit(b).length).toBe(128 * 64 - 1);
    commands(b, 0xa5);
    expect(lit(b).length).toBe(128 * 64);
    commands(b, 0xa4, 0xa6);
    expect(lit(b)).toEqual([[5, 5]]);
  });
});

describe("mapping of rows", () => {
  test("without remaps (A0h, C0h) the picture stands on its head", () => {
    const b = start();
    commands(b, 0xa0, 0xc0);
    show(b, [0, 0]);
    expect(lit(b)).toEqual([[127, 63]]);
  });

  test("COM scan direction acts at once", () => {
    const b = start();
    show(b, [10, 3]);
    commands(b, 0xc0);
    expect(lit(b)).toEqual([[10, 60]]);
  });

  test("the start line moves the picture up, round and round", () => {
    const b = start();
    show(b, [0, 10], [0, 3]);
    commands(b, 0x40 + 8);
    expect(lit(b)).toEqual([
      [0, 2],
      [0, 59],
    ]);
  });

  test("the display offset moves it the same way while COM is not remapped (data sheet table 10-1)", () => {
    const b = start();
    commands(b, 0xc0, 0xd3, 8);
    show(b, [0, 8]);
    // COM0 shows row 8; COM0 is at the bottom.
    expect(lit(b)).toEqual([[0, 63]]);
  });

  test("and with COM remapped COM0 shows row 7 (table 10-2)", () => {
    const b = start();
    commands(b, 0xd3, 8);
    show(b, [0, 7]);
    expect(lit(b)).toEqual([[0, 63]]);
  });

  test("a multiplex ratio of 32 shows 32 rows", () => {
    const b = start();
    commands(b, 0xa8, 31, 0xa5);
    expect(lit(b).length).toBe(32 * 128);
  });

  test("a driver set up for 32 rows lights every second row of a glass with 64", () => {
    const b = start({}, 32);
    show(b, ...Array.from({ length: 32 }, (_, y): [number, number] => [0, y]));
    const rows = lit(b).map(([, y]) => y);
    expect(rows).toHaveLength(32);
    expect(rows.every((y) => y % 2 === 1)).toBe(true);
  });

  test("every pixel of the RAM is shown exactly once, whatever the mapping", () => {
    fc.assert(
      fc.property(fc.nat(63), fc.nat(63), fc.boolean(), fc.nat(3), fc.nat(1023), (line, offset, remap, pins, at) => {
        const gddram = new Uint8Array(1024);
        gddram[at] = 0x10;
        const flags = 0x09 | (remap ? 0x10 : 0) | (pins << 5);
        const pixels = renderSsd1306(gddram, Uint8Array.of(flags, 0, line, offset, 63, 0, 0, 0));
        return pixels.reduce((sum, pixel) => sum + pixel, 0) === 1;
      }),
    );
  });
});

test("as text, two rows make a line", () => {
  const b = start();
  show(b, [0, 0], [1, 1], [2, 0], [2, 1]);
  const text = ssd1306ToText(glass(b));
  expect(text.split("\n")).toHaveLength(32);
  expect(text.split("\n")[0]).toBe("▀▄█");
});
