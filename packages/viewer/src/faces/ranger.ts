import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { circuitBoard, mountingHole, namedHeader, SILK } from "./module.js";
import { fillCircle, fillRounded, print, radial, strokeCircle, strokeRounded, type Pen } from "./pen.js";
import { CAPSULE_RADIUS, CAPSULES } from "./ranger.geometry.js";
import type { PartGeometry } from "./shape.js";

function paint(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  const { width, height } = geometry.body;
  circuitBoard(pen, geometry.body, "blue", 3);
  for (const [x, y] of [
    [5.5, 5.5],
    [width - 5.5, 5.5],
    [5.5, height - 5.5],
    [width - 5.5, height - 5.5],
  ] as const)
    mountingHole(pen, { x, y }, 3.2);
  namedHeader(pen, geometry, "bottom", 3.6);
  const crystal = box(width / 2 - 10.5, 4, 21, 8.4);
  fillRounded(pen, crystal, 4.2, "#c6ccd3");
  strokeRounded(pen, crystal, 4.2, "rgb(255 255 255 / 60%)", 0.6);
  print(pen, "HC-SR04", { x: width / 2, y: 19 }, { size: 4.6, weight: 700, color: SILK });
  CAPSULES.forEach((at, index) => paintCapsule(pen, at, index === 0 ? "T" : "R"));
}

/** A can with a grille. */
function paintCapsule(pen: Pen, at: Point, letter: string): void {
  const { x, y } = at;
  fillCircle(pen, { x: x + 1, y: y + 2 }, CAPSULE_RADIUS + 0.8, "rgb(0 0 0 / 34%)");
  fillCircle(
    pen,
    at,
    CAPSULE_RADIUS,
    radial(pen, { x: x - 10, y: y - 12 }, CAPSULE_RADIUS * 1.8, [
      [0, "#f6f7f9"],
      [0.5, "#bfc5cc"],
      [1, "#7b838c"],
    ]),
  );
  fillCircle(pen, at, CAPSULE_RADIUS - 4.6, "#23272c");
  pen.save();
  pen.beginPath();
  pen.arc(x, y, CAPSULE_RADIUS - 5.2, 0, 2 * Math.PI);
  pen.clip();
  const pitch = 3.6;
  for (let row = -9; row <= 9; row++) {
    for (let column = -9; column <= 9; column++) {
      const shift = row % 2 ? pitch / 2 : 0;
      fillCircle(pen, { x: x + column * pitch + shift, y: y + row * pitch * 0.87 }, 1.15, "#6d757e");
    }
  }
  fillCircle(
    pen,
    at,
    CAPSULE_RADIUS,
    radial(pen, { x: x - 8, y: y - 10 }, CAPSULE_RADIUS * 1.3, [
      [0, "rgb(255 255 255 / 22%)"],
      [1, "rgb(0 0 0 / 24%)"],
    ]),
  );
  pen.restore();
  strokeCircle(pen, at, CAPSULE_RADIUS - 4.6, "rgb(0 0 0 / 50%)", 0.8);
  print(pen, letter, { x: x < 85 ? x + 28 : x - 28, y: y + 27 }, { size: 5.4, weight: 700, color: SILK });
}

/** A ring of light around both while sound is under way. */
function animate(stage: Stage): FaceView {
  const rings = CAPSULES.map((at) => {
    const margin = CAPSULE_RADIUS + 2;
    const ring = stage.sprite({
      key: "ranger:ring",
      box: box(at.x - margin, at.y - margin, 2 * margin, 2 * margin),
      paint: (pen) => strokeCircle(pen, at, CAPSULE_RADIUS - 2.2, "#66d3ff", 2.2),
    });
    ring.visible = false;
    return ring;
  });
  let shown = 0;
  return {
    update(read) {
      // A measurement is short: it shows in the share of the exposure.
      const share = read.mean("measuring") || 0;
      if (share === shown) return false;
      shown = share;
      for (const ring of rings) {
        ring.visible = share > 0;
        ring.alpha = Math.min(1, 0.35 + share);
      }
      return true;
    },
  };
}

export const rangerFace: Face = { paint, animate };
