import { box } from "../board/plane.js";
import { pinsAt, text, type PartShape } from "./shape.js";

/* Symbols of supplies, junctions, and text. Their sizes are this project's own, but for the junction's, whose pin is on the grid. */

const ground = { width: 20, height: 20, pins: pinsAt(["GND", 10, 0]), body: box(1, 2, 18, 18), radius: 3 };
const supply = { width: 20, height: 20, pins: pinsAt(["VCC", 10, 20]), body: box(1, 0, 18, 18), radius: 3 };

export const groundShape: PartShape = { types: ["wokwi-gnd"], name: "Ground", geometry: () => ground };

export const supplyVolts = (part: Parameters<PartShape["geometry"]>[0]): string => `${text(part, "voltage", "5")} V`;

export const supplyShape: PartShape = {
  types: ["wokwi-vcc"],
  name: "Supply",
  geometry: () => supply,
  describe: supplyVolts,
};

const junction = { width: 9.6, height: 9.6, pins: pinsAt(["J", 4.8, 4.8]), body: box(1.8, 1.8, 6, 6), radius: 3 };

export const junctionShape: PartShape = { types: ["wokwi-junction"], name: "Junction", geometry: () => junction };

export const TEXT_SIZE = 14;
export const linesOf = (part: Parameters<PartShape["geometry"]>[0]): readonly string[] =>
  text(part, "text", part.id).split("\n");

export const textShape: PartShape = {
  types: ["wokwi-text", "wokwi-logo"],
  name: "Text",
  geometry: (part) => {
    const lines = linesOf(part);
    const width = Math.max(...lines.map((line) => line.length)) * TEXT_SIZE * 0.58;
    const height = lines.length * TEXT_SIZE * 1.3;
    return { width, height, pins: new Map(), body: box(0, 0, width, height), radius: 2 };
  },
};
