import { isSerpentine, matrixOrder } from "@tickless/devices";
import { box, mm, type Box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { number, pinsAt, text, type PartGeometry, type PartShape } from "./shape.js";

/*
 * Addressable LEDs. Boxes and pins of the single one, the ring and the NeoPixel matrix: @wokwi/elements 1.9.2. Strips and LED
 * matrices: packages in the sizes that Wokwi gives (23, 16 or 9 px), on a tape or board of our own.
 */

const PITCH = mm(2.54);
/** Edge of a package of 5 mm, px. */
const PACKAGE = mm(5);
const MOST = 4096;

/** A package: its middle, edge, and how it is turned, degrees. */
export interface PixelPlace extends Point {
  readonly size: number;
  readonly turn: number;
}

const count = (part: PartModel, name: string, fallback: number, max: number): number =>
  Math.round(number(part, name, fallback, 1, max));

const SIZES: Readonly<Record<string, number>> = { "5050": 23, "3535": 16, "2020": 9 };
const sizeOf = (part: PartModel): number => SIZES[text(part, "pixelSize")] ?? PACKAGE;

// --- one
const single: PartGeometry = {
  width: mm(5.6631),
  height: mm(5),
  pins: pinsAt(["VDD", 1, 3.5], ["DOUT", 1, 14], ["VSS", 21, 14], ["DIN", 21, 3.5]),
  body: box(0, 0, mm(5.6631), mm(5)),
  radius: 1,
};

// --- strip
const STRIP_END = 21;
const STRIP_HEIGHT = 4 * PITCH;
const stripPitch = (part: PartModel): number => Math.max(PITCH * 2, sizeOf(part) + 8);

function strip(part: PartModel): PartGeometry {
  const width = count(part, "pixels", 8, MOST) * stripPitch(part) + 2 * STRIP_END;
  const rows = ["VDD", "DIN", "VSS"] as const;
  const right = { VDD: "VDD.2", DIN: "DOUT", VSS: "VSS.2" } as const;
  return {
    width,
    height: STRIP_HEIGHT,
    pins: pinsAt(
      ...rows.flatMap((name, row) => [
        [name, 4.8, (row + 1) * PITCH] as const,
        [right[name], width - 4.8, (row + 1) * PITCH] as const,
      ]),
    ),
    body: box(0, 0, width, STRIP_HEIGHT),
    radius: 2,
  };
}

// --- ring
/** Width of the ring's board, and how far the pins stick out. */
export const RING_WIDTH = mm(6);
const RING_PINS = mm(3);

/** Outer radius, px. */
export const ringRadius = (part: PartModel): number =>
  mm(((number(part, "pixelSpacing", 0, 0, 100) + 5) * count(part, "pixels", 16, MOST)) / 2 / Math.PI) + RING_WIDTH;

const fourPins = (names: readonly string[], middle: number, y: number) =>
  pinsAt(...names.map((name, index) => [name, middle + (index - 1.5) * PITCH, y] as const));

const POWER_FIRST = ["GND", "VCC", "DIN", "DOUT"];

function ring(part: PartModel): PartGeometry {
  const radius = ringRadius(part);
  return {
    width: 2 * radius,
    height: 2 * radius + RING_PINS,
    pins: fourPins(POWER_FIRST, radius, 2 * radius + RING_PINS),
    body: box(0, 0, 2 * radius, 2 * radius),
    radius,
  };
}

// --- matrix
const isBare = (type: string): boolean => type === "wokwi-neopixel-matrix";
const MARGIN = 6;
const HEADER = 20;

/** Rows, columns, and the distances of their packages. */
function grid(part: PartModel) {
  const bare = isBare(part.type);
  const spacing = (name: string): number => mm(number(part, name, number(part, name.toLowerCase(), 1, 0, 100), 0, 100));
  const size = bare ? PACKAGE : sizeOf(part);
  return {
    rows: count(part, "rows", 8, 64),
    cols: count(part, "cols", 8, 64),
    size,
    across: bare ? mm(5.66) + spacing("colSpacing") : size + 4,
    down: bare ? PACKAGE + spacing("rowSpacing") : size + 4,
  };
}

function matrix(part: PartModel): PartGeometry {
  const { rows, cols, across, down } = grid(part);
  const [width, height] = [cols * across, rows * down];
  if (isBare(part.type)) {
    const body = box(-2, -2, width + 2, height + 2);
    return { width, height, pins: fourPins(POWER_FIRST, width / 2, height), body, radius: 2 };
  }
  const outer = Math.max(width, 4 * PITCH) + 2 * MARGIN;
  const bottom = height + 2 * MARGIN + HEADER;
  const pins = fourPins(["DIN", "VDD", "VSS", "DOUT"], outer / 2, bottom - 5);
  return { width: outer, height: bottom, pins, body: box(0, 0, outer, bottom), radius: 3 };
}

function matrixPlaces(part: PartModel): PixelPlace[] {
  const { rows, cols, size, across, down } = grid(part);
  const bare = isBare(part.type);
  const left = bare ? mm(5.66) / 2 : matrix(part).width / 2 - ((cols - 1) * across) / 2;
  const top = bare ? size / 2 : MARGIN + down / 2;
  const places: PixelPlace[] = [];
  matrixOrder(rows, cols, isSerpentine(part.attributes)).forEach((link, place) => {
    const [row, col] = [Math.floor(place / cols), place % cols];
    places[link] = { x: left + col * across, y: top + row * down, size, turn: 0 };
  });
  return places;
}

/** Where the packages are, in the order of the chain. */
export function pixelPlaces(part: PartModel): readonly PixelPlace[] {
  if (part.type === "wokwi-neopixel") return [{ x: single.width / 2, y: single.height / 2, size: PACKAGE, turn: 0 }];
  if (part.type === "wokwi-led-strip") {
    const pitch = stripPitch(part);
    return Array.from({ length: count(part, "pixels", 8, MOST) }, (_, index) => ({
      ...{ x: STRIP_END + (index + 0.5) * pitch, y: STRIP_HEIGHT / 2, size: sizeOf(part), turn: 0 },
    }));
  }
  if (part.type !== "wokwi-led-ring") return matrixPlaces(part);
  const [pixels, outer] = [count(part, "pixels", 16, MOST), ringRadius(part)];
  return Array.from({ length: pixels }, (_, index) => {
    const angle = (index / pixels) * 2 * Math.PI;
    const radius = outer - RING_WIDTH / 2;
    const at = { x: outer + Math.sin(angle) * radius, y: outer - Math.cos(angle) * radius };
    return { ...at, size: PACKAGE, turn: (index / pixels) * 360 };
  });
}

/** Where a matrix of its own board has its header. */
export const headerArea = ({ width, height }: PartGeometry): Box => box(0, height - HEADER, width, HEADER);

/** How many pixels are lit. */
function litOf(bytes: Uint8Array): number {
  let lit = 0;
  for (let at = 0; at + 2 < bytes.length; at += 3) {
    if (bytes[at] || bytes[at + 1] || bytes[at + 2]) lit++;
  }
  return lit;
}

const hex = (bytes: Uint8Array): string =>
  `#${[...bytes.subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

const describe: NonNullable<PartShape["describe"]> = (part, read) => {
  const bytes = read.pixels("pixels");
  if (!bytes) return "";
  const lit = litOf(bytes);
  if (part.type === "wokwi-neopixel") return lit === 0 ? "off" : hex(bytes);
  const { length } = pixelPlaces(part);
  return lit === 0 ? `all ${length} off` : `${lit} of ${length} lit`;
};

export const pixelShape: PartShape = {
  types: ["wokwi-neopixel"],
  name: "NeoPixel",
  geometry: () => single,
  describe,
};
export const pixelStripShape: PartShape = { types: ["wokwi-led-strip"], name: "LED strip", geometry: strip, describe };
export const pixelRingShape: PartShape = { types: ["wokwi-led-ring"], name: "LED ring", geometry: ring, describe };
export const pixelMatrixShape: PartShape = {
  types: ["wokwi-led-matrix", "wokwi-neopixel-matrix"],
  name: "LED matrix",
  geometry: matrix,
  describe,
};
