import "pixi.js/unsafe-eval";
import {
  autoDetectRenderer,
  Container,
  Sprite,
  Ticker,
  type Renderer,
  type Texture,
  type WebGLRenderer,
} from "pixi.js";
import type { FaceView, Picture, Screen, Stage } from "../faces/face.js";
import { faceOf } from "../faces/faces.js";
import { Atlas } from "./atlas.js";
import { PartCanvas } from "./part-canvas.js";
import type { BoardLayout, PlacedPart } from "./board-layout.js";
import { PixelScreen } from "./pixel-screen.js";
import type { Box } from "./plane.js";
import type { StateReader } from "./state-reader.js";
import type { View } from "./view.js";

/** Renderers that compute on the processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

interface LivePart {
  readonly view: FaceView;
  readonly read: ReturnType<StateReader["part"]>;
}

/**
 * What of the board moves, glows or changes with time: a transparent canvas above the still picture, drawn by PixiJS with
 * WebGL (its canvas renderer where there is none), only when something visible has changed.
 */
export class LiveLayer {
  private readonly stage = new Container();
  /** Lights are above all bodies. */
  private readonly bodies = new Container();
  private readonly lights = new Container();
  private atlas = new Atlas();
  private screens: PixelScreen[] = [];
  private canvases: PartCanvas[] = [];
  private parts: LivePart[] = [];
  private scale = 1;

  private constructor(
    private readonly renderer: Renderer,
    /** WebGL computed on the processor: pixels are dear. */
    readonly software: boolean,
  ) {
    this.stage.addChild(this.bodies, this.lights);
  }

  static async open(canvas: HTMLCanvasElement): Promise<LiveLayer> {
    // Pixi's own frame loop would run for ever; nothing here needs it.
    Ticker.system.autoStart = false;
    Ticker.system.stop();
    const renderer = await autoDetectRenderer({
      canvas,
      preference: ["webgl", "canvas"],
      width: 16,
      height: 16,
      backgroundAlpha: 0,
      antialias: false,
      autoDensity: false,
      gcActive: false,
      skipExtensionImports: true,
    });
    Ticker.system.stop();
    const gl = renderer.name === "webgl" ? (renderer as WebGLRenderer).gl : undefined;
    // One texture to a batch: the shader with many samplers is dear on processors, and there are hardly more than one.
    if (gl) (renderer as WebGLRenderer).limits.maxBatchableTextures = 1;
    return new LiveLayer(renderer, gl !== undefined && SOFTWARE.test(rendererName(gl)));
  }

  /** "webgl" or "canvas". */
  get kind(): string {
    return this.renderer.name;
  }

  /** Shows this board's parts, read from `reader`, instead of those before. */
  setLayout(layout: BoardLayout, reader: StateReader): void {
    this.clear();
    this.parts = layout.parts.flatMap((part): LivePart[] => {
      const face = faceOf(part.shape);
      if (!face.animate) return [];
      return [{ view: face.animate(this.stageFor(part), part.model), read: reader.part(part.model.id) }];
    });
  }

  /** Size in CSS px and device px per CSS px. */
  resize(width: number, height: number, ratio: number): void {
    this.renderer.resize(width, height, ratio);
  }

  /** `settled`: not in the middle of zooming, so that pictures are painted for exactly this scale. */
  setView(view: View, settled: boolean): void {
    this.stage.position.set(view.x, view.y);
    this.stage.scale.set(view.scale);
    this.scale = view.scale;
    this.applyDetail(settled);
  }

  /** Takes over the state that the reader shows; false: all looks as before. */
  update(): boolean {
    let changed = false;
    for (const { view, read } of this.parts) changed = view.update(read) || changed;
    return changed;
  }

  render(): void {
    this.atlas.refresh();
    for (const canvas of this.canvases) canvas.refresh();
    this.renderer.render(this.stage);
  }

  /** Waits until what was asked for is drawn: for measuring. */
  finish(): void {
    if (this.renderer.name !== "webgl") return;
    const { gl } = this.renderer as WebGLRenderer;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  destroy(): void {
    this.clear();
    this.atlas.destroy();
    this.stage.destroy({ children: true });
    this.renderer.destroy({ removeView: false });
  }

  private clear(): void {
    for (const each of [...this.screens, ...this.canvases]) each.destroy();
    for (const container of [this.bodies, this.lights]) {
      for (const child of container.removeChildren()) child.destroy({ children: true });
    }
    this.atlas.destroy();
    this.atlas = new Atlas();
    this.screens = [];
    this.canvases = [];
    this.parts = [];
  }

  private applyDetail(exactly: boolean): void {
    const pixels = this.scale * this.renderer.resolution;
    this.atlas.detail(pixels, exactly);
    if (exactly) for (const each of [...this.screens, ...this.canvases]) each.detail(pixels);
  }

  private stageFor({ placement }: PlacedPart): Stage {
    const place = (into: Container): Container => {
      const [, , , , x, y] = placement.matrix;
      const container = new Container();
      container.position.set(x, y);
      container.rotation = (placement.degrees * Math.PI) / 180;
      into.addChild(container);
      return container;
    };
    const body = place(this.bodies);
    const light = place(this.lights);
    return {
      sprite: (picture) => body.addChild(this.spriteOf(picture, 1)),
      light: (picture, magnify = 1) => {
        const sprite = this.spriteOf(picture, magnify);
        sprite.blendMode = "add";
        return light.addChild(sprite);
      },
      texture: (picture): Texture => this.atlas.texture(picture),
      screen: (area, columns, rows) => this.addScreen(body, area, columns, rows),
      canvas: (area, paint) => this.addCanvas(body, new PartCanvas(area, paint)),
    };
  }

  private spriteOf(picture: Picture, magnify: number): Sprite {
    const sprite = new Sprite(this.atlas.texture(picture));
    const { x, y, width, height } = picture.box;
    sprite.position.set(x - (width * (magnify - 1)) / 2, y - (height * (magnify - 1)) / 2);
    sprite.scale.set(magnify);
    return sprite;
  }

  private addCanvas(body: Container, canvas: PartCanvas): PartCanvas {
    this.canvases.push(canvas);
    body.addChild(canvas.sprite);
    return canvas;
  }

  private addScreen(body: Container, area: Box, columns: number, rows: number): Screen {
    const screen = new PixelScreen(area, columns, rows);
    this.screens.push(screen);
    body.addChild(screen.sprite);
    return screen;
  }
}

function rendererName(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
}
