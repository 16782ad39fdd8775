import type { PartModel } from "../protocol/project.js";
import type { Face } from "./face.js";
import { fillRounded, leg, print, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";
import { plainType, sidesOf } from "./unknown.geometry.js";

const MOST_LETTERS = 9;

function paint(pen: Pen, part: PartModel, { body, pins, width }: PartGeometry): void {
  for (const { x, y } of pins.values())
    leg(
      pen,
      [
        [x, y],
        [x < width / 2 ? x + 6 : x - 6, y],
      ],
      2,
    );
  fillRounded(
    pen,
    body,
    3,
    slanted(pen, body, [
      [0, "#4a5362"],
      [1, "#333a46"],
    ]),
  );
  strokeRounded(pen, body, 3, "rgb(255 255 255 / 20%)", 0.7);
  print(pen, plainType(part.type), { x: width / 2, y: 10 }, { size: 6.4, weight: 650, color: "#f1f3f6" });
  const { right } = sidesOf(part);
  for (const [name, { x, y }] of pins) {
    const onRight = right.includes(name);
    const words = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
    print(
      pen,
      words,
      { x: onRight ? x - 8 : x + 8, y },
      { size: 5, color: "#ccd3dc", align: onRight ? "right" : "left" },
    );
  }
}

/** For part types without a face of their own. */
export const unknownFace: Face = { paint };
