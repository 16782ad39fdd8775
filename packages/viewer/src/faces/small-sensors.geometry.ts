import { box, mm, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Sensors on small boards: light, temperature, tilt. Boxes and pins: @wokwi/elements 1.9.2. */

const light: PartGeometry = {
  width: mm(45.95),
  height: mm(16.267),
  pins: pinsAt(["VCC", 172, 16], ["GND", 172, 26], ["DO", 172, 35.8], ["AO", 172, 45.5]),
  body: box(34, 2, 129, 57.5),
  radius: 2.5,
};

/** The cell's face, in front of the board. */
export const CELL: Point = { x: 14.5, y: 30.7 };
export const CELL_RADIUS = 12;
export const POWER_LAMP: Point = { x: 62, y: 12 };
export const LIGHT_LAMP: Point = { x: 62, y: 49.5 };

export const lightSensorShape: PartShape = {
  types: ["wokwi-photoresistor-sensor"],
  name: "Light sensor",
  geometry: () => light,
  describe: (_part, read) => {
    const lux = read.value("lux");
    if (Number.isNaN(lux)) return "";
    return `${Number(lux.toPrecision(3))} lx${read.value("detected") >= 0.5 ? ", DO low" : ""}`;
  },
};

const temperature: PartGeometry = {
  width: mm(35.826),
  height: mm(19),
  pins: pinsAt(["GND", 135, 26.2], ["VCC", 135, 35.8], ["OUT", 135, 45.5]),
  body: box(30, 6, 96, 59.8),
  radius: 2.5,
};

export const temperatureSensorShape: PartShape = {
  types: ["wokwi-ntc-temperature-sensor"],
  name: "Temperature sensor",
  geometry: () => temperature,
  describe: (_part, read) => {
    const celsius = read.value("temperature");
    return Number.isNaN(celsius) ? "" : `${Number(celsius.toFixed(1))} °C`;
  },
};

const tilt: PartGeometry = {
  width: mm(23.4),
  height: mm(14.7),
  pins: pinsAt(["GND", 88, 18], ["VCC", 88, 27.8], ["OUT", 88, 37.5]),
  body: box(0, 0, 79, mm(14.7)),
  radius: 2.5,
};

/** The can with the ball. */
export const CAN = box(9, 17, 34, 21.5);

export const tiltSwitchShape: PartShape = {
  types: ["wokwi-tilt-switch"],
  name: "Tilt switch",
  geometry: () => tilt,
  controls: () => [{ control: "tilted", kind: "toggle", area: CAN, round: false }],
  describe: (_part, read) => {
    const contact = read.value("contact");
    if (Number.isNaN(contact)) return "";
    return `${read.value("tilted") >= 0.5 ? "tilted" : "upright"}, contact ${contact >= 0.5 ? "closed" : "open"}`;
  },
};
