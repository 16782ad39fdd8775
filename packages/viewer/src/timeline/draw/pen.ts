import type { Nanos } from "@tickless/sim-core";
import type { Span } from "../../app/session.js";
import { lengthOf } from "../scale.js";
import type { DrawTheme } from "./theme.js";

/** Rectangles up to this width are drawn as hairlines side by side, px. */
const NARROW = 3;

/** Part of a canvas, in device px. */
export interface Box {
  readonly y: number;
  readonly height: number;
}

/** A canvas and what is drawn on it: a view of the recording. All numbers are device px. */
export class Pen {
  private readonly perPx: number;
  private lastFont = "";
  private hairlines: Path2D | undefined = undefined;

  constructor(
    readonly ctx: CanvasRenderingContext2D,
    readonly theme: DrawTheme,
    readonly dpr: number,
    readonly view: Span,
    readonly width: number,
    /** Where the recording ends, ns. */
    readonly end: Nanos,
    /** How strong everything is, 0 to 1. */
    private readonly strength = 1,
  ) {
    this.perPx = lengthOf(view) / width;
  }

  /** ns per device px. */
  get scale(): number {
    return this.perPx;
  }

  /** Whole pixel of a time; far outside of the view it is just outside. */
  readonly px = (time: Nanos): number =>
    Math.round(Math.min(this.width + 64, Math.max(-64, (time - this.view.start) / this.perPx)));

  /** Whole pixel of a time, however far outside. */
  readonly farPx = (time: Nanos): number => Math.round((time - this.view.start) / this.perPx);

  /** CSS px as whole device px, at least one. */
  size(css: number): number {
    return Math.max(1, Math.round(css * this.dpr));
  }

  font(css: number, mono = false, weight = 400): void {
    const font = `${weight} ${Math.round(css * this.dpr)}px ${mono ? this.theme.mono : this.theme.font}`;
    // Setting it is dear even when it is the same.
    if (font !== this.lastFont) this.ctx.font = this.lastFont = font;
  }

  /** Draws the same place in other colours, and fainter. */
  tinted(theme: DrawTheme, strength: number): Pen {
    return new Pen(this.ctx, theme, this.dpr, this.view, this.width, this.end, strength);
  }

  /** What is filled from now on has this colour and, of 1, this strength. */
  fill(color: string | CanvasPattern, alpha = 1): void {
    this.flush();
    this.ctx.fillStyle = color;
    this.ctx.globalAlpha = alpha * this.strength;
  }

  /** Narrow ones wait until the colour changes: as hairlines of one path, all together cost a quarter. */
  rect(x0: number, y: number, x1: number, height: number): void {
    if (x1 - x0 > NARROW) {
      this.ctx.fillRect(x0, y, x1 - x0, height);
      return;
    }
    const path = (this.hairlines ??= new Path2D());
    for (let x = Math.round(x0) + 0.5; x < x1; x++) {
      path.moveTo(x, y);
      path.lineTo(x, y + height);
    }
  }

  /** Draws what waits. Needed before anything is drawn past the pen, and at the end. */
  flush(): void {
    if (!this.hairlines) return;
    this.ctx.strokeStyle = this.ctx.fillStyle;
    // Thicker strokes would not be hairlines, and many times as slow.
    this.ctx.lineWidth = 1;
    this.ctx.stroke(this.hairlines);
    this.hairlines = undefined;
  }

  /** Text in the vertical middle of a box, cut with "…" to what fits into `room`; nothing when not even two letters do. */
  text(text: string, x: number, box: Box, room: number): number {
    const { ctx } = this;
    const fitting = fitText(text, room, (piece) => this.measure(piece));
    if (fitting === "") return 0;
    ctx.textBaseline = "middle";
    ctx.fillText(fitting, x, Math.round(box.y + box.height / 2) + 0.5);
    return this.measure(fitting);
  }

  measure(text: string): number {
    const key = `${this.lastFont} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      width = this.ctx.measureText(text).width;
      if (widths.size > 4000) widths.clear();
      widths.set(key, width);
    }
    return width;
  }
}

/** Measuring text is dear; the same texts come again and again. */
const widths = new Map<string, number>();

/** The longest beginning of a text that fits, with "…" when something was cut off. */
export function fitText(text: string, room: number, measure: (text: string) => number): string {
  if (room <= 0) return "";
  const whole = measure(text);
  if (whole <= room) return text;
  // Letters are about equally wide: two or three guesses do.
  let count = Math.min(text.length - 1, Math.floor((text.length * room) / whole));
  while (count >= 2 && measure(`${text.slice(0, count)}…`) > room) count--;
  return count >= 2 ? `${text.slice(0, count)}…` : "";
}
