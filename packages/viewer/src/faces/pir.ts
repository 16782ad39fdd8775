import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { circuitBoard, mountingHole, namedHeader } from "./module.js";
import { fillCircle, line, radial, strokeCircle, type Pen } from "./pen.js";
import { DOME, DOME_RADIUS } from "./pir.geometry.js";
import type { PartGeometry } from "./shape.js";

function paint(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  circuitBoard(pen, geometry.body, "green", 3);
  for (const x of [6.5, geometry.body.width - 6.5]) {
    for (const y of [6.5, geometry.body.height - 6.5]) mountingHole(pen, { x, y }, 4);
  }
  namedHeader(pen, geometry, "bottom", 3.6);
  paintDome(pen);
}

/** The lens: white plastic in facets. */
function paintDome(pen: Pen): void {
  const { x, y } = DOME;
  fillCircle(pen, { x: x + 1, y: y + 2 }, DOME_RADIUS + 1, "rgb(0 0 0 / 32%)");
  fillCircle(pen, DOME, DOME_RADIUS, "#c9ced4");
  fillCircle(
    pen,
    DOME,
    DOME_RADIUS - 2.4,
    radial(pen, { x: x - 9, y: y - 11 }, DOME_RADIUS * 1.7, [
      [0, "#ffffff"],
      [0.45, "#eef0f2"],
      [1, "#b3bac2"],
    ]),
  );
  pen.save();
  pen.beginPath();
  pen.arc(x, y, DOME_RADIUS - 2.4, 0, 2 * Math.PI);
  pen.clip();
  const edge = "rgb(120 130 142 / 45%)";
  for (const radius of [7.5, 17]) strokeCircle(pen, DOME, radius, edge, 0.8);
  for (const [count, from, to] of [
    [6, 0, 7.5],
    [10, 7.5, 17],
    [14, 17, 27],
  ] as const) {
    for (let spoke = 0; spoke < count; spoke++) {
      const angle = ((spoke + 0.5) / count) * 2 * Math.PI;
      const at = (radius: number) => [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius] as const;
      line(pen, [at(from), at(to)], edge, 0.8);
    }
  }
  pen.restore();
}

/** Warm light on the lens while motion is seen; a ring while something moves. */
function animate(stage: Stage): FaceView {
  const margin = DOME_RADIUS + 3;
  const area = box(DOME.x - margin, DOME.y - margin, 2 * margin, 2 * margin);
  const seen = stage.sprite({
    key: "pir:seen",
    box: area,
    paint: (pen) => {
      fillCircle(
        pen,
        DOME,
        DOME_RADIUS - 2.4,
        radial(pen, DOME, DOME_RADIUS - 2.4, [
          [0, "rgb(255 96 64 / 62%)"],
          [0.6, "rgb(255 110 72 / 34%)"],
          [1, "rgb(255 120 80 / 10%)"],
        ]),
      );
    },
  });
  const moving = stage.sprite({
    key: "pir:moving",
    box: area,
    paint: (pen) => strokeCircle(pen, DOME, DOME_RADIUS - 0.6, "#ffc04d", 2),
  });
  seen.visible = moving.visible = false;
  return {
    update(read) {
      const [detected, motion] = [read.value("detected") >= 0.5, read.value("motion") >= 0.5];
      if (detected === seen.visible && motion === moving.visible) return false;
      seen.visible = detected;
      moving.visible = motion;
      return true;
    },
  };
}

export const pirFace: Face = { paint, animate };
