import { box } from "../board/plane.js";
import { DEGREES, KNOB_RADIUS, PRESS_RADIUS, SHAFT } from "./encoder.geometry.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { circuitBoard, mountingHole, namedHeader, ribbedRim, SILK, smallPart } from "./module.js";
import { fillCircle, fillRounded, line, print, radial, slanted, strokeCircle, strokeRounded, type Pen } from "./pen.js";
import type { PartModel } from "../protocol/project.js";
import type { PartGeometry } from "./shape.js";

const TICKS = 20;

function paint(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  circuitBoard(pen, geometry.body, "black", 2.5);
  namedHeader(pen, geometry, "right");
  mountingHole(pen, { x: 98, y: 62 }, 4.4);
  mountingHole(pen, { x: 84.5, y: 62 }, 4.4);
  for (const y of [8.4, 17]) smallPart(pen, { x: 73.5, y });
  print(pen, "103", { x: 73.5, y: 8.4 }, { size: 2.2, weight: 600, color: "#9aa1a9" });
  print(pen, "103", { x: 73.5, y: 17 }, { size: 2.2, weight: 600, color: "#9aa1a9" });
  const can = box(SHAFT.x - 31, SHAFT.y - 31, 62, 62);
  fillRounded(
    pen,
    can,
    3,
    slanted(pen, can, [
      [0, "#d7dbdf"],
      [0.5, "#aeb5bd"],
      [1, "#868d96"],
    ]),
  );
  strokeRounded(pen, can, 3, "rgb(255 255 255 / 45%)", 0.6);
  fillCircle(pen, SHAFT, KNOB_RADIUS + 3.4, "#2b3037");
  for (let tick = 0; tick < TICKS; tick++) {
    const angle = (tick / TICKS) * 2 * Math.PI;
    const at = (radius: number) => [SHAFT.x + Math.sin(angle) * radius, SHAFT.y - Math.cos(angle) * radius] as const;
    line(pen, [at(KNOB_RADIUS + 0.6), at(KNOB_RADIUS + 2.6)], "rgb(238 242 247 / 55%)", 0.7);
  }
  print(pen, "KY-040", { x: 91.2, y: 53.6 }, { size: 4.2, weight: 650, color: SILK });
}

const margin = KNOB_RADIUS + 1;
const area = box(SHAFT.x - margin, SHAFT.y - margin, 2 * margin, 2 * margin);

/** The knob, pointing straight up. */
const knob: Picture = {
  key: "encoder:knob",
  box: area,
  paint: (pen) => {
    ribbedRim(pen, SHAFT, KNOB_RADIUS, 40, "#14171b");
    fillCircle(
      pen,
      SHAFT,
      KNOB_RADIUS * 0.86,
      radial(pen, SHAFT, KNOB_RADIUS, [
        [0, "#4b515a"],
        [0.7, "#383e46"],
        [1, "#20242a"],
      ]),
    );
    strokeCircle(pen, SHAFT, KNOB_RADIUS * 0.86, "rgb(255 255 255 / 18%)", 0.5);
    pen.lineCap = "round";
    line(
      pen,
      [
        [SHAFT.x, SHAFT.y - PRESS_RADIUS - 3],
        [SHAFT.x, SHAFT.y - KNOB_RADIUS + 4.4],
      ],
      "#f7f9fb",
      2.2,
    );
  },
};

/** The cap in its middle, which is the button. */
const cap = (pressed: boolean): Picture => ({
  key: `encoder:cap:${String(pressed)}`,
  box: box(SHAFT.x - 12.5, SHAFT.y - 12.5, 25, 25),
  paint: (pen) => {
    fillCircle(pen, SHAFT, PRESS_RADIUS, pressed ? "#0b0d0f" : "#171a1e");
    const light = { x: SHAFT.x - 3, y: SHAFT.y - 4 };
    fillCircle(
      pen,
      SHAFT,
      PRESS_RADIUS - (pressed ? 1.6 : 0.9),
      radial(pen, light, PRESS_RADIUS * 1.6, [
        [0, pressed ? "#3f464f" : "#76808c"],
        [1, pressed ? "#22262c" : "#3a414a"],
      ]),
    );
    if (!pressed) strokeCircle(pen, SHAFT, PRESS_RADIUS - 1, "rgb(255 255 255 / 25%)", 0.5);
  },
});

function animate(stage: Stage): FaceView {
  const turning = stage.sprite(knob);
  turning.pivot.set(margin, margin);
  turning.position.set(SHAFT.x, SHAFT.y);
  const pictures = [cap(false), cap(true)] as const;
  const button = stage.sprite(pictures[0]);
  for (const picture of pictures) stage.texture(picture);
  let shown = "";
  return {
    update(read) {
      const shaft = read.value("shaft") || 0;
      const pressed = read.value("pressed") >= 0.5 ? 1 : 0;
      const now = `${shaft} ${pressed}`;
      if (now === shown) return false;
      shown = now;
      turning.rotation = (shaft * DEGREES * Math.PI) / 180;
      button.texture = stage.texture(pictures[pressed]);
      return true;
    },
  };
}

export const encoderFace: Face = { paint, animate };
