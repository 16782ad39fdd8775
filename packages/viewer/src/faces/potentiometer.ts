import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { ribbedRim } from "./module.js";
import {
  fillCircle,
  fillRounded,
  leg,
  line,
  print,
  radial,
  slanted,
  strokeCircle,
  strokeRounded,
  type Pen,
} from "./pen.js";
import { clamp, KNOB, KNOB_RADIUS, knobAngle, SLIDE_Y, slideTrack } from "./potentiometer.geometry.js";
import type { PartGeometry } from "./shape.js";

const INK = "#dfe4ea";
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function paintRotary(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  for (const { x, y } of pins.values())
    leg(
      pen,
      [
        [x, y - 6],
        [x, y],
      ],
      2.2,
    );
  fillRounded(
    pen,
    body,
    5,
    slanted(pen, body, [
      [0, "#46515f"],
      [1, "#29313b"],
    ]),
  );
  strokeRounded(pen, body, 5, "rgb(255 255 255 / 14%)", 0.7);
  for (let step = 0; step <= 10; step++) {
    const angle = radians(knobAngle(step / 10) - 90);
    const [inner, outer] = [KNOB_RADIUS + 3, KNOB_RADIUS + (step % 5 === 0 ? 7 : 5.4)];
    const at = (radius: number) => [KNOB.x + Math.cos(angle) * radius, KNOB.y + Math.sin(angle) * radius] as const;
    line(pen, [at(inner), at(outer)], step % 5 === 0 ? INK : "rgb(223 228 234 / 55%)", 0.8);
  }
  fillCircle(pen, { x: KNOB.x, y: KNOB.y + 1.5 }, KNOB_RADIUS + 1.6, "rgb(0 0 0 / 35%)");
  for (const [name, { x }] of pins) print(pen, name, { x, y: 62 }, { size: 3.7, weight: 600, color: INK });
}

/** The knob, pointing straight up. */
function paintKnob(pen: Pen): void {
  ribbedRim(pen, KNOB, KNOB_RADIUS, 28, "#15181c");
  fillCircle(
    pen,
    KNOB,
    KNOB_RADIUS * 0.82,
    radial(pen, KNOB, KNOB_RADIUS, [
      [0, "#50565f"],
      [0.7, "#3a4048"],
      [1, "#22262b"],
    ]),
  );
  strokeCircle(pen, KNOB, KNOB_RADIUS * 0.82, "rgb(255 255 255 / 18%)", 0.5);
  pen.lineCap = "round";
  line(
    pen,
    [
      [KNOB.x, KNOB.y - 5],
      [KNOB.x, KNOB.y - KNOB_RADIUS + 2.6],
    ],
    "#f7f9fb",
    2.4,
  );
}

const animateRotary = (stage: Stage): FaceView => {
  const margin = KNOB_RADIUS + 1;
  const area = box(KNOB.x - margin, KNOB.y - margin, 2 * margin, 2 * margin);
  const knob = stage.sprite({ key: "knob", box: area, paint: paintKnob });
  knob.pivot.set(margin, margin);
  knob.position.set(KNOB.x, KNOB.y);
  let shown = NaN;
  return {
    update(read) {
      const position = clamp(read.value("position"));
      if (position === shown) return false;
      shown = position;
      knob.rotation = radians(knobAngle(position));
      return true;
    },
  };
};

export const potentiometerFace: Face = { paint: paintRotary, animate: animateRotary };

function paintSlide(pen: Pen, part: PartModel, { body, pins, width }: PartGeometry): void {
  for (const { x, y } of pins.values())
    leg(
      pen,
      [
        [x, y],
        [x > width / 2 ? x - 6 : x + 6, y],
      ],
      2.2,
    );
  fillRounded(
    pen,
    body,
    4,
    slanted(pen, body, [
      [0, "#46515f"],
      [1, "#29313b"],
    ]),
  );
  strokeRounded(pen, body, 4, "rgb(255 255 255 / 14%)", 0.7);
  for (const [name, { x, y }] of pins) {
    const right = x > width / 2;
    print(
      pen,
      name,
      { x: right ? body.x + body.width - 4 : body.x + 4, y },
      { size: 4.4, weight: 600, color: INK, align: right ? "right" : "left" },
    );
  }
  const { from, to } = slideTrack(part);
  for (let step = 0; step <= 10; step++) {
    const x = from.x + ((to.x - from.x) * step) / 10;
    line(
      pen,
      [
        [x, SLIDE_Y + 12],
        [x, SLIDE_Y + (step % 5 === 0 ? 17 : 15)],
      ],
      "rgb(223 228 234 / 60%)",
      0.8,
    );
  }
  fillRounded(pen, box(from.x - 5, SLIDE_Y - 3, to.x - from.x + 10, 6), 3, "#0f1215");
  strokeRounded(pen, box(from.x - 5, SLIDE_Y - 3, to.x - from.x + 10, 6), 3, "rgb(255 255 255 / 16%)", 0.5);
}

function paintCap(pen: Pen): void {
  fillRounded(pen, box(-8, -14, 17, 31), 3, "rgb(0 0 0 / 30%)");
  const cap = box(-8.5, -15.5, 17, 31);
  fillRounded(
    pen,
    cap,
    2.6,
    slanted(pen, cap, [
      [0, "#6a727d"],
      [0.48, "#3d444d"],
      [0.52, "#2c3138"],
      [1, "#434a53"],
    ]),
  );
  strokeRounded(pen, cap, 2.6, "rgb(255 255 255 / 22%)", 0.5);
  line(
    pen,
    [
      [0, -14],
      [0, 14],
    ],
    "#f7f9fb",
    1.6,
  );
}

function animateSlide(stage: Stage, part: PartModel): FaceView {
  const { from, to } = slideTrack(part);
  const cap = stage.sprite({ key: "slide-cap", box: box(-11, -18, 22, 38), paint: paintCap });
  let shown = NaN;
  return {
    update(read) {
      const position = clamp(read.value("position"));
      if (position === shown) return false;
      shown = position;
      cap.position.set(from.x + (to.x - from.x) * position - 11, SLIDE_Y - 18);
      return true;
    },
  };
}

export const slidePotentiometerFace: Face = { paint: paintSlide, animate: animateSlide };
