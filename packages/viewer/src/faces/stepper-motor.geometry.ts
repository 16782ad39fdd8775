import { parseColor, type Rgb } from "../board/colors.js";
import { box, mm } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { pinsAt, text, type PartShape } from "./shape.js";

/* Stepper motor, NEMA 23. Box and pins: @wokwi/elements 1.9.2. */

export const MOTOR_SHAFT = { x: 110.2, y: 110.2 };

const geometry = {
  width: mm(58.3),
  height: mm(62.3),
  pins: pinsAt(["A-", 95.12, 235.49], ["A+", 104.72, 235.49], ["B+", 114.32, 235.49], ["B-", 123.93, 235.49]),
  body: box(2, 2, 216.4, 216.4),
  radius: 12,
};

/** Colour of the arrow on the shaft; undefined: there is none. */
export const arrowOf = (part: PartModel): Rgb | undefined => {
  const color = text(part, "arrow");
  return color === "" || color === "none" ? undefined : parseColor(color);
};

/** What the attribute `display` asks for. */
export function motorReading(part: PartModel, steps: number, angle: number): string {
  const display = text(part, "display");
  if (display === "steps") return `${Number(steps.toFixed(2))} steps`;
  if (display === "angle") return `${(((angle % 360) + 360) % 360).toFixed(1)}°`;
  return "";
}

export const stepperMotorShape: PartShape = {
  types: ["wokwi-stepper-motor"],
  name: "Stepper motor",
  geometry: () => geometry,
  describe: (_part, read) => {
    const [steps, angle] = [read.value("steps"), read.value("angle")];
    return Number.isNaN(steps) ? "" : `${Number(steps.toFixed(2))} steps, ${angle.toFixed(1)}°`;
  },
};
