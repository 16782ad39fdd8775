import { columnsOf, keysOf, type KeypadKey } from "@tickless/devices/keypad-keys";
import { box, mm, type Box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Membrane keypad with its ribbon and plug. Box, keys and pins: @wokwi/elements 1.9.2. */

const PINS: readonly (readonly [string, number])[] = [
  ["R1", 100],
  ["R2", 110],
  ["R3", 119.5],
  ["R4", 129],
  ["C1", 138.5],
  ["C2", 148],
  ["C3", 157.75],
  ["C4", 167.5],
];
const NARROWER = 23.5;

export const PAD_HEIGHT = mm(76);

function geometryOf(columns: number): PartGeometry {
  const narrow = columns === 3;
  const width = mm(narrow ? 55.336 : 70.336);
  const pins = PINS.map(([name, x]) => [name, x - (narrow ? NARROWER : 0), 338] as const);
  return { width, height: mm(91), pins: pinsAt(...pins), body: box(0, 0, width, mm(91)), radius: mm(3) };
}

const [four, three] = [geometryOf(4), geometryOf(3)];

export const isNarrow = (part: PartModel): boolean => columnsOf(part.attributes) === 3;

export const keyArea = ({ row, column }: KeypadKey): Box =>
  box(mm(7 + 15 * column), mm(10.7 + 14.3 * row), mm(11.2), mm(11));

export const keysOfPart = (part: PartModel): readonly KeypadKey[] => keysOf(part.attributes);

export const keypadShape: PartShape = {
  types: ["wokwi-membrane-keypad"],
  name: "Keypad",
  geometry: (part) => (isNarrow(part) ? three : four),
  controls: (part) =>
    keysOfPart(part).map((key) => ({ control: key.control, kind: "press", area: keyArea(key), round: false })),
  keys: (part) =>
    keysOfPart(part).flatMap(({ label, control }) => ([...label].length === 1 ? [{ key: label, control }] : [])),
  describe: (part, read) => {
    const pressed = keysOfPart(part).filter(({ control }) => read.value(control) >= 0.5);
    if (pressed.length === 0) return "no key pressed";
    return `pressed: ${pressed.map(({ label, control }) => label || control).join(" ")}`;
  },
};
