import { box, type Box, type Point } from "../board/plane.js";
import { percent, type PartGeometry, type PartShape } from "./shape.js";

/*
 * Development boards with an ESP32-WROOM-32 module. Boxes and pins: Wokwi's boards (ESP32-DevKitC V4: 27.9 × 56.63 mm, DOIT ESP32
 * DevKit V1: 28.2 × 53 mm and, under its older name, 54.05 mm); names in the order of the board's edges: as printed.
 */
export interface DevKitLayout {
  /** Of all that one type differs by: part of the keys of its pictures. */
  readonly key: string;
  readonly title: readonly [string, string];
  readonly geometry: PartGeometry;
  /** From the antenna downwards. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** The module, antenna included. */
  readonly module: Box;
  readonly usb: Box;
  /** EN and BOOT. */
  readonly buttons: readonly (readonly [string, Point])[];
  readonly power: Point;
  /** The light at GPIO2. */
  readonly led: Point | undefined;
}

const PITCH = 9.6;

const C_LEFT = "3V3 EN VP VN 34 35 32 33 25 26 27 14 12 GND.1 13 D2 D3 CMD 5V".split(" ");
const C_RIGHT = "GND.2 23 22 TX RX 21 GND.3 19 18 5 17 16 4 0 2 15 D1 D0 CLK".split(" ");
const V1_LEFT = "EN VN VP D34 D35 D32 D33 D25 D26 D27 D14 D12 D13 GND.2 VIN".split(" ");
const V1_RIGHT = "D23 D22 TX0 RX0 D21 D19 D18 D5 TX2 RX2 D4 D2 D15 GND.1 3V3".split(" ");
/** Heights of the older drawing, which are not quite even. */
const V1_OLD_Y = [24, 34, 44, 53.1, 62.9, 72.2, 81.7, 91.3, 101, 110.8, 120, 130.4, 139.5, 149, 158.5];

/** Pins of the chip that come out nowhere: shown on the module. */
const INSIDE = [0, 6, 7, 8, 9, 10, 11, 37, 38].map((gpio) => `GPIO${gpio}`);

function geometry(
  [width, height]: readonly [number, number],
  [left, right]: readonly [x: number, x: number],
  names: readonly [readonly string[], readonly string[]],
  yOf: (index: number) => number,
): PartGeometry {
  const edge = (list: readonly string[], x: number) =>
    list.map((name, index): [string, Point] => [name, { x, y: yOf(index) }]);
  const printed = new Map([...edge(names[0], left), ...edge(names[1], right)]);
  const inside = INSIDE.map((name, index): [string, Point] => [
    name,
    { x: width / 2 - 12 + 3 * index, y: height * 0.3 },
  ]);
  return { width, height, pins: new Map([...inside, ...printed]), body: box(0, 0, width, height), radius: 4 };
}

function devKitC(): DevKitLayout {
  const size = [105.45, 214.03] as const;
  return {
    key: "devkit-c",
    title: ["ESP32-DevKitC", "V4"],
    geometry: geometry(size, [4.61, 100.76], [C_LEFT, C_RIGHT], (index) => 28.8 + PITCH * index),
    left: C_LEFT,
    right: C_RIGHT,
    module: box(20.7, 0, 64, 96),
    usb: box(38.7, 187, 28, 27),
    buttons: [
      ["EN", { x: 29.5, y: 181 }],
      ["BOOT", { x: 76, y: 181 }],
    ],
    power: { x: 31, y: 160 },
    led: undefined,
  };
}

function devKitV1(old: boolean): DevKitLayout {
  const size = [106.58, old ? 204.3 : 200.31] as const;
  const columns = old ? ([5, 101.3] as const) : ([4.8, 101.29] as const);
  const yOf = (index: number): number => (old ? (V1_OLD_Y[index] as number) : 21.92 + PITCH * index);
  return {
    key: old ? "devkit-v1-old" : "devkit-v1",
    title: ["ESP32 DevKit", "V1"],
    geometry: geometry(size, columns, [V1_LEFT, V1_RIGHT], yOf),
    left: V1_LEFT,
    right: V1_RIGHT,
    module: box(21.3, 4, 64, 96),
    usb: box(39.3, size[1] - 27, 28, 27),
    buttons: [
      ["EN", { x: 23, y: size[1] - 16 }],
      ["BOOT", { x: 83.6, y: size[1] - 16 }],
    ],
    power: { x: 35, y: 160 },
    led: { x: 71.5, y: 160 },
  };
}

const LAYOUTS = new Map<string, DevKitLayout>([
  ["board-esp32-devkit-c-v4", devKitC()],
  ["board-esp32-devkit-v1", devKitV1(false)],
  ["wokwi-esp32-devkit-v1", devKitV1(true)],
]);

export const devKitOf = (type: string): DevKitLayout => LAYOUTS.get(type) as DevKitLayout;

/** Names of the pins that belong to the chip. */
export const gpioNames = ({ left, right }: DevKitLayout): readonly string[] =>
  [...left, ...right].filter((name) => !/^(GND|3V3|5V|VIN|EN)/.test(name));

export const esp32Shape: PartShape = {
  types: [...LAYOUTS.keys()],
  name: "ESP32 board",
  geometry: (part) => devKitOf(part.type).geometry,
  describe: (part, read) => {
    if (!devKitOf(part.type).led) return "";
    const light = read.mean("led");
    return light > 0 ? `on-board light ${light < 1 ? percent(light) : "on"}` : "on-board light off";
  },
};
