import { CGRAM_BYTES, DDRAM_BYTES, hd44780Text, LCD_REGISTER_BYTES } from "@tickless/devices";
import { box, mm, type Box } from "../board/plane.js";
import type { PartReader } from "../board/state-reader.js";
import type { PartModel } from "../protocol/project.js";
import { pinsAt, text, type PartGeometry, type PartShape } from "./shape.js";

/*
 * Character displays. Boxes and pins: @wokwi/elements 1.9.2. Characters of 2.95 × 5.55 mm, 3.55 × 5.95 mm from one to the next, as
 * on modules of this size.
 */

export interface LcdSize {
  readonly columns: number;
  readonly rows: number;
}

const SIZES: Readonly<Record<string, LcdSize>> = {
  "wokwi-lcd1602": { columns: 16, rows: 2 },
  "wokwi-lcd2004": { columns: 20, rows: 4 },
};

export const sizeOf = (part: PartModel): LcdSize => SIZES[part.type] ?? { columns: 16, rows: 2 };
export const isOnI2c = (part: PartModel): boolean => text(part, "pins") === "i2c";

const PARALLEL = [
  ...["VSS", "VDD", "V0", "RS", "RW", "E"],
  ...["D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "A", "K"],
];
const PARALLEL_X = [32, 41.5, 51.5, 60.5, 70.5, 80, 89.5, 99.5, 109, 118.5, 128, 137.5, 147, 156.5, 166.5, 176];
const I2C = ["GND", "VCC", "SDA", "SCL"];

type Place = readonly [name: string, x: number, y: number];

function geometryFor(large: boolean, i2c: boolean): PartGeometry {
  const [width, height] = large ? [mm(94.05), mm(47.5)] : [mm(80), mm(36)];
  const y = large ? 174.44 : 130.97;
  const serial = I2C.map((name, index): Place => [name, 4, 32 + index * 9.5]);
  const parallel = PARALLEL.map((name, index): Place => [name, PARALLEL_X[index] as number, y]);
  const [real, other] = i2c ? [serial, parallel] : [parallel, serial];
  // Pins that this kind does not have end at its ground. Of pins at one place the last is found.
  const [, x, at] = real[0] as Place;
  return {
    ...{ width, height, body: box(0, 0, width, height), radius: 3 },
    pins: pinsAt(...other.map(([name]) => [name, x, at] as const), ...real),
  };
}

const geometries = [false, true].map((large) => [false, true].map((i2c) => geometryFor(large, i2c)));

/** The pins that there are. */
export const pinsOf = (part: PartModel): readonly string[] => (isOnI2c(part) ? I2C : PARALLEL);

/** The coloured glass around the characters, px. */
const MARGIN = { x: 11.5, y: 10 };
const DOT = { x: mm(56.2) / 95, y: mm(11.5) / 17 };

/** Dots of the display, with a gap of one between characters. */
export function dotsOf(part: PartModel): { readonly x: number; readonly y: number } {
  const { columns, rows } = sizeOf(part);
  return { x: columns * 6 - 1, y: rows * 9 - 1 };
}

/** Where the dots are. */
export function dotArea(part: PartModel): Box {
  const { width, height } = lcdShape.geometry(part);
  const dots = dotsOf(part);
  const [w, h] = [dots.x * DOT.x, dots.y * DOT.y];
  return box((width - w) / 2 + (isOnI2c(part) ? 6 : 0), (height - h) / 2 - 2, w, h);
}

/** Where the coloured glass is. */
export function glassOf(part: PartModel): Box {
  const { x, y, width, height } = dotArea(part);
  return box(x - MARGIN.x, y - MARGIN.y, width + 2 * MARGIN.x, height + 2 * MARGIN.y);
}

/** The framebuffers at the moment shown, in their full size. */
export function readLcd(read: PartReader): { ddram: Uint8Array; cgram: Uint8Array; registers: Uint8Array } {
  const whole = (name: string, bytes: number): Uint8Array => {
    const into = new Uint8Array(bytes);
    into.set((read.pixels(name) ?? into).subarray(0, bytes));
    return into;
  };
  return {
    ddram: whole("ddram", DDRAM_BYTES),
    cgram: whole("cgram", CGRAM_BYTES),
    registers: whole("registers", LCD_REGISTER_BYTES),
  };
}

export const lcdShape: PartShape = {
  types: Object.keys(SIZES),
  name: "Character display",
  geometry: (part) => geometries[sizeOf(part).rows > 2 ? 1 : 0]?.[isOnI2c(part) ? 1 : 0] as PartGeometry,
  describe: (_part, read) => {
    const { ddram, registers } = readLcd(read);
    const rows = hd44780Text(ddram, registers)
      .split("\n")
      .map((row) => row.trim());
    const words = rows.filter((row) => row !== "").join(" / ");
    const light = (registers[5] ?? 0) > 0 ? "backlight on" : "backlight off";
    return words === "" ? `blank, ${light}` : `shows ${words}, ${light}`;
  },
};
