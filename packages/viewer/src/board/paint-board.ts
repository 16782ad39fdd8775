import { faceOf } from "../faces/faces.js";
import { print, roundedPath, type Pen } from "../faces/pen.js";
import type { BoardLayout, PlacedPart } from "./board-layout.js";
import { LABEL_SIZE, type LabelSpot } from "./label-spots.js";
import { paintWires, type LitNet } from "./paint-wires.js";
import { grow } from "./plane.js";
import type { BoardTheme } from "./theme.js";
import type { View } from "./view.js";

/** What of the picture depends on looking, not on time. */
export interface StillOptions {
  /** Board to device px. */
  readonly view: View;
  /** Device px. */
  readonly width: number;
  readonly height: number;
  readonly theme: BoardTheme;
  /** Dots at 2.54 mm; only while they are not too dense. */
  readonly grid: boolean;
  readonly labels: readonly LabelSpot[];
  readonly lit: LitNet | undefined;
  readonly selected: string | undefined;
}

/** Below this many device px, parts' names are not legible. */
const LEAST_LABEL = 5.5;
const INK = "#4c4a44";

/** Paints all that does not depend on time: the ground, the parts' bodies and the wires. The canvas is clear before. */
export function paintBoard(pen: Pen, layout: BoardLayout, options: StillOptions): void {
  const { view, theme, labels, selected } = options;
  if (options.grid) paintGrid(pen, options);
  pen.save();
  pen.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
  for (const part of layout.parts) {
    paintShadow(pen, part, view.scale, theme);
    paintPart(pen, part);
  }
  paintWires(pen, layout, theme, options.lit);
  if (LABEL_SIZE * view.scale >= LEAST_LABEL) {
    for (const { words, at, onLight } of labels) {
      print(pen, words, at, { size: LABEL_SIZE, color: onLight ? INK : theme.textSoft, weight: 550 });
    }
  }
  const part = layout.parts.find(({ model }) => model.id === selected);
  if (part) paintSelection(pen, part, view.scale, theme);
  pen.restore();
}

function paintPart(pen: Pen, part: PlacedPart): void {
  pen.save();
  pen.transform(...part.placement.matrix);
  faceOf(part.shape).paint(pen, part.model, part.geometry);
  pen.restore();
}

/** Light comes from the top left of the page, however the part is turned. */
function paintShadow(pen: Pen, part: PlacedPart, scale: number, theme: BoardTheme): void {
  const face = faceOf(part.shape);
  if (face.flat) return;
  pen.save();
  pen.transform(...part.placement.matrix);
  pen.shadowColor = theme.dark ? "rgb(0 0 0 / 55%)" : "rgb(30 40 60 / 34%)";
  pen.shadowBlur = 7 * scale;
  pen.shadowOffsetX = 1 * scale;
  pen.shadowOffsetY = 2.6 * scale;
  if (face.silhouette) face.silhouette(pen, part.model);
  else roundedPath(pen, part.geometry.body, part.geometry.radius);
  pen.fillStyle = "#333";
  pen.fill();
  pen.restore();
}

function paintSelection(pen: Pen, part: PlacedPart, scale: number, theme: BoardTheme): void {
  const px = 1 / scale;
  pen.save();
  pen.transform(...part.placement.matrix);
  roundedPath(pen, grow(part.geometry.body, 3 + 2 * px), part.geometry.radius + 3);
  pen.strokeStyle = theme.focus;
  pen.lineWidth = Math.max(1.2, 1.8 * px);
  pen.stroke();
  pen.restore();
}

const PITCH = 9.6;
/** Grid dots nearer than this, device px, would be noise. */
const LEAST_PITCH = 9;

function paintGrid(pen: Pen, { view, width, height, theme }: StillOptions): void {
  let pitch = PITCH * view.scale;
  while (pitch < LEAST_PITCH) pitch *= 2;
  if (pitch < LEAST_PITCH) return;
  const size = Math.max(1, Math.min(2, Math.round(view.scale * 0.6)));
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillStyle = theme.dark ? "rgb(255 255 255 / 7%)" : "rgb(20 30 50 / 10%)";
  pen.beginPath();
  const start = (offset: number): number => ((offset % pitch) + pitch) % pitch;
  for (let y = start(view.y); y < height; y += pitch) {
    for (let x = start(view.x); x < width; x += pitch) pen.rect(Math.round(x), Math.round(y), size, size);
  }
  pen.fill();
  pen.restore();
}
