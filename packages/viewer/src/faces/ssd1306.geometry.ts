import { box, mm, type Box } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/*
 * OLED modules with SSD1306, SH1106, SH1107. `board-ssd1306`, `board-grove-oled-sh1107`: box and pins of Wokwi's board.json;
 * `wokwi-ssd1306`: @wokwi/elements 1.9.2, whose picture is 128 × 64 px; `board-sh1106`: a usual module of 1.3 inch.
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

const SH1106_PINS = ["GND", "VCC", "SCL", "SDA", "RES", "DC", "CS"];

const sh1106: PartGeometry = {
  width: mm(35.4),
  height: mm(33.5),
  pins: pinsAt(...SH1106_PINS.map((name, index) => [name, mm(17.7) + 9.6 * (index - 3), 6.5] as const)),
  body: box(0, 0, mm(35.4), mm(33.5)),
  radius: 4,
};

const grove: PartGeometry = {
  width: mm(44.94),
  height: mm(44.31),
  pins: pinsAt(["GND.1", 169.7, 77.03], ["VCC", 169.7, 86.63], ["SDA", 169.7, 96.23], ["SCL.1", 169.7, 105.83]),
  body: box(0, 0, mm(44.94), mm(44.31)),
  radius: 4,
};

interface Module {
  readonly geometry: PartGeometry;
  /** Names as printed: one for each place. */
  readonly header: readonly string[];
  /** Where the pixels are, and how many. */
  readonly area: Box;
  readonly rows: number;
}

const MODULES: Readonly<Record<string, Module>> = {
  "board-ssd1306": {
    geometry: board,
    header: ["GND", "VCC", "SCL", "SDA"],
    area: box(mm(1.46), mm(5.27), mm(24.8), mm(12.4)),
    rows: 64,
  },
  "wokwi-ssd1306": {
    geometry: module,
    header: ["DATA", "CLK", "DC", "RST", "CS", "3V3", "VIN", "GND"],
    area: box(11, 28, 128, 64),
    rows: 64,
  },
  "board-sh1106": {
    geometry: sh1106,
    header: SH1106_PINS,
    area: box(mm(2.99), mm(8.4), mm(29.42), mm(14.7)),
    rows: 64,
  },
  "board-grove-oled-sh1107": {
    geometry: grove,
    header: ["GND.1", "VCC", "SDA", "SCL.1"],
    area: box(mm(9.4), mm(7.6), mm(22), mm(22)),
    rows: 128,
  },
};

export const oledOf = (type: string): Module => MODULES[type] ?? (MODULES["wokwi-ssd1306"] as Module);

export const ssd1306Shape: PartShape = {
  types: Object.keys(MODULES),
  name: "OLED display",
  geometry: ({ type }) => oledOf(type).geometry,
  describe: ({ type }, read) => {
    const flags = (read.pixels("registers") ?? read.pixels("panel"))?.[0] ?? 0;
    return `128 by ${oledOf(type).rows} pixels, ${flags & 1 ? "on" : "off"}`;
  },
};
