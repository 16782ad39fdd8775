import { expect, test } from "vitest";
import { StateReader } from "../board/state-reader.js";
import { part, stateOf, tracksOf } from "../board/testing.js";
import { chainOf, ledCentre } from "./max7219.geometry.js";
import { shapeOf } from "./shapes.js";

/* Displays on SPI, and their kin. */

/** What a face says of a display with these framebuffers and values. */
function said(type: string, pixels: Record<string, readonly number[]>, values: Record<string, number> = {}): string {
  const own = part("d", type, { attributes: { chain: "2" } });
  const named = Object.fromEntries(
    Object.entries(pixels).map(([name, bytes]) => [`d.${name}`, Uint8Array.from(bytes)]),
  );
  const numbers = Object.fromEntries(Object.entries(values).map(([name, value]) => [`d.${name}`, value]));
  const tracks = tracksOf(...Object.keys(named), ...Object.keys(numbers));
  const reader = new StateReader(tracks, stateOf(tracks, numbers, { pixels: named }));
  return shapeOf(type).describe?.(own, reader.part("d")) ?? "";
}

test("OLEDs and TFTs tell how many pixels they have and whether they are on", () => {
  expect(said("wokwi-ssd1306", { registers: [1] })).toBe("128 by 64 pixels, on");
  expect(said("board-grove-oled-sh1107", { panel: [0] })).toBe("128 by 128 pixels, off");
  expect(said("wokwi-ili9341", { panel: [3] }, { backlight: 1 })).toBe("240 by 320 pixels, on");
  expect(said("board-st7789", { panel: [3] }, { backlight: 0.25 })).toBe("240 by 240 pixels, on, backlight 25 %");
  expect(said("board-st7789", { panel: [1] }, { backlight: 0.25 })).toBe("240 by 240 pixels, off");
});

test("a LED matrix tells how many LEDs are lit", () => {
  expect(said("wokwi-max7219-matrix", { matrix: [0xff, 0x01] })).toBe("9 of 128 LEDs are lit");
  expect(said("wokwi-max7219-matrix", { matrix: [0, 0] })).toBe("dark");
});

test("a LED matrix grows by a block a module, evenly", () => {
  const wide = (chain: string) => {
    const own = part("d", "wokwi-max7219-matrix", { attributes: { chain } });
    return [chainOf(own), shapeOf(own.type).geometry(own).width] as const;
  };
  const [one, four, all] = [wide("1"), wide("4"), wide("99")];
  expect([one[0], four[0], all[0]]).toEqual([1, 4, 64]);
  expect(four[1] - one[1]).toBeCloseTo((3 * 32 * 96) / 25.4, 6);
  expect(ledCentre(8, 0).x - ledCentre(7, 0).x).toBeCloseTo(ledCentre(7, 0).x - ledCentre(6, 0).x, 6);
});
