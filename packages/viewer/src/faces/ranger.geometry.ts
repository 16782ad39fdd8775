import { box, mm, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Ultrasonic ranger HC-SR04. Box and pins: @wokwi/elements 1.9.2. */

const geometry: PartGeometry = {
  width: mm(45),
  height: mm(25),
  pins: pinsAt(["VCC", 71.3, 94.5], ["TRIG", 81.3, 94.5], ["ECHO", 91.3, 94.5], ["GND", 101.3, 94.5]),
  body: box(0, 0, mm(45), 84),
  radius: 3,
};

/** The two capsules: the left one sends, the right one listens. */
export const CAPSULES: readonly [Point, Point] = [
  { x: 36, y: 39 },
  { x: mm(45) - 36, y: 39 },
];
export const CAPSULE_RADIUS = 30;

export const rangerShape: PartShape = {
  types: ["wokwi-hc-sr04"],
  name: "Ultrasonic ranger",
  geometry: () => geometry,
  describe: (_part, read) => {
    const distance = read.value("distance");
    if (Number.isNaN(distance)) return "";
    const target = distance > 400 ? "no target within 400 cm" : `target at ${Number(distance.toFixed(1))} cm`;
    return `${target}${read.value("measuring") >= 0.5 ? ", measuring" : ""}`;
  },
};
