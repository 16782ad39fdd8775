import { CanvasSource, Rectangle, Texture } from "pixi.js";
import type { Picture } from "../faces/face.js";

/** Width of the atlas in board px; its height grows. */
const WIDTH = 256;
/** Between pictures, so that none bleeds into its neighbour. */
const GAP = 3;
/** The largest side that every WebGL has. */
const MAX_SIDE = 2048;

/**
 * All small pictures of the live layer in one texture, so that they are one draw call. Places are kept in board px; a change
 * of zoom repaints the pictures larger and leaves the places as they are.
 */
export class Atlas {
  private readonly textures = new Map<string, Texture>();
  private readonly pictures: { readonly picture: Picture; readonly x: number; readonly y: number }[] = [];
  private readonly source: CanvasSource;
  private row = { x: GAP, y: GAP, height: 0 };
  private wanted = 1;
  private stale = true;

  constructor() {
    const canvas = document.createElement("canvas");
    this.source = new CanvasSource({ resource: canvas, width: WIDTH, height: 64, resolution: 1, scaleMode: "linear" });
  }

  texture(picture: Picture): Texture {
    const known = this.textures.get(picture.key);
    if (known) return known;
    const { width, height } = picture.box;
    if (this.row.x + width + GAP > WIDTH) this.row = { x: GAP, y: this.row.y + this.row.height + GAP, height: 0 };
    const { x, y } = this.row;
    this.row = { x: x + width + GAP, y, height: Math.max(this.row.height, height) };
    this.pictures.push({ picture, x, y });
    // Dynamic: sprites must hear of it when the atlas grows and all places in it become other fractions of its height.
    const texture = new Texture({ source: this.source, frame: new Rectangle(x, y, width, height), dynamic: true });
    this.textures.set(picture.key, texture);
    this.stale = true;
    return texture;
  }

  /** Device px per board px to be painted for; `exactly`: now, else only if the pictures would look wrong. */
  detail(scale: number, exactly: boolean): void {
    const ratio = scale / this.wanted;
    if (ratio === 1 || (!exactly && ratio > 0.6 && ratio < 1.6)) return;
    this.wanted = scale;
    this.stale = true;
  }

  /** Paints what is missing; true: it did. */
  refresh(): boolean {
    if (!this.stale) return false;
    this.stale = false;
    const height = Math.ceil(this.row.y + this.row.height + GAP);
    const scale = Math.max(0.5, Math.min(this.wanted * 1.25, MAX_SIDE / WIDTH, MAX_SIDE / height));
    this.source.resize(WIDTH, height, scale);
    const canvas = this.source.resource as HTMLCanvasElement;
    const pen = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    for (const { picture, x, y } of this.pictures) {
      pen.save();
      pen.setTransform(scale, 0, 0, scale, (x - picture.box.x) * scale, (y - picture.box.y) * scale);
      picture.paint(pen);
      pen.restore();
    }
    this.source.update();
    return true;
  }

  destroy(): void {
    for (const texture of this.textures.values()) texture.destroy(false);
    this.textures.clear();
    this.source.destroy();
  }
}
