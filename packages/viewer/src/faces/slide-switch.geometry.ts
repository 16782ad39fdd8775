import { box, mm, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Slide switch. Box and pins: @wokwi/elements 1.9.2. */

const geometry: PartGeometry = {
  width: mm(8.5),
  height: mm(9.23),
  pins: pinsAt(["1", 6.5, 34], ["2", 16, 34], ["3", 25.5, 34]),
  body: box(0.4, 9.5, mm(8.5) - 0.8, 17),
  radius: 1.2,
};

/** Where the handle's middle is, at the left and at the right. */
export const handleAt = (position: number): Point => ({ x: position >= 0.5 ? 21 : 11, y: 18 });

export const slideSwitchShape: PartShape = {
  types: ["wokwi-slide-switch"],
  name: "Slide switch",
  geometry: () => geometry,
  controls: () => [{ control: "position", kind: "toggle", area: box(3, 7, 26, 20), round: false }],
  describe: (_part, read) => {
    const contact = read.value("contact");
    const side = read.value("position") >= 0.5 ? "right" : "left";
    if (Number.isNaN(contact)) return "";
    return contact === 0 ? `${side}, no contact` : `${side}, 2 joined to ${contact}`;
  },
};
