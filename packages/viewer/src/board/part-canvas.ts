import { CanvasSource, Sprite, Texture } from "pixi.js";
import type { PartCanvas as Canvas } from "../faces/face.js";
import type { Pen } from "../faces/pen.js";
import type { Box } from "./plane.js";

/** The largest side that every WebGL has, px. */
const MAX_SIDE = 2048;
const LEAST_SCALE = 0.5;

/** A picture of a part that is painted anew when what it shows has changed, or the zoom. */
export class PartCanvas implements Canvas {
  readonly sprite: Sprite;
  private readonly source: CanvasSource;
  private scale = 1;
  private stale = true;

  constructor(
    private readonly area: Box,
    private readonly paint: (pen: Pen) => void,
  ) {
    const { x, y, width, height } = area;
    const resource = document.createElement("canvas");
    this.source = new CanvasSource({ resource, width, height, resolution: 1, scaleMode: "linear" });
    this.sprite = new Sprite(new Texture({ source: this.source, dynamic: true }));
    this.sprite.position.set(x, y);
  }

  repaint(): void {
    this.stale = true;
  }

  /** Device px per board px to be painted for. */
  detail(wanted: number): void {
    const { width, height } = this.area;
    const scale = Math.max(LEAST_SCALE, Math.min(wanted, MAX_SIDE / width, MAX_SIDE / height));
    if (scale === this.scale) return;
    this.scale = scale;
    this.stale = true;
  }

  /** Paints it if need be: before each picture of the board. */
  refresh(): void {
    if (!this.stale) return;
    this.stale = false;
    const { area, scale, source } = this;
    source.resize(area.width, area.height, scale);
    const canvas = source.resource as HTMLCanvasElement;
    const pen = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.setTransform(scale, 0, 0, scale, -area.x * scale, -area.y * scale);
    this.paint(pen);
    source.update();
  }

  destroy(): void {
    const { texture } = this.sprite;
    this.sprite.texture = Texture.EMPTY;
    texture.destroy(false);
    this.source.destroy();
  }
}
