import { BufferImageSource, Sprite, Texture } from "pixi.js";
import type { Screen } from "../faces/face.js";
import type { Box } from "../board/plane.js";

const MAX_MAGNIFICATION = 8;
/** From here on the gaps between the pixels are seen, as on the glass. */
const GAPS_FROM = 4;

/**
 * A display's pixels as a texture. They are enlarged by whole numbers to at least the size on screen and then shrunk smoothly:
 * nearest-neighbour scaling to 1.4 would make some pixels twice as wide as others.
 */
export class PixelScreen implements Screen {
  readonly sprite: Sprite;
  private readonly pixels: Uint32Array;
  private magnification = 0;
  private buffer = new Uint32Array(0);
  private source: BufferImageSource | undefined;

  constructor(
    private readonly area: Box,
    private readonly columns: number,
    private readonly rows: number,
  ) {
    this.pixels = new Uint32Array(columns * rows);
    this.sprite = new Sprite();
    this.sprite.position.set(area.x, area.y);
    this.detail(1);
  }

  show(pixels: Uint32Array): void {
    this.pixels.set(pixels);
    this.paint();
    this.source?.update();
  }

  /** Device px per board px; true: the texture is another one. */
  detail(scale: number): boolean {
    const exact = (scale * this.area.width) / this.columns;
    const magnification = Math.min(MAX_MAGNIFICATION, Math.max(1, Math.ceil(exact - 0.05)));
    if (magnification === this.magnification) return false;
    this.magnification = magnification;
    const [width, height] = [this.columns * magnification, this.rows * magnification];
    this.buffer = new Uint32Array(width * height);
    this.paint();
    const resource = new Uint8Array(this.buffer.buffer);
    const old = this.source;
    this.source = new BufferImageSource({ resource, width, height, format: "rgba8unorm", scaleMode: "linear" });
    const texture = this.sprite.texture;
    this.sprite.texture = new Texture({ source: this.source });
    this.sprite.setSize(this.area.width, this.area.height);
    if (old) {
      texture.destroy(false);
      old.destroy();
    }
    return true;
  }

  destroy(): void {
    const { texture } = this.sprite;
    this.sprite.texture = Texture.EMPTY;
    texture.destroy(false);
    this.source?.destroy();
    this.source = undefined;
  }

  private paint(): void {
    const { columns, rows, magnification: times, buffer } = this;
    if (times === 1) return void buffer.set(this.pixels);
    const width = columns * times;
    const filled = times >= GAPS_FROM ? times - 1 : times;
    for (let row = 0; row < rows; row++) {
      const start = row * times * width;
      for (let column = 0; column < columns; column++) {
        const color = this.pixels[row * columns + column] as number;
        const at = start + column * times;
        buffer.fill(color, at, at + filled);
        if (filled < times) buffer[at + filled] = faded(color);
      }
      for (let copy = 1; copy < times; copy++) buffer.copyWithin(start + copy * width, start, start + width);
      if (filled === times) continue;
      const last = start + filled * width;
      for (let column = 0; column < width; column++) buffer[last + column] = faded(buffer[last + column] as number);
    }
  }
}

/** A colour at 55 % of its alpha. */
const faded = (color: number): number => ((((color >>> 24) * 0.55) << 24) | (color & 0xffffff)) >>> 0;
