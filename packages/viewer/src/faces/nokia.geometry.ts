import { box, mm, type Box } from "../board/plane.js";
import { percent, pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Display of the Nokia 5110. Box and pins: Wokwi's board.json; `wokwi-nokia-5110-screen` has the lower row of pins alone. */

const ROW = ["RST", "CE", "DC", "DIN", "CLK", "VCC", "BL", "GND"];
const FIRST = 51.78;
const LOWER = 159.31;
const UPPER = 11.34;

const lower = ROW.map((name, index) => [name, FIRST + 9.6 * index, LOWER] as const);
/** The upper row has two names for each pin: Wokwi's end in a blank now and then. */
const upper = ROW.flatMap((name, index) =>
  [`${name}.2`, `${name}.2 `].map((other) => [other, FIRST + 9.6 * index, UPPER] as const),
);

const geometry = (...pins: (readonly [string, number, number])[]): PartGeometry => ({
  ...{ width: mm(45.192), height: mm(45.101), body: box(0, 0, mm(45.192), mm(45.101)), radius: 4 },
  pins: pinsAt(...pins),
});

const single = geometry(...lower);
const double = geometry(...lower, ...upper);

/** The glass, and the pixels on it. */
export const GLASS: Box = box(14, 27, 143, 104);
export const DOTS: Box = box(21, 40, 129, 78);

export const nokiaShape: PartShape = {
  types: ["wokwi-nokia-5110-screen", "board-nokia-5110"],
  name: "LCD of the Nokia 5110",
  geometry: ({ type }) => (type === "board-nokia-5110" ? double : single),
  describe: (_part, read) => {
    const flags = read.pixels("panel")?.[0] ?? 0;
    const light = read.value("backlight");
    const lit = Number.isNaN(light)
      ? ""
      : `, backlight ${light === 0 || light === 1 ? (light ? "on" : "off") : percent(light)}`;
    return `84 by 48 pixels, ${flags & 4 ? "on" : "off"}${lit}`;
  },
};
