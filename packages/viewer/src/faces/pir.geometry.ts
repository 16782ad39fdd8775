import { box, mm, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Motion sensor HC-SR501. Box and pins: @wokwi/elements 1.9.2. */

const geometry: PartGeometry = {
  width: mm(24),
  height: mm(24.448),
  pins: pinsAt(["VCC", 36.18, 92], ["OUT", 45.92, 92], ["GND", 55.64, 92]),
  body: box(0, 0, mm(24), 83),
  radius: 3,
};

export const DOME: Point = { x: mm(12), y: 31.5 };
export const DOME_RADIUS = 28.5;

export const pirShape: PartShape = {
  types: ["wokwi-pir-motion-sensor"],
  name: "Motion sensor",
  geometry: () => geometry,
  controls: () => [
    {
      control: "motion",
      kind: "press",
      area: box(DOME.x - DOME_RADIUS, DOME.y - DOME_RADIUS, 2 * DOME_RADIUS, 2 * DOME_RADIUS),
      round: true,
    },
  ],
  describe: (_part, read) => {
    const detected = read.value("detected");
    if (Number.isNaN(detected)) return "";
    return `${read.value("motion") >= 0.5 ? "something moves" : "all is still"}, OUT ${detected >= 0.5 ? "high" : "low"}`;
  },
};
