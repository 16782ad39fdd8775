import type { Face } from "./face.js";
import { linesOf, supplyVolts, TEXT_SIZE } from "./passive.geometry.js";
import { fillRounded, line, print, strokeRounded, type Pen } from "./pen.js";

const INK = "#e6e9ee";

function plate(pen: Pen, y: number): void {
  const body = { x: 1, y, width: 18, height: 18 };
  fillRounded(pen, body, 3, "#343b46");
  strokeRounded(pen, body, 3, "rgb(255 255 255 / 18%)", 0.6);
}

export const groundFace: Face = {
  paint: (pen) => {
    plate(pen, 2);
    line(
      pen,
      [
        [10, 0],
        [10, 8],
      ],
      INK,
      1.4,
    );
    for (const [y, half] of [
      [8, 6],
      [11, 4],
      [14, 2],
    ] as const)
      line(
        pen,
        [
          [10 - half, y],
          [10 + half, y],
        ],
        INK,
        1.4,
      );
  },
};

export const supplyFace: Face = {
  paint: (pen, part) => {
    plate(pen, 0);
    line(
      pen,
      [
        [10, 20],
        [10, 13],
      ],
      INK,
      1.4,
    );
    line(
      pen,
      [
        [4, 13],
        [16, 13],
      ],
      "#ff8a80",
      1.6,
    );
    print(pen, supplyVolts(part), { x: 10, y: 7 }, { size: 6, weight: 650, color: INK });
  },
};

/** A dot where wires meet. */
export const junctionFace: Face = {
  paint: (pen) => fillRounded(pen, { x: 2.3, y: 2.3, width: 5, height: 5 }, 2.5, INK),
};

export const textFace: Face = {
  flat: true,
  paint: (pen, part) => {
    linesOf(part).forEach((words, index) => {
      print(
        pen,
        words,
        { x: 0, y: (index + 0.6) * TEXT_SIZE * 1.3 },
        { size: TEXT_SIZE, color: "#8b95a3", align: "left" },
      );
    });
  },
};
