import { box } from "../board/plane.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { fillCircle, fillRounded, leg, line, print, sideways, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartModel } from "../protocol/project.js";
import type { PartGeometry } from "./shape.js";
import { handleAt } from "./slide-switch.geometry.js";

function paint(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  for (const { x, y } of pins.values()) {
    leg(
      pen,
      [
        [x, body.y + body.height - 1],
        [x, y],
      ],
      2,
    );
  }
  fillRounded(
    pen,
    body,
    1.2,
    slanted(pen, body, [
      [0, "#e6e9ec"],
      [0.5, "#bcc2c9"],
      [1, "#949ba4"],
    ]),
  );
  strokeRounded(pen, body, 1.2, "rgb(255 255 255 / 55%)", 0.5);
  const slot = box(4.5, body.y + 3, 23, 11);
  fillRounded(pen, slot, 1.4, "#14161a");
  strokeRounded(pen, slot, 1.4, "rgb(0 0 0 / 45%)", 0.6);
  for (const x of [2.4, 29.7]) fillCircle(pen, { x, y: body.y + 14.6 }, 0.8, "#6b727a");
  for (const [name, { x }] of pins)
    print(pen, name, { x, y: body.y + 14.9 }, { size: 3.2, weight: 700, color: "#3a4047" });
}

const AT = handleAt(0);

/** The handle at the left, ribbed. */
const handle: Picture = {
  key: "slide-switch:handle",
  box: box(AT.x - 8, AT.y - 12, 17, 21),
  paint: (pen) => {
    const cap = box(AT.x - 5.6, AT.y - 10, 11.2, 13);
    fillRounded(pen, box(cap.x + 0.8, cap.y + 1.2, cap.width, cap.height), 1.4, "rgb(0 0 0 / 38%)");
    fillRounded(
      pen,
      cap,
      1.4,
      sideways(pen, cap, [
        [0, "#7d8691"],
        [0.5, "#59616b"],
        [1, "#3c434b"],
      ]),
    );
    strokeRounded(pen, cap, 1.4, "rgb(255 255 255 / 22%)", 0.5);
    for (const x of [-2.8, 0, 2.8]) {
      line(
        pen,
        [
          [AT.x + x, cap.y + 2],
          [AT.x + x, cap.y + cap.height - 2],
        ],
        "rgb(255 255 255 / 30%)",
        0.8,
      );
    }
  },
};

function animate(stage: Stage): FaceView {
  const sprite = stage.sprite(handle);
  const home = sprite.x;
  let shown = NaN;
  return {
    update(read) {
      const position = read.value("position") >= 0.5 ? 1 : 0;
      if (position === shown) return false;
      shown = position;
      sprite.x = home + handleAt(position).x - AT.x;
      return true;
    },
  };
}

export const slideSwitchFace: Face = { paint, animate };
