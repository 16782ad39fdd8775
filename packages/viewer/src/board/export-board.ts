import type { BoardModel, TrackInfo } from "../protocol/project.js";
import type { BoardState } from "../protocol/store.js";
import { layOut, type BoardLayout } from "./board-layout.js";
import { labelSpots } from "./label-spots.js";
import type { LiveLayer } from "./live-layer.js";
import { paintBoard } from "./paint-board.js";
import { css } from "./colors.js";
import { StateReader } from "./state-reader.js";
import { readTheme } from "./theme.js";

export interface ExportOptions {
  /** Pixels per board px; 2 by default. Made smaller where a side would exceed `maxSide`. */
  readonly scale?: number;
  /** 4096 by default: what canvases and WebGL have everywhere. */
  readonly maxSide?: number;
  /** Board px around the board; 16 by default. */
  readonly margin?: number;
  /** CSS colour behind the board; the theme's by default, "transparent" for none. */
  readonly background?: string;
  /** Where the theme's tokens are read; the page by default. */
  readonly element?: Element;
}

/** A board that can be pictured at any of its moments: open it once for many frames, and close it. */
export interface BoardCamera {
  readonly width: number;
  readonly height: number;
  /** The board in this state. The canvas is the camera's own and changes with the next picture. */
  picture(state: BoardState | undefined): HTMLCanvasElement;
  close(): void;
}

/** Opens a camera: the still parts are painted once, each picture adds what depends on time. */
export async function openBoardCamera(
  board: BoardModel,
  tracks: readonly TrackInfo[],
  options: ExportOptions = {},
): Promise<BoardCamera> {
  const layout = layOut(board);
  const { width, height, view } = frameOf(layout, options);
  const still = paintStill(layout, width, height, view, options);
  const glass = document.createElement("canvas");
  const { LiveLayer } = await import("./live-layer.js");
  const live = await LiveLayer.open(glass);
  const reader = new StateReader(tracks);
  live.setLayout(layout, reader);
  live.resize(width, height, 1);
  live.setView(view, true);
  const canvas = newCanvas(width, height);
  return {
    width,
    height,
    picture: (state) => {
      reader.show(state);
      return compose(canvas, still, glass, live);
    },
    close: () => live.destroy(),
  };
}

function frameOf(layout: BoardLayout, { scale = 2, maxSide = 4096, margin = 16 }: ExportOptions) {
  const { bounds } = layout;
  const [wide, high] = [bounds.width + 2 * margin, bounds.height + 2 * margin];
  const fits = Math.min(scale, maxSide / wide, maxSide / high);
  const view = { scale: fits, x: (margin - bounds.x) * fits, y: (margin - bounds.y) * fits };
  return { width: Math.max(1, Math.round(wide * fits)), height: Math.max(1, Math.round(high * fits)), view };
}

function newCanvas(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

const penOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser gives no more canvases");
  return pen;
};

function paintStill(
  layout: BoardLayout,
  width: number,
  height: number,
  view: { readonly scale: number; readonly x: number; readonly y: number },
  { background, element = document.documentElement }: ExportOptions,
): HTMLCanvasElement {
  const canvas = newCanvas(width, height);
  const pen = penOf(canvas);
  const theme = readTheme(element);
  pen.fillStyle = background ?? css(theme.ground);
  if (background !== "transparent") pen.fillRect(0, 0, width, height);
  const labels = labelSpots(layout);
  paintBoard(pen, layout, { view, width, height, theme, grid: false, labels, lit: undefined, selected: undefined });
  return canvas;
}

function compose(canvas: HTMLCanvasElement, still: HTMLCanvasElement, glass: HTMLCanvasElement, live: LiveLayer) {
  const pen = penOf(canvas);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(still, 0, 0);
  live.update();
  live.render();
  // In the same task as it was drawn: WebGL's buffer is gone afterwards.
  pen.drawImage(glass, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** The board in one state as a canvas of its own. */
export async function boardToCanvas(
  board: BoardModel,
  tracks: readonly TrackInfo[],
  state: BoardState | undefined,
  options: ExportOptions = {},
): Promise<HTMLCanvasElement> {
  const camera = await openBoardCamera(board, tracks, options);
  try {
    return camera.picture(state);
  } finally {
    camera.close();
  }
}

/** The board in one state as a PNG file. */
export async function boardToPng(
  board: BoardModel,
  tracks: readonly TrackInfo[],
  state: BoardState | undefined,
  options: ExportOptions = {},
): Promise<Blob> {
  const canvas = await boardToCanvas(board, tracks, state, options);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), "image/png");
  });
}
