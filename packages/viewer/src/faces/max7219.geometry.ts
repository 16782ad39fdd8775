import { box, mm, type Box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { number, pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/*
 * LED matrices with MAX7219 in a row, as FC-16 boards have them: blocks of 32 mm with LEDs of 3 mm every 4 mm, the input at the
 * right. Wokwi gives no geometry for this part.
 */

const BLOCK = mm(32);
const PITCH = mm(4);
/** The board at both ends, for the headers. */
export const END = 26;
const EDGE = 4.5;

export const chainOf = (part: PartModel): number => Math.round(number(part, "chain", 1, 1, 64));

/** The block of a module, counted from the left. */
export const blockArea = (index: number): Box => box(END + index * BLOCK + 0.6, EDGE, BLOCK - 1.2, BLOCK);

/** Centre of a LED; columns are counted over all modules. */
export const ledCentre = (column: number, row: number): Point => ({
  x: END + Math.floor(column / 8) * BLOCK + ((column % 8) + 0.5) * PITCH,
  y: EDGE + (row + 0.5) * PITCH,
});

const RIGHT = ["V+", "GND", "DIN", "CS", "CLK"];
const LEFT = ["V+.2", "GND.2", "DOUT", "CS.2", "CLK.2"];

function geometryOf(count: number): PartGeometry {
  const [width, height] = [2 * END + count * BLOCK, BLOCK + 2 * EDGE];
  const column = (names: readonly string[], x: number) =>
    names.map((name, index) => [name, x, height / 2 + 9.6 * (index - 2)] as const);
  const right = column(RIGHT, width - 4.8);
  const [, x, y] = right[0] as (typeof right)[number];
  return {
    ...{ width, height, body: box(0, 0, width, height), radius: 3 },
    // Of pins at one place the last is found.
    pins: pinsAt(["VCC", x, y], ...right, ...column(LEFT, 4.8)),
  };
}

const geometries = new Map<number, PartGeometry>();

export const max7219Shape: PartShape = {
  types: ["wokwi-max7219-matrix"],
  name: "LED matrix",
  geometry: (part) => {
    const count = chainOf(part);
    const known = geometries.get(count) ?? geometryOf(count);
    geometries.set(count, known);
    return known;
  },
  describe: (part, read) => {
    let lit = 0;
    for (const byte of read.pixels("matrix") ?? []) for (let bits = byte; bits; bits &= bits - 1) lit++;
    return lit === 0 ? "dark" : `${lit} of ${64 * chainOf(part)} LEDs are lit`;
  },
};
