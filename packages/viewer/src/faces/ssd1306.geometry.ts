import { box, mm, type Box } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/*
 * SSD1306 modules. `board-ssd1306`: box, pins and glass of Wokwi's board.json; `wokwi-ssd1306`: @wokwi/elements 1.9.2, whose
 * picture is 128 × 64 px.
 */

const MODULE_PINS: readonly (readonly [string, number])[] = [
  ["DATA", 36.5],
  ["SDA", 36.5],
  ["CLK", 45.5],
  ["SCL", 45.5],
  ["DC", 54.5],
  ["RST", 64.5],
  ["CS", 74.5],
  ["3V3", 83.5],
  ["VIN", 93.5],
  ["VCC", 93.5],
];

const board: PartGeometry = {
  width: mm(27.7),
  height: mm(22.6),
  pins: pinsAt(["GND", 38.17, 6.46], ["VCC", 47.62, 6.46], ["SCL", 57.07, 6.46], ["SDA", 66.9, 6.46]),
  body: box(0, 0, mm(27.7), mm(22.6)),
  radius: 3,
};

const module: PartGeometry = {
  width: 150,
  height: 116,
  pins: pinsAt(...MODULE_PINS.map(([name, x]) => [name, x, 12.5] as const), ["GND", 103.5, 12]),
  body: box(0, 0, 150, 116),
  radius: 5,
};

const isBoard = (type: string): boolean => type === "board-ssd1306";

/** Names as printed: one for each place. */
export const headerOf = (type: string): readonly string[] =>
  isBoard(type) ? ["GND", "VCC", "SCL", "SDA"] : ["DATA", "CLK", "DC", "RST", "CS", "3V3", "VIN", "GND"];

/** Where the 128 × 64 pixels are. */
export const pixelArea = (type: string): Box =>
  isBoard(type) ? box(mm(1.46), mm(5.27), mm(24.8), mm(12.4)) : box(11, 28, 128, 64);

export const ssd1306Shape: PartShape = {
  types: ["board-ssd1306", "wokwi-ssd1306"],
  name: "OLED display",
  geometry: ({ type }) => (isBoard(type) ? board : module),
  describe: (_part, read) => {
    const flags = read.pixels("registers")?.[0] ?? 0;
    return `128 by 64 pixels, ${flags & 1 ? "on" : "off"}`;
  },
};
