import type { Box, Point } from "../board/plane.js";
import { css, mix, WHITE, type Rgb } from "../board/colors.js";

/** What faces draw with: a canvas whose coordinates are the part's. */
export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export type Stops = readonly (readonly [offset: number, color: string])[];

function stopped(gradient: CanvasGradient, stops: Stops): CanvasGradient {
  for (const [offset, color] of stops) gradient.addColorStop(offset, color);
  return gradient;
}

/** A gradient from the top of a box to its bottom. */
export const downwards = (pen: Pen, { x, y, height }: Box, stops: Stops): CanvasGradient =>
  stopped(pen.createLinearGradient(x, y, x, y + height), stops);

/** A gradient from the left of a box to its right. */
export const sideways = (pen: Pen, { x, y, width }: Box, stops: Stops): CanvasGradient =>
  stopped(pen.createLinearGradient(x, y, x + width, y), stops);

/** A gradient from the top left of a box to its bottom right. */
export const slanted = (pen: Pen, { x, y, width, height }: Box, stops: Stops): CanvasGradient =>
  stopped(pen.createLinearGradient(x, y, x + width, y + height), stops);

export const radial = (pen: Pen, { x, y }: Point, radius: number, stops: Stops, inner = 0): CanvasGradient =>
  stopped(pen.createRadialGradient(x, y, inner, x, y, radius), stops);

export function roundedPath(pen: Pen, { x, y, width, height }: Box, radius: number | number[]): void {
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
}

export function fillRounded(pen: Pen, area: Box, radius: number | number[], fill: string | CanvasGradient): void {
  roundedPath(pen, area, radius);
  pen.fillStyle = fill;
  pen.fill();
}

export function strokeRounded(
  pen: Pen,
  area: Box,
  radius: number,
  stroke: string | CanvasGradient,
  width: number,
): void {
  roundedPath(pen, area, radius);
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.stroke();
}

export function fillCircle(pen: Pen, { x, y }: Point, radius: number, fill: string | CanvasGradient): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
}

export function strokeCircle(pen: Pen, { x, y }: Point, radius: number, stroke: string, width: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.stroke();
}

export function line(
  pen: Pen,
  points: readonly (readonly [number, number])[],
  stroke: string | CanvasGradient,
  width: number,
): void {
  pen.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.stroke();
}

export interface Lettering {
  readonly size: number;
  readonly color: string;
  readonly align?: CanvasTextAlign;
  readonly weight?: number;
  /** Degrees clockwise about the point. */
  readonly turn?: number;
}

const SILKSCREEN = `"Inter", "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif`;

/** Small type, centred on the point's height. */
export function print(pen: Pen, words: string, { x, y }: Point, { size, color, align, weight, turn }: Lettering): void {
  pen.save();
  pen.translate(x, y);
  if (turn) pen.rotate((turn * Math.PI) / 180);
  pen.font = `${weight ?? 500} ${size}px ${SILKSCREEN}`;
  pen.textAlign = align ?? "center";
  pen.textBaseline = "alphabetic";
  pen.fillStyle = color;
  pen.fillText(words, 0, size * 0.36);
  pen.restore();
}

/** A soft round light of a colour that fades to nothing at `radius`. */
export function glow(pen: Pen, centre: Point, radius: number, color: Rgb): void {
  const stops: Stops = [
    [0, css(mix(color, WHITE, 0.35), 0.85)],
    [0.12, css(color, 0.62)],
    [0.3, css(color, 0.3)],
    [0.55, css(color, 0.1)],
    [0.8, css(color, 0.025)],
    [1, css(color, 0.001)],
  ];
  fillCircle(pen, centre, radius, radial(pen, centre, radius, stops));
}

/** A soldered or bare metal leg. */
export function leg(pen: Pen, points: readonly (readonly [number, number])[], width = 1.9): void {
  pen.save();
  pen.lineCap = "round";
  pen.lineJoin = "round";
  line(pen, points, "#6f757d", width);
  line(pen, points, "#b9bfc6", width * 0.62);
  line(pen, points, "#e3e6ea", width * 0.22);
  pen.restore();
}
