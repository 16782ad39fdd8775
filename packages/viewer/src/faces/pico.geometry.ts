import { box, type Point } from "../board/plane.js";
import { percent, type PartShape } from "./shape.js";

/*
 * Raspberry Pi Pico. Box and pins: Wokwi's board (20.9 × 52.75 mm; pins 2.54 mm apart, columns at 1.6 and 19.3 mm, the first at
 * 3.4 mm); names in the order of the board's edge from pin 1: Raspberry Pi Pico data sheet, figure 2.
 */
export const PICO_WIDTH = 78.99;
export const PICO_HEIGHT = 199.37;
/** Upper edge of the circuit board: the USB socket stands out above it. */
export const PICO_TOP = 6.6;
const LEFT_X = 6.05;
const RIGHT_X = 72.94;
const FIRST_Y = 12.85;
const PITCH = 9.598;

/** From pin 1 downwards, and from pin 40 downwards. */
export const PICO_LEFT: readonly string[] =
  "GP0 GP1 GND.1 GP2 GP3 GP4 GP5 GND.2 GP6 GP7 GP8 GP9 GND.3 GP10 GP11 GP12 GP13 GND.4 GP14 GP15".split(" ");
export const PICO_RIGHT: readonly string[] =
  "VBUS VSYS GND.8 3V3_EN 3V3 ADC_VREF GP28 GND.7 GP27 GP26 RUN GP22 GND.6 GP21 GP20 GP19 GP18 GND.5 GP17 GP16".split(
    " ",
  );

/** The light on the board. */
export const PICO_LED: Point = { x: 22.4, y: 19.2 };
/** Test points and what has no pin: on the underside, shown near what they belong to. */
const INSIDE: readonly (readonly [string, number, number])[] = [
  ["TP5", 21.6, 25],
  ["GPIO25", 21.6, 25],
  ["TP4", 57, 30],
  ["GPIO23", 57, 30],
  ["$gpio24", 57, 36],
  ["GPIO24", 57, 36],
  ["$gpio29", 57, 42],
  ["GPIO29", 57, 42],
];

const edge = (names: readonly string[], x: number): [string, Point][] =>
  names.map((name, index) => [name, { x, y: FIRST_Y + index * PITCH }]);

export const PICO_PINS: ReadonlyMap<string, Point> = new Map<string, Point>([
  ...edge(PICO_LEFT, LEFT_X),
  ...edge(PICO_RIGHT, RIGHT_X),
  ["AGND", { x: RIGHT_X, y: FIRST_Y + PICO_RIGHT.indexOf("GND.7") * PITCH }],
  ...INSIDE.map(([name, x, y]): [string, Point] => [name, { x, y }]),
]);

const geometry = {
  width: PICO_WIDTH,
  height: PICO_HEIGHT,
  pins: PICO_PINS,
  body: box(0, 0, PICO_WIDTH, PICO_HEIGHT),
  radius: 3,
};

export const picoShape: PartShape = {
  types: [
    "wokwi-pi-pico",
    "board-pi-pico",
    "wokwi-raspberry-pi-pico",
    "board-pi-pico-w",
    "wokwi-pi-pico-w",
    "board-pi-pico-2",
  ],
  name: "Raspberry Pi Pico",
  geometry: () => geometry,
  describe: (_part, read) => {
    const light = read.mean("led");
    return light > 0 ? `on-board light ${light < 1 ? percent(light) : "on"}` : "on-board light off";
  },
};

export const isPicoW = (type: string): boolean => type.endsWith("-w");
