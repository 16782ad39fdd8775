import { box } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/*
 * Integrated circuits in packages with two rows of eight pins, as seen from above: pin 1 at the bottom left, then counter-clockwise; and
 * the A4988's module. Wokwi publishes no geometry of them: pins are 2.54 mm apart, rows 7.62 mm (12.7 mm for the module).
 */

const PITCH = 9.6;

function dip16(names: readonly string[]): PartGeometry {
  const width = 8 * PITCH;
  const x = (index: number): number => PITCH / 2 + PITCH * index;
  return {
    width,
    height: 38.4,
    pins: pinsAt(
      ...names.map((name, index) => {
        return index < 8 ? ([name, x(index), 33.6] as const) : ([name, x(15 - index), 4.8] as const);
      }),
    ),
    body: box(0, 7.7, width, 23),
    radius: 1.5,
  };
}

const hc595 = dip16("Q1 Q2 Q3 Q4 Q5 Q6 Q7 GND Q7S MR SHCP STCP OE DS Q0 VCC".split(" "));
const hc165 = dip16("PL CP D4 D5 D6 D7 Q7_N GND Q7 DS D0 D1 D2 D3 CE VCC".split(" "));

const DRIVER_LEFT = ["ENABLE", "MS1", "MS2", "MS3", "RESET", "SLEEP", "STEP", "DIR"];
const DRIVER_RIGHT = ["VMOT", "GND.1", "2B", "2A", "1A", "1B", "VDD", "GND.2"];

const driver: PartGeometry = {
  width: 57.6,
  height: 81.6,
  pins: pinsAt(
    // The same terminal as GND.2; of pins at one place the last is found.
    ["GND", 52.8, 74.4],
    ...DRIVER_LEFT.map((name, index) => [name, 4.8, 7.2 + PITCH * index] as const),
    ...DRIVER_RIGHT.map((name, index) => [name, 52.8, 7.2 + PITCH * index] as const),
  ),
  body: box(0, 0, 57.6, 81.6),
  radius: 1.5,
};

/** A byte as its bits, the highest first. */
const bits = (value: number): string => value.toString(2).padStart(8, "0");

export const shiftOutShape: PartShape = {
  types: ["wokwi-74hc595"],
  name: "Shift register 74HC595",
  geometry: () => hc595,
  describe: (_part, read) => `Q7 to Q0: ${bits(read.value("outputs") || 0)}`,
};

export const shiftInShape: PartShape = {
  types: ["wokwi-74hc165"],
  name: "Shift register 74HC165",
  geometry: () => hc165,
  describe: (_part, read) => `last load D7 to D0: ${bits(read.value("register") || 0)}`,
};

export const stepperDriverShape: PartShape = {
  types: ["wokwi-a4988"],
  name: "Stepper driver A4988",
  geometry: () => driver,
  describe: (_part, read) => `at ${((read.value("position") || 0) / 16).toFixed(2)} steps`,
};
