import { sevenSegmentText } from "@tickless/devices";
import { box, mm, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { number, pinsAt, text, type PartGeometry, type PartShape } from "./shape.js";

/*
 * Displays of seven segments, digits of 0.56 inch. Boxes and pins: @wokwi/elements 1.9.2; with three digits as on Kingbright's
 * packages of 12 pins.
 */

const DIGIT_WIDTH = mm(12.55);
const TOP = 3.78;
const BOTTOM = 71.82;
const PITCH = 9.6;

/** Names of the pins from the left, by number of digits: at the top and at the bottom. "": none. */
const ROWS: readonly (readonly [top: readonly string[], bottom: readonly string[]])[] = [
  [
    ["G", "F", "COM.2", "A", "B"],
    ["E", "D", "COM.1", "C", "DP"],
  ],
  [
    ["A", "B", "DIG1", "DIG2", "F"],
    ["C", "DP", "E", "D", "G"],
  ],
  [
    ["DIG1", "A", "F", "DIG2", "DIG3", "B"],
    ["E", "D", "DP", "C", "G", ""],
  ],
  [
    ["DIG1", "A", "F", "DIG2", "DIG3", "B", "CLN"],
    ["E", "D", "DP", "C", "G", "DIG4", "COM"],
  ],
];
/** Pins that only some of them have. Wires to one that is not there end at the common pin's place. */
const OPTIONAL = ["COM", "COM.1", "COM.2", "DIG1", "DIG2", "DIG3", "DIG4", "CLN"];

function geometryFor(digits: number): PartGeometry {
  const width = DIGIT_WIDTH * digits;
  const [top, bottom] = ROWS[digits - 1] as (typeof ROWS)[number];
  const row = (names: readonly string[], y: number) =>
    names.flatMap((name, index): [string, number, number][] =>
      name === "" ? [] : [[name, width / 2 + PITCH * (index - (names.length - 1) / 2), y]],
    );
  const real = [...row(top, TOP), ...row(bottom, BOTTOM)];
  const [, x, y] = real.find(([name]) => name === (digits === 1 ? "COM.1" : "DIG1")) as [string, number, number];
  const absent = OPTIONAL.filter((name) => !real.some(([other]) => other === name));
  return {
    width,
    height: mm(22),
    // Of pins at one place the last is found.
    pins: pinsAt(...absent.map((name) => [name, x, y] as const), ...real),
    body: box(0, 0, width, mm(20)),
    radius: 1.5,
  };
}

const geometries = [1, 2, 3, 4].map(geometryFor);

export const digitsOf = (part: PartModel): number => Math.round(number(part, "digits", 1, 1, 4));

export const hasColon = (part: PartModel): boolean =>
  digitsOf(part) > 1 && !["", "0", "false"].includes(text(part, "colon"));

/** Bytes of the track `segments`. */
export const segmentBytes = (part: PartModel): number => digitsOf(part) * 8 + 1;

/** How far a digit leans to the right: x by y. */
export const SLANT = 0.14;
const HALF = { width: 11.4, height: 21.5 };

/** Centre of a digit. */
export const digitCentre = (digit: number): Point => ({ x: DIGIT_WIDTH * (digit + 0.5) - 2, y: mm(10) });

/** Ends of a digit's segments A to G, about its centre and upright. */
export const STROKES: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[] = [
  [-HALF.width, -HALF.height, HALF.width, -HALF.height],
  [HALF.width, -HALF.height, HALF.width, 0],
  [HALF.width, 0, HALF.width, HALF.height],
  [-HALF.width, HALF.height, HALF.width, HALF.height],
  [-HALF.width, 0, -HALF.width, HALF.height],
  [-HALF.width, -HALF.height, -HALF.width, 0],
  [-HALF.width, 0, HALF.width, 0],
];

/** The decimal point, about the digit's centre and upright. */
export const POINT: Point = { x: 20.6, y: HALF.height };

/** The colon's dots: between the second digit and the third, or at the end of two. */
export const colonDots = (part: PartModel): readonly Point[] => {
  const x = DIGIT_WIDTH * 2 - (digitsOf(part) === 2 ? 4 : 1);
  return [
    { x: x + 1.2, y: mm(10) - 9 },
    { x: x - 1.2, y: mm(10) + 9 },
  ];
};

export const sevenSegmentShape: PartShape = {
  types: ["wokwi-7segment"],
  name: "7-segment display",
  geometry: (part) => geometries[digitsOf(part) - 1] as PartGeometry,
  describe: (part, read) => {
    const bytes = new Uint8Array(segmentBytes(part));
    bytes.set((read.pixels("segments") ?? bytes).subarray(0, bytes.length));
    const words = sevenSegmentText(bytes).trim();
    return words === "" ? "dark" : `shows ${words}`;
  },
};
