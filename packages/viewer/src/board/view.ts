import type { Box, Point } from "./plane.js";

/** What part of the board is seen: screen = board * scale + (x, y), all in CSS px. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const MIN_SCALE = 0.15;
export const MAX_SCALE = 16;
/** Fitting makes small boards no larger than this. */
const MAX_FIT = 2.6;

export const toScreen = (view: View, { x, y }: Point): Point => ({
  x: x * view.scale + view.x,
  y: y * view.scale + view.y,
});

export const toBoard = (view: View, { x, y }: Point): Point => ({
  x: (x - view.x) / view.scale,
  y: (y - view.y) / view.scale,
});

export const panned = (view: View, dx: number, dy: number): View => ({ ...view, x: view.x + dx, y: view.y + dy });

/** Zoomed so that what is at the screen point `at` stays there. */
export function zoomedAt(view: View, at: Point, factor: number): View {
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, view.scale * factor));
  const ratio = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

/** The view that shows `area` whole and centred in `width` × `height`, with a margin. */
export function fitted(area: Box, width: number, height: number): View {
  const margin = Math.min(28, Math.min(width, height) * 0.045);
  const room = (size: number): number => Math.max(size - 2 * margin, size / 2, 1);
  const whole = Math.min(room(width) / Math.max(area.width, 1), room(height) / Math.max(area.height, 1));
  const scale = Math.min(MAX_FIT, Math.max(MIN_SCALE, whole));
  return {
    scale,
    x: width / 2 - (area.x + area.width / 2) * scale,
    y: height / 2 - (area.y + area.height / 2) * scale,
  };
}

/** Keeps at least a corner of `area` in sight, so that the board cannot be lost. */
export function keptInSight(view: View, area: Box, width: number, height: number, least = 48): View {
  const clamp = (value: number, low: number, high: number): number =>
    Math.min(Math.max(value, low), Math.max(low, high));
  const right = (area.x + area.width) * view.scale;
  const bottom = (area.y + area.height) * view.scale;
  return {
    scale: view.scale,
    x: clamp(view.x, least - right, width - least - area.x * view.scale),
    y: clamp(view.y, least - bottom, height - least - area.y * view.scale),
  };
}
