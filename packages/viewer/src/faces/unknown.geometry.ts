import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { PartGeometry, PartShape } from "./shape.js";

/* Any part that has no face of its own: a box with its pins in two columns, as on a chip. */

const PITCH = 9.6;
const WIDTH = 86.4;

/** Column and order of the pins: down the left side, then up the right, as chips are numbered. */
export function sidesOf(part: PartModel): { readonly left: readonly string[]; readonly right: readonly string[] } {
  const names = Object.keys(part.pins);
  const half = Math.ceil(names.length / 2);
  return { left: names.slice(0, half), right: names.slice(half).reverse() };
}

function geometryOf(part: PartModel): PartGeometry {
  const { left, right } = sidesOf(part);
  const height = Math.max(48, PITCH * (left.length + 1) + 14);
  const pins = new Map<string, Point>();
  const column = (names: readonly string[], x: number): void =>
    names.forEach((name, index) => void pins.set(name, { x, y: 24 + index * PITCH }));
  column(left, 0);
  column(right, WIDTH);
  return { width: WIDTH, height, pins, body: box(4, 0, WIDTH - 8, height), radius: 3 };
}

/** "wokwi-servo" → "servo" */
export const plainType = (type: string): string => type.replace(/^(?:wokwi|board|chip)-/, "");

export const unknownShape: PartShape = {
  types: [],
  name: "Part",
  geometry: geometryOf,
  describe: ({ type }) => plainType(type),
};
