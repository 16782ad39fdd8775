import { box, type Box } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* DIP switch of eight. Box and pins: @wokwi/elements 1.9.2. */

export const SWITCH_NUMBERS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** The middle of a switch, from 1. */
export const columnOf = (number: number): number => 8.1 + 9.6 * (number - 1);

const geometry: PartGeometry = {
  width: 82.87,
  height: 55.355,
  pins: pinsAt(
    ...SWITCH_NUMBERS.map((n) => [`${n}a`, columnOf(n), 51.3] as const),
    ...SWITCH_NUMBERS.map((n) => [`${n}b`, columnOf(n), 3] as const),
  ),
  body: box(1.4, 7.5, 80, 39.5),
  radius: 2,
};

/** What a switch slides in: up is on. */
export const slotOf = (number: number): Box => box(columnOf(number) - 3.1, 16.5, 6.2, 18);

export const dipSwitchShape: PartShape = {
  types: ["wokwi-dip-switch-8"],
  name: "DIP switch",
  geometry: () => geometry,
  controls: () =>
    SWITCH_NUMBERS.map((n) => ({
      control: `switch-${n}`,
      kind: "toggle",
      area: box(columnOf(n) - 4.6, 13, 9.2, 28),
      round: false,
    })),
  describe: (_part, read) => {
    const on = SWITCH_NUMBERS.filter((n) => read.value(`switch-${n}`) >= 0.5);
    return on.length === 0 ? "all off" : `on: ${on.join(", ")}`;
  },
};
