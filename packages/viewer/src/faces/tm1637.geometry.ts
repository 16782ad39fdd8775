import { sevenSegmentText } from "@tickless/devices";
import { box, mm, type Box, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Four digits of 0.36 inch with a TM1637, as on modules of 42 × 24 mm. */

const WIDTH = mm(42);
const HEIGHT = mm(24);

const geometry: PartGeometry = {
  width: WIDTH,
  height: HEIGHT,
  pins: pinsAt(["CLK", 5, 31], ["DIO", 5, 40.6], ["VCC", 5, 50.2], ["GND", 5, 59.8]),
  body: box(0, 0, WIDTH, HEIGHT),
  radius: 2.5,
};

export const DIGITS = 4;
/** The display's own housing. */
export const BLOCK: Box = box(29, 14, mm(31), HEIGHT - 28);
const PITCH = mm(7.4);

export const digitCentre = (digit: number): Point => ({
  x: BLOCK.x + BLOCK.width / 2 + (digit - (DIGITS - 1) / 2) * PITCH - 0.5,
  y: BLOCK.y + BLOCK.height / 2,
});
/** How much smaller than digits of 0.56 inch. */
export const SCALE = { x: 0.74, y: 0.8 };

/** Between the second digit and the third. */
export const COLON: readonly Point[] = [-1, 1].map((side) => ({
  x: BLOCK.x + BLOCK.width / 2 - side * 0.9,
  y: BLOCK.y + BLOCK.height / 2 + side * 7,
}));

/** Bytes of the track `segments`. */
export const SEGMENT_BYTES = DIGITS * 8 + 1;

export const tm1637Shape: PartShape = {
  types: ["wokwi-tm1637-7segment"],
  name: "7-segment display",
  geometry: () => geometry,
  describe: (_part, read) => {
    const bytes = new Uint8Array(SEGMENT_BYTES);
    bytes.set((read.pixels("segments") ?? bytes).subarray(0, SEGMENT_BYTES));
    const words = sevenSegmentText(bytes).trim();
    return words === "" ? "dark" : `shows ${words}`;
  },
};
