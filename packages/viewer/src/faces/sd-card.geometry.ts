import { box, mm } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Socket for a micro SD card. Box and pins: @wokwi/elements 1.9.2. */

const PINS = ["CD", "DO", "GND", "SCK", "VCC", "DI", "CS"];

const geometry: PartGeometry = {
  width: mm(21.6),
  height: mm(20.4),
  pins: pinsAt(...PINS.map((name, index) => [name, 76.73, 9.37 + index * 9.6] as const)),
  body: box(0, 0, mm(21.6), mm(20.4)),
  radius: 2.5,
};

/** The card in its socket. */
export const CARD = box(4, 20, 39, 34);
/** How far it comes out. */
export const CARD_TRAVEL = 17;

export const sdCardShape: PartShape = {
  types: ["wokwi-microsd-card"],
  name: "Micro SD card",
  geometry: () => geometry,
  controls: () => [{ control: "inserted", kind: "toggle", area: box(0, 17, 46, 40), round: false }],
  describe: (_part, read) => {
    if (read.value("inserted") < 0.5) return "no card";
    const [sectorsRead, written] = [read.value("read"), read.value("written")];
    return Number.isNaN(written) ? "" : `${sectorsRead} sectors read, ${written} written`;
  },
};
