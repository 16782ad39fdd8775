import { box } from "../board/plane.js";
import { pinsAt, type PartShape } from "./shape.js";

/* Relay module. Wokwi publishes no geometry of it; pins are 9.6 px apart, inputs at the left, contacts at the right. */

const WIDTH = 163.2;
const HEIGHT = 76.8;

const geometry = {
  width: WIDTH,
  height: HEIGHT,
  pins: pinsAt(
    ["VCC", 0, 28.8],
    ["GND", 0, 38.4],
    ["IN", 0, 48],
    ["NC", WIDTH, 19.2],
    ["COM", WIDTH, 38.4],
    ["NO", WIDTH, 57.6],
  ),
  body: box(9.6, 0, WIDTH - 9.6, HEIGHT),
  radius: 2.5,
};

/** The relay's case, and the lamp that shows its coil. */
export const RELAY_CASE = box(52, 12, 70, 52.8);
export const RELAY_LAMP = { x: 38, y: 66 };

/** Where its contact is. */
export type Throw = "rest" | "operated" | "between";

export const throwOf = (nc: number, no: number): Throw => (no > 0.5 ? "operated" : nc > 0.5 ? "rest" : "between");

export const relayShape: PartShape = {
  types: ["wokwi-relay-module"],
  name: "Relay module",
  geometry: () => geometry,
  describe: (_part, read) => {
    const contact = throwOf(read.value("nc"), read.value("no"));
    const words = { rest: "COM at NC", operated: "COM at NO", between: "contacts open" }[contact];
    return `coil ${read.value("coil") === 1 ? "on" : "off"}, ${words}`;
  },
};
