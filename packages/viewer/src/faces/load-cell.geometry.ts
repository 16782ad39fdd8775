import { box, mm, type Box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { pinsAt, text, type PartGeometry, type PartShape } from "./shape.js";

/* Load cell with HX711. Box and pins: @wokwi/elements 1.9.2. */

const geometry: PartGeometry = {
  width: mm(58),
  height: mm(43),
  pins: pinsAt(["GND", 7, 26.5], ["DT", 7, 36.3], ["SCK", 7, 46.2], ["VCC", 7, 55]),
  body: box(2, 2, mm(58) - 4, mm(43) - 4),
  radius: 3,
};

/** The amplifier's board. */
export const BOARD = box(15, 8, 74, 64);
/** What the load is put on. */
export const PLATE = box(104, 14, 104, 104);

export const capacityOf = (part: PartModel): number => (text(part, "type") === "5kg" ? 5 : 50);

/** How much of a bar under the plate is filled. */
export const barOf = (share: number): Box => box(PLATE.x, PLATE.y + PLATE.height + 12, PLATE.width * share, 7);

export const loadCellShape: PartShape = {
  types: ["wokwi-hx711"],
  name: "Load cell",
  geometry: () => geometry,
  describe: (part, read) => {
    const load = read.value("load");
    return Number.isNaN(load) ? "" : `${Number(load.toFixed(3))} kg of ${capacityOf(part)}`;
  },
};
