import type { Nanos } from "@tickless/sim-core";
import type { Span } from "../app/session.js";
import type { Columns } from "../protocol/store.js";
import { lengthOf } from "./scale.js";

/*
 * Columns as they were asked for, seen in a view that may have moved since: shifted, and stretched until new ones come.
 * Pixels are whole device pixels.
 */

/** Where the columns of an answer lie in a view: column `i` begins at pixel `round(offset + i * step)`. */
export interface ColumnMap {
  readonly offset: number;
  readonly step: number;
  /** First column that is seen, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

export const columnPx = (map: ColumnMap, column: number): number => Math.round(map.offset + column * map.step);

export function columnMap(columns: Pick<Columns, "start" | "end" | "width">, view: Span, width: number): ColumnMap {
  const perPx = lengthOf(view) / width;
  const perColumn = (columns.end - columns.start) / columns.width;
  let step = perColumn / perPx;
  if (Math.abs(step - 1) < 1e-6) step = 1;
  let offset = (columns.start - view.start) / perPx;
  // On the same grid a column is a pixel.
  if (step === 1) offset = Math.round(offset);
  const clamp = (column: number): number => Math.min(columns.width, Math.max(0, column));
  return { offset, step, from: clamp(Math.floor(-offset / step)), to: clamp(Math.ceil((width - offset) / step)) };
}

/** Which columns to ask for. */
export interface Plan {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly width: number;
}

/** What is asked for on each side beyond the view, as a share of it: panning shows something at once. */
const BEYOND = 0.25;

/**
 * Columns for a view of `width` pixels. Their borders lie on a grid that depends on the scale alone: while panning, an
 * edge keeps its pixel column, and nothing shimmers.
 */
export function planColumns(view: Span, width: number): Plan {
  const perPx = lengthOf(view) / width;
  const beyond = Math.floor(width * BEYOND);
  const first = Math.max(0, Math.floor(view.start / perPx) - beyond);
  const last = Math.max(first + 1, Math.ceil(view.end / perPx) + beyond);
  return { start: first * perPx, end: last * perPx, width: last - first };
}

/** Whether columns answer a view: at its scale, and nothing of it (from 0 on) missing. */
export function covers(plan: Plan, view: Span, width: number): boolean {
  const perPx = lengthOf(view) / width;
  const perColumn = (plan.end - plan.start) / plan.width;
  return (
    Math.abs(perColumn / perPx - 1) < 1e-6 &&
    plan.start <= Math.max(0, view.start) + perPx &&
    plan.end >= view.end - perPx
  );
}
