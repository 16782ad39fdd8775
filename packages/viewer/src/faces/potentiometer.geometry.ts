import { box, mm, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { number, percent, pinsAt, type PartShape } from "./shape.js";

/* Potentiometers, rotary and slide. Boxes and pins: @wokwi/elements 1.9.2 (slide: 25 mm longer than its travel). */

const rotary = {
  width: mm(20),
  height: mm(20),
  pins: pinsAt(["GND", 29, 68.5], ["SIG", 39, 68.5], ["VCC", 49, 68.5]),
  body: box(4, 1, mm(20) - 8, 73),
  radius: 5,
};

export const KNOB: Point = { x: mm(10), y: 31 };
export const KNOB_RADIUS = 20;
/** The knob points from -135° (GND's end) to 135° (VCC's end), clockwise from straight up. */
export const TURN_DEGREES = 135;

export const knobAngle = (position: number): number => (clamp(position) * 2 - 1) * TURN_DEGREES;

/** Where a pointer at `at` (relative to the knob's centre) turns the knob to. */
export function knobPosition(at: Point): number {
  const degrees = (Math.atan2(at.x, -at.y) * 180) / Math.PI;
  return clamp((degrees / TURN_DEGREES + 1) / 2);
}

export const clamp = (value: number): number => Math.min(1, Math.max(0, Number.isNaN(value) ? 0 : value));

export const isSlide = (type: string): boolean => type === "wokwi-slide-potentiometer";

export const travelOf = (part: PartModel): number => mm(number(part, "travelLength", 30, 5, 200));

export const SLIDE_Y = 54;

/**
 * The way of a slide potentiometer's cap: its centre at position 0, at the left, and 1, at the right, as in Wokwi's editor, although
 * there VCC is the pin at the left.
 */
export function slideTrack(part: PartModel): { from: Point; to: Point } {
  const travel = travelOf(part);
  const centre = (travel + mm(25)) / 2;
  return { from: { x: centre - travel / 2, y: SLIDE_Y }, to: { x: centre + travel / 2, y: SLIDE_Y } };
}

const describe: PartShape["describe"] = (_part, read) => {
  const position = read.value("position");
  return Number.isNaN(position) ? "" : `at ${percent(position)}`;
};

export const potentiometerShape: PartShape = {
  types: ["wokwi-potentiometer"],
  name: "Potentiometer",
  geometry: () => rotary,
  controls: () => [
    {
      control: "position",
      kind: "turn",
      area: box(KNOB.x - KNOB_RADIUS, KNOB.y - KNOB_RADIUS, 2 * KNOB_RADIUS, 2 * KNOB_RADIUS),
      round: true,
    },
  ],
  describe,
};

export const slidePotentiometerShape: PartShape = {
  types: ["wokwi-slide-potentiometer"],
  name: "Slide potentiometer",
  geometry: (part) => {
    const width = travelOf(part) + mm(25);
    return {
      width,
      height: mm(29),
      pins: pinsAt(["VCC", 1, 43], ["SIG", 1, 63], ["GND", width - 0.9, 43]),
      body: box(4, 26, width - 8, 56),
      radius: 4,
    };
  },
  controls: (part) => {
    const track = slideTrack(part);
    const area = box(track.from.x - 11, SLIDE_Y - 20, track.to.x - track.from.x + 22, 40);
    return [{ control: "position", kind: "slide", area, round: false, track }];
  },
  describe,
};
