import { box, mm, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Pushbuttons of 12 mm and 6 mm. Boxes and pins: @wokwi/elements 1.9.2. */

const large: PartGeometry = {
  width: mm(17.802),
  height: mm(12),
  pins: pinsAt(["1.l", 0, 13], ["2.l", 0, 32], ["1.r", 67, 13], ["2.r", 67, 32]),
  body: box(mm(2.93), 0, mm(12), mm(12)),
  radius: 2.5,
};

const small: PartGeometry = {
  width: mm(7.413),
  height: mm(6),
  pins: pinsAt(["1.l", 0, 2.2], ["2.l", 0, 21], ["1.r", 28, 2.2], ["2.r", 28, 21]),
  body: box(2.7, 0, mm(6), mm(6)),
  radius: 1.5,
};

export const isSmall = (type: string): boolean => type.endsWith("-6mm");

/** Radius of the cap: 8 mm and 3.5 mm across. */
export const capRadius = (type: string): number => mm(isSmall(type) ? 1.9 : 3.9);

export function capCentre(type: string): Point {
  const { body } = isSmall(type) ? small : large;
  return { x: body.x + body.width / 2, y: body.y + body.height / 2 };
}

/**
 * What a contact shows that is made or broken all the time: closed 1, open 0, and bouncing when the exposure saw both or it is
 * not yet where the finger wants it.
 */
export type ContactState = "open" | "closed" | "bouncing";

export function contactState(pressed: number, contact: number, mean: number): ContactState {
  const steady = mean === 0 || mean === 1 || Number.isNaN(mean);
  if (!steady || (contact === 1) !== pressed >= 0.5) return "bouncing";
  return contact === 1 ? "closed" : "open";
}

export const buttonShape: PartShape = {
  types: ["wokwi-pushbutton", "wokwi-pushbutton-6mm"],
  name: "Pushbutton",
  geometry: ({ type }) => (isSmall(type) ? small : large),
  controls: ({ type }) => {
    const { x, y } = capCentre(type);
    const radius = capRadius(type) + 1;
    return [
      { control: "pressed", kind: "press", area: box(x - radius, y - radius, 2 * radius, 2 * radius), round: true },
    ];
  },
  describe: (_part, read) => {
    const pressed = read.value("pressed") >= 0.5;
    const contact = contactState(pressed ? 1 : 0, read.value("contact") || 0, read.mean("contact"));
    return `${pressed ? "pressed" : "not pressed"}, contact ${contact}`;
  },
};
