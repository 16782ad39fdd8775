import { box } from "../board/plane.js";
import { pinsAt, type PartShape } from "./shape.js";

/* Micro servo. Box, pins and shaft: @wokwi/elements 1.9.2. */

export const SERVO_SHAFT = { x: 91.5, y: 59.8 };
export const SERVO_CASE = box(66, 37, 88, 45.6);
/** The tabs with the holes for screws. */
export const SERVO_TABS = box(50, 39.6, 120, 40.4);

const geometry = {
  width: 170.08,
  height: 119.55,
  pins: pinsAt(["GND", 0, 50], ["V+", 0, 59.5], ["PWM", 0, 69]),
  body: box(50, 37, 120, 45.6),
  radius: 4,
};

/** Degrees clockwise by which an arm that points up is turned at an angle of the servo: 90 points up, 0 to the right. */
export const hornTurn = (angle: number): number => 90 - angle;

export const servoShape: PartShape = {
  types: ["wokwi-servo"],
  name: "Servo",
  geometry: () => geometry,
  describe: (_part, read) => {
    const angle = read.value("angle");
    return Number.isNaN(angle) ? "" : `at ${angle.toFixed(0)}°`;
  },
};
