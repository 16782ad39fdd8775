import type { BoardLayout } from "./board-layout.js";
import { labelSpots, type LabelSpot } from "./label-spots.js";
import type { LiveLayer } from "./live-layer.js";
import { paintBoard } from "./paint-board.js";
import type { LitNet } from "./paint-wires.js";
import { grow } from "./plane.js";
import type { StateReader } from "./state-reader.js";
import type { BoardTheme } from "./theme.js";
import { fitted, keptInSight, type View } from "./view.js";

/** What is looked at and how, apart from the moment. */
export interface BoardLook {
  readonly theme: BoardTheme;
  readonly lit: LitNet | undefined;
  readonly selected: string | undefined;
}

/** Pixels finer than this are not seen but paid for. */
const MAX_RATIO = 2;
/** Device pixels of the live layer that software rendering is asked for at most. */
const SOFTWARE_PIXELS = 700_000;
/** After the last change of zoom, pictures are painted anew for the scale they have come to. */
const SETTLE_MS = 140;
const LOST_MS = 1500;
/** Board px around the parts in which their names stand. */
const NAMES = 8;

/**
 * The board on two canvases, one above the other: the still one is painted when the view or the look changes, the live one when
 * something has changed with time. So a scrub redraws only what differs, and the bodies are drawn sharp at every zoom.
 */
export class BoardCanvas {
  private readonly still = document.createElement("canvas");
  private live: HTMLCanvasElement | undefined;
  private layer: LiveLayer | undefined;
  private layout: BoardLayout | undefined;
  private reader: StateReader | undefined;
  private labels: readonly LabelSpot[] = [];
  private look: BoardLook | undefined;
  private current: View = { scale: 1, x: 0, y: 0 };
  private width = 0;
  private height = 0;
  private fits = true;
  private dirtyStill = false;
  private dirtyLive = false;
  private frame = 0;
  private settle: ReturnType<typeof setTimeout> | undefined;
  private lost: ReturnType<typeof setTimeout> | undefined;
  private opening = 0;

  /** `onView`: the view has changed. `onLost`: the live layer cannot be drawn just now (true), or again. */
  constructor(
    host: HTMLElement,
    private readonly onView: (view: View) => void,
    private readonly onLost: (lost: boolean) => void,
  ) {
    this.still.className = "board-still";
    host.append(this.still);
    void this.openLive();
  }

  get view(): View {
    return this.current;
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: this.width, height: this.height };
  }

  setBoard(layout: BoardLayout, reader: StateReader): void {
    this.layout = layout;
    this.labels = labelSpots(layout);
    this.reader = reader;
    this.layer?.setLayout(layout, reader);
    if (this.fits) this.fit();
    this.changed();
  }

  setSize(width: number, height: number): void {
    this.width = width;
    this.height = height;
    this.applySize();
    if (this.fits) this.fit();
  }

  setLook(look: BoardLook): void {
    this.look = look;
    this.schedule("still");
  }

  /** By the user: from now on the view is not fitted by itself. */
  setView(view: View): void {
    this.fits = false;
    this.applyView(this.layout ? keptInSight(view, this.layout.bounds, this.width, this.height) : view);
  }

  /** The whole board, and again whenever the size or the board changes, until the user moves the view. */
  fit(): void {
    this.fits = true;
    if (this.layout && this.width > 0) this.applyView(fitted(grow(this.layout.bounds, NAMES), this.width, this.height));
  }

  /** The reader shows another state: draws it if that makes a difference. */
  stateChanged(): void {
    if (this.layer?.update()) this.schedule("live");
  }

  /** Draws what is due at once instead of in the next frame. */
  flush(): void {
    cancelAnimationFrame(this.frame);
    this.draw();
  }

  /** Draws all anew, even the live layer's context: after it was lost. */
  reopen(): void {
    void this.openLive();
  }

  /** Milliseconds that drawing each layer takes, pixels included: for measuring. */
  measure(): { readonly still: number; readonly live: number } {
    const start = performance.now();
    this.drawStill();
    this.still.getContext("2d")?.getImageData(0, 0, 1, 1);
    const middle = performance.now();
    this.layer?.render();
    this.layer?.finish();
    return { still: middle - start, live: performance.now() - middle };
  }

  get software(): boolean {
    return this.layer?.software ?? false;
  }

  get renderer(): string {
    return this.layer?.kind ?? "";
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.settle);
    clearTimeout(this.lost);
    this.opening++;
    this.closeLive();
    this.still.remove();
  }

  private async openLive(): Promise<void> {
    const attempt = ++this.opening;
    this.closeLive();
    const canvas = document.createElement("canvas");
    canvas.className = "board-live";
    this.still.after(canvas);
    this.live = canvas;
    // A layer that is closed gives its context back, which is a loss too, but nobody's.
    canvas.addEventListener("webglcontextlost", () => {
      if (canvas === this.live) this.lost = setTimeout(() => this.onLost(true), LOST_MS);
    });
    canvas.addEventListener("webglcontextrestored", () => {
      if (canvas === this.live) void this.openLive();
    });
    try {
      const { LiveLayer } = await import("./live-layer.js");
      const layer = await LiveLayer.open(canvas);
      if (attempt !== this.opening) return layer.destroy();
      this.layer = layer;
    } catch (error) {
      console.error(error);
      if (attempt === this.opening) this.onLost(true);
      return;
    }
    this.onLost(false);
    if (this.layout && this.reader) this.layer.setLayout(this.layout, this.reader);
    this.applySize();
    this.changed();
  }

  private closeLive(): void {
    clearTimeout(this.lost);
    this.live?.remove();
    this.live = undefined;
    this.layer?.destroy();
    this.layer = undefined;
  }

  private changed(): void {
    this.layer?.setView(this.current, true);
    this.layer?.update();
    this.schedule("still");
    this.schedule("live");
  }

  private get ratio(): number {
    return Math.min(window.devicePixelRatio || 1, MAX_RATIO);
  }

  private applySize(): void {
    const { width, height, ratio } = this;
    if (width === 0 || height === 0) return;
    this.still.width = Math.round(width * ratio);
    this.still.height = Math.round(height * ratio);
    const affordable = Math.sqrt(SOFTWARE_PIXELS / (width * height));
    this.layer?.resize(width, height, this.software ? Math.min(ratio, Math.max(1, affordable)) : ratio);
    this.changed();
    // Resizing clears the canvases: nothing empty must come to the screen.
    this.flush();
  }

  private applyView(view: View): void {
    const { scale, x, y } = this.current;
    if (view.scale === scale && view.x === x && view.y === y) return;
    this.current = view;
    this.layer?.setView(view, false);
    clearTimeout(this.settle);
    this.settle = setTimeout(() => {
      this.layer?.setView(this.current, true);
      this.schedule("live");
    }, SETTLE_MS);
    this.schedule("still");
    this.schedule("live");
    this.onView(view);
  }

  private schedule(what: "still" | "live"): void {
    if (what === "still") this.dirtyStill = true;
    else this.dirtyLive = true;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    if (this.width === 0 || this.height === 0) return;
    if (this.dirtyStill) this.drawStill();
    if (this.dirtyLive) this.layer?.render();
    this.dirtyStill = this.dirtyLive = false;
  }

  private drawStill(): void {
    const { layout, look, ratio, current, labels } = this;
    const pen = this.still.getContext("2d");
    if (!pen || !look) return;
    const { width, height } = this.still;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
    if (!layout) return;
    const view = { scale: current.scale * ratio, x: current.x * ratio, y: current.y * ratio };
    paintBoard(pen, layout, { view, width, height, grid: true, labels, ...look });
  }
}
