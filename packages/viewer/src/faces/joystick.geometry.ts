import { box, mm, type Point } from "../board/plane.js";
import { percent, pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Joystick module KY-023. Box and pins: @wokwi/elements 1.9.2. */

const PINS: readonly (readonly [string, number])[] = [
  ["VCC", 33],
  ["VERT", 42.6],
  ["HORZ", 52.2],
  ["SEL", 61.8],
  ["GND", 71.4],
];

const geometry: PartGeometry = {
  width: mm(27.2),
  height: mm(31.8),
  pins: pinsAt(...PINS.map(([name, x]) => [name, x, 115.8] as const)),
  body: box(mm(0.8), 0, mm(25.6), mm(31.8)),
  radius: 3,
};

export const CENTRE: Point = { x: mm(13.6), y: mm(13.6) };
export const DISH_RADIUS = mm(12.6);
export const STICK_RADIUS = mm(8.4);
/** How far the stick's cap goes from the centre. */
export const REACH = mm(3.6);
/** The middle, which is pressed. */
export const PRESS_RADIUS = mm(2.8);

const around = (radius: number) => box(CENTRE.x - radius, CENTRE.y - radius, 2 * radius, 2 * radius);

/** "50 % left": one of two directions, or nothing in the middle. */
function side(value: number, positive: string, negative: string): string {
  if (!(Math.abs(value) >= 0.005)) return "";
  return `${percent(Math.abs(value))} ${value > 0 ? positive : negative}`;
}

export const joystickShape: PartShape = {
  types: ["wokwi-analog-joystick"],
  name: "Joystick",
  geometry: () => geometry,
  controls: () => [
    { control: "pressed", kind: "press", area: around(PRESS_RADIUS), round: true },
    { control: "x", kind: "stick", area: around(DISH_RADIUS), round: true, upwards: "y" },
  ],
  keys: () => [
    { key: "ArrowLeft", control: "x", value: 1 },
    { key: "ArrowRight", control: "x", value: -1 },
    { key: "ArrowUp", control: "y", value: 1 },
    { key: "ArrowDown", control: "y", value: -1 },
  ],
  describe: (_part, read) => {
    const words = [side(read.value("x"), "left", "right"), side(read.value("y"), "up", "down")].filter(Boolean);
    const place = words.length > 0 ? words.join(", ") : "in the middle";
    return `${place}${read.value("pressed") >= 0.5 ? ", pressed" : ""}`;
  },
};
