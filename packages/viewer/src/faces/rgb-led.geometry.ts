import { box } from "../board/plane.js";
import { percent, pinsAt, type PartShape } from "./shape.js";

/* RGB LED of 5 mm. Box and pins: @wokwi/elements 1.9.2. It lies on its side; COM is the longest leg. */

/** Centre of the dome, and its radius. */
export const RGB_CENTRE = { x: 22, y: 14 };
export const RGB_RADIUS = 9.8;

const geometry = {
  width: 42.129,
  height: 72.582,
  pins: pinsAt(["R", 8.5, 44], ["COM", 18, 54], ["G", 26.4, 44], ["B", 35.7, 44]),
  body: box(10.6, 3, 22.8, 40),
  radius: 9,
};

export const rgbLedShape: PartShape = {
  types: ["wokwi-rgb-led"],
  name: "RGB LED",
  geometry: () => geometry,
  describe: (_part, read) => {
    const lit = ["red", "green", "blue"].flatMap((color) => {
      const light = read.mean(color);
      return light > 0 ? [`${color} ${light < 0.005 ? "under 1 %" : percent(light)}`] : [];
    });
    return lit.length === 0 ? "off" : lit.join(", ");
  },
};
