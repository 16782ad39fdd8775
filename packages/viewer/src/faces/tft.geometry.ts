import { renderTft } from "@tickless/devices";
import { box, mm, type Box } from "../board/plane.js";
import { percent, pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/*
 * TFT modules. `wokwi-ili9341`: @wokwi/elements 1.9.2; `board-ili9341-cap-touch`, `board-st7789`: box and pins of Wokwi's board.json.
 */

export interface TftModule {
  readonly geometry: PartGeometry;
  /** Where the pixels are, and how many. */
  readonly area: Box;
  readonly columns: number;
  readonly rows: number;
  /** Where the pins are. */
  readonly edge: "top" | "bottom";
  readonly name: string;
}

const pitch = (names: readonly string[], x: number, y: number) =>
  pinsAt(...names.map((name, index) => [name, x + 9.6 * index, y] as const));

const ILI9341 = ["VCC", "GND", "CS", "RST", "D/C", "MOSI", "SCK", "LED", "MISO"];

const large = (names: readonly string[], x: number, y: number): TftModule => ({
  geometry: {
    ...{ width: mm(46.5), height: mm(77.6), body: box(0, 0, mm(46.5), mm(77.6)), radius: 3 },
    pins: pitch(names, x, y),
  },
  area: box(mm(2.25), mm(8.4), mm(42), mm(56)),
  columns: 240,
  rows: 320,
  edge: "bottom",
  name: "ILI9341 240×320",
});

const MODULES: Readonly<Record<string, TftModule>> = {
  "wokwi-ili9341": large(ILI9341, 48.3, 287.2),
  "board-ili9341-cap-touch": large([...ILI9341, "SCL", "SDA"], 38.78, 287.24),
  "board-st7789": {
    geometry: {
      ...{ width: mm(32), height: mm(44), body: box(0, 0, mm(32), mm(44)), radius: 3 },
      pins: pitch(["GND", "VCC", "SCL", "SDA", "RST", "DC", "CS", "BL"], 25.7, 4.72),
    },
    area: box(mm(2.14), mm(7.2), mm(27.72), mm(27.72)),
    columns: 240,
    rows: 240,
    edge: "top",
    name: "ST7789 240×240",
  },
};

export const tftOf = (type: string): TftModule => MODULES[type] ?? (MODULES["wokwi-ili9341"] as TftModule);

export const tftShape: PartShape = {
  types: Object.keys(MODULES),
  name: "TFT display",
  geometry: ({ type }) => tftOf(type).geometry,
  describe: ({ type }, read) => {
    const { columns, rows } = tftOf(type);
    const panel = read.pixels("panel") ?? new Uint8Array();
    const on = ((panel[0] ?? 0) & 3) === 3;
    const light = read.value("backlight");
    const dimmed = on && light < 1 ? `, backlight ${percent(light)}` : "";
    return `${columns} by ${rows} pixels, ${on ? "on" : "off"}${dimmed}`;
  },
};

/** The picture as bytes red, green, blue, 255. */
export const tftPixels = (frame: Uint8Array, panel: Uint8Array): Uint32Array => renderTft(frame, panel).pixels;
