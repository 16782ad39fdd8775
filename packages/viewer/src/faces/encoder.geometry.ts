import { box, mm, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Rotary encoder KY-040. Box and pins: @wokwi/elements 1.9.2. */

const geometry: PartGeometry = {
  width: mm(30.815),
  height: mm(18.63),
  pins: pinsAt(["CLK", 116, 7.9], ["DT", 116, 17.4], ["SW", 116, 27], ["VCC", 116, 36.3], ["GND", 116, 45.5]),
  body: box(0, 0, 107, mm(18.63)),
  radius: 2.5,
};

export const SHAFT: Point = { x: 36, y: mm(18.63) / 2 };
export const KNOB_RADIUS = 26;
/** The middle, which is pressed. */
export const PRESS_RADIUS = 11;
export const DEGREES = 18;

const around = (radius: number) => box(SHAFT.x - radius, SHAFT.y - radius, 2 * radius, 2 * radius);

export const encoderShape: PartShape = {
  types: ["wokwi-ky-040"],
  name: "Rotary encoder",
  geometry: () => geometry,
  controls: () => [
    { control: "pressed", kind: "press", area: around(PRESS_RADIUS), round: true },
    { control: "position", kind: "dial", area: around(KNOB_RADIUS + 4), round: true, degrees: DEGREES },
  ],
  keys: () => [
    { key: "ArrowRight", control: "cw" },
    { key: "ArrowUp", control: "cw" },
    { key: "ArrowLeft", control: "ccw" },
    { key: "ArrowDown", control: "ccw" },
  ],
  describe: (_part, read) => {
    const shaft = read.value("shaft");
    if (Number.isNaN(shaft)) return "";
    const detents = Math.round(shaft);
    return `at ${detents} ${Math.abs(detents) === 1 ? "detent" : "detents"}${read.value("pressed") >= 0.5 ? ", pressed" : ""}`;
  },
};
