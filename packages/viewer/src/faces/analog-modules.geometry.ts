import { box, mm, type Box, type Point } from "../board/plane.js";
import type { PartReader } from "../board/state-reader.js";
import { percent, pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Sensor modules with a comparator (gas, flame, sound) and one without (heart beat). Boxes and pins: @wokwi/elements 1.9.2. */

const high = (read: PartReader, name: string): boolean => read.value(name) >= 0.5;

/** "" as long as the sensor's control is not known. */
const told = (value: number, words: (value: number) => string): string => (Number.isNaN(value) ? "" : words(value));

const gas: PartGeometry = {
  width: mm(36.232),
  height: mm(16.617),
  pins: pinsAt(["AOUT", 137, 16.5], ["DOUT", 137, 26.4], ["GND", 137, 36.5], ["VCC", 137, 46.2]),
  body: box(0, 1.4, 128, 60),
  radius: 2.5,
};

/** The sensor's can. */
export const GAS_CAN: Point = { x: 32, y: 31.4 };
export const GAS_LAMP: Point = { x: 98, y: 54 };

export const gasSensorShape: PartShape = {
  types: ["wokwi-gas-sensor"],
  name: "Gas sensor",
  geometry: () => gas,
  describe: (_part, read) =>
    told(read.value("ppm"), (ppm) => `${Math.round(ppm)} ppm${high(read, "detected") ? ", DOUT low" : ""}`),
};

const flame: PartGeometry = {
  width: mm(52.904),
  height: mm(16.267),
  pins: pinsAt(["VCC", 199, 14.6], ["GND", 199, 24.3], ["DOUT", 199, 34], ["AOUT", 199, 43.7]),
  body: box(4, 2, 186, 57.5),
  radius: 2.5,
};

export const FLAME_BOARD: Box = box(44, 2, 146, 57.5);
/** The photodiode in its dark case, which stands out to the left. */
export const FLAME_DIODE: Box = box(6, 20.5, 24, 20);
export const FLAME_LAMP: Point = { x: 76, y: 49.5 };

export const flameSensorShape: PartShape = {
  types: ["wokwi-flame-sensor"],
  name: "Flame sensor",
  geometry: () => flame,
  describe: (_part, read) =>
    told(read.value("flame"), (light) => `flame ${percent(light)}${high(read, "detected") ? ", DOUT low" : ""}`),
};

/** The module, and the microphone's capsule beside it. */
export interface SoundModule {
  readonly geometry: PartGeometry;
  readonly board: Box;
  readonly capsule: Point;
  readonly radius: number;
}

const soundModule = (width: number, radius: number): SoundModule => ({
  geometry: {
    width,
    height: mm(13.346),
    pins: pinsAt(["AOUT", 0, 11], ["GND", 0, 20.5], ["VCC", 0, 30.5], ["DOUT", 0, 40.5]),
    body: box(8, 0, width - 8, mm(13.346)),
    radius: 2.5,
  },
  board: box(8, 0, width - 2 * radius - 8, mm(13.346)),
  capsule: { x: width - radius - 1, y: mm(13.346) / 2 },
  radius,
});

const big = soundModule(mm(37.056), 18.5);
const small = soundModule(mm(35.211), 12);

export const soundModuleOf = (type: string): SoundModule => (type === "wokwi-big-sound-sensor" ? big : small);
export const SOUND_LAMP: Point = { x: 72, y: 43 };

export const soundSensorShape: PartShape = {
  types: ["wokwi-big-sound-sensor", "wokwi-small-sound-sensor"],
  name: "Sound sensor",
  geometry: ({ type }) => soundModuleOf(type).geometry,
  describe: (_part, read) =>
    told(read.value("sound"), (sound) => {
      if (sound === 0) return "silence";
      return `sound ${percent(sound)}${read.mean("detected") > 0 ? ", DOUT high" : ""}`;
    }),
};

const heart: PartGeometry = {
  width: mm(23.4),
  height: mm(20.943),
  pins: pinsAt(["GND", 87, 17.8], ["VCC", 87, 27.5], ["OUT", 87, 37.5]),
  body: box(0, 0, 79, mm(20.943)),
  radius: 2.5,
};

export const HEART_BOARD: Box = box(0, 0, 79, 55.5);

/** Between lamp and phototransistor: where the finger lies. */
export const FINGER: Box = box(14, 20, 28, 60);

export const heartBeatShape: PartShape = {
  types: ["wokwi-heart-beat-sensor"],
  name: "Heart-beat sensor",
  geometry: () => heart,
  describe: (_part, read) =>
    told(read.value("bpm"), (bpm) => (bpm === 0 ? "no finger" : `${Math.round(bpm)} beats a minute`)),
};
