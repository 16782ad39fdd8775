import type { Sprite, Texture } from "pixi.js";
import type { Box } from "../board/plane.js";
import type { PartReader } from "../board/state-reader.js";
import type { PartModel } from "../protocol/project.js";
import type { Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

/** A small picture that is painted once for each zoom and shown as often as wanted. Equal keys are the same picture. */
export interface Picture {
  readonly key: string;
  /** Where it lies in the part's coordinates. */
  readonly box: Box;
  paint(pen: Pen): void;
}

/** Pixels that change: a display's. */
export interface Screen {
  /** One number per pixel, 0xAABBGGRR (bytes red, green, blue, alpha), not premultiplied. */
  show(pixels: Uint32Array): void;
}

/** A picture that is painted again and again. */
export interface PartCanvas {
  /** What it shows has changed. */
  repaint(): void;
}

/** Where a face puts what moves, glows or changes with time, in the part's coordinates. */
export interface Stage {
  /** Shows a picture. */
  sprite(picture: Picture): Sprite;
  /** A light: it adds to what is there. `magnify`: the picture is painted small, because it is soft, and shown larger. */
  light(picture: Picture, magnify?: number): Sprite;
  /** A picture to give to a sprite. */
  texture(picture: Picture): Texture;
  screen(area: Box, columns: number, rows: number): Screen;
  /** For what looks different at each moment: painted as often as it changes. */
  canvas(area: Box, paint: (pen: Pen) => void): PartCanvas;
}

/** What of a part depends on time. */
export interface FaceView {
  /** Shows the state; false: looks as before. */
  update(read: PartReader): boolean;
}

/** How a part looks. */
export interface Face {
  /** All that does not depend on time. */
  paint(pen: Pen, part: PartModel, geometry: PartGeometry): void;
  /** Its silhouette as a path, if that is not the rounded body: it casts the shadow. */
  silhouette?(pen: Pen, part: PartModel): void;
  /** Lies flat or is no body: casts no shadow. */
  readonly flat?: boolean;
  animate?(stage: Stage, part: PartModel): FaceView;
}
