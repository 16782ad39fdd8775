import type { FaceShape } from "tickless/parts/face-data";
import { box } from "../board/plane.js";
import type { PartReader } from "../board/state-reader.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { faceDataOf, followedNames, ownShape } from "./own.geometry.js";
import { paintShapes } from "./own-paint.js";
import { isMoving, valuesOf, type Values } from "./own-values.js";

/** Around the face: lights and pointers may reach over its edge. */
const MARGIN = 24;
const NOTHING: PartReader = { value: () => NaN, mean: () => NaN, pixels: () => undefined };

/** Shapes up to the first that moves, which are still, and the others above them. */
function layersOf(part: PartModel): readonly [still: readonly FaceShape[], live: readonly FaceShape[]] {
  const { shapes } = faceDataOf(part);
  const first = shapes.findIndex(isMoving);
  return first < 0 ? [shapes, []] : [shapes.slice(0, first), shapes.slice(first)];
}

function animate(stage: Stage, part: PartModel): FaceView {
  const { width, height } = faceDataOf(part);
  const [, shapes] = layersOf(part);
  const names = followedNames(shapes);
  if (names.length === 0) return { update: () => false };
  let values: Values = valuesOf(part, NOTHING);
  const area = box(-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN);
  const geometry = ownShape(part).geometry(part);
  const canvas = stage.canvas(area, (pen) => paintShapes(pen, shapes, values, geometry));
  let shown = "";
  return {
    update(read) {
      values = valuesOf(part, read);
      const now = names.map((name) => `${values.number(name)} ${values.number(name, true)}`).join();
      if (now === shown) return false;
      shown = now;
      canvas.repaint();
      return true;
    },
  };
}

/** Draws what a part's data say it looks like. */
export const ownFace: Face = {
  paint: (pen, part, geometry) => paintShapes(pen, layersOf(part)[0], valuesOf(part, NOTHING), geometry),
  animate,
};
