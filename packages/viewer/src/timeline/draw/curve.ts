import type { CurveColumns } from "../../protocol/store.js";
import { columnPx, type ColumnMap } from "../column-map.js";
import type { Box, Pen } from "./pen.js";

/** Where a column has nothing to draw. */
const NOTHING = -1;

/** A quantity: a line as thick as it changes within a pixel, and a faint area down to the bottom of its range. */
export function drawCurve(pen: Pen, box: Box, curve: CurveColumns, map: ColumnMap, color: string): void {
  const line = pen.size(1.5);
  const { tops, bases } = curvePixels(curve, map, box, line);
  pen.fill(color, 0.14);
  eachRun(tops, bases, map, (x0, x1, _, base) => pen.rect(x0, base, x1, box.y + box.height - base));
  joinSteps(tops, bases, line);
  pen.fill(color);
  eachRun(tops, bases, map, (x0, x1, top, base) => pen.rect(x0, top, x1, base - top));
}

/** From which pixel to which each column's line goes. */
export function curvePixels(
  { min, max, range }: CurveColumns,
  map: ColumnMap,
  box: Box,
  line: number,
): { readonly tops: Int32Array; readonly bases: Int32Array } {
  const [low, high] = flatRange(range);
  const room = box.height - line;
  const level = (value: number): number => box.y + Math.round(room * (1 - (value - low) / (high - low)));
  const tops = new Int32Array(map.to - map.from).fill(NOTHING);
  const bases = tops.slice();
  for (let i = 0; i < tops.length; i++) {
    const least = min[map.from + i] as number;
    if (Number.isNaN(least)) continue;
    tops[i] = level(max[map.from + i] as number);
    bases[i] = level(least) + line;
  }
  return { tops, bases };
}

/** A step between two columns is part of the line as well: the second is made to reach the first. */
function joinSteps(tops: Int32Array, bases: Int32Array, line: number): void {
  let top = tops[0] as number;
  let base = bases[0] as number;
  for (let i = 1; i < tops.length; i++) {
    const ownTop = tops[i] as number;
    const ownBase = bases[i] as number;
    if (top !== NOTHING && ownTop !== NOTHING) {
      tops[i] = Math.min(ownTop, base - line);
      bases[i] = Math.max(ownBase, top + line);
    }
    top = ownTop;
    base = ownBase;
  }
}

/** Neighbouring columns that are drawn alike, as one. */
export function eachRun(
  tops: Int32Array,
  bases: Int32Array,
  map: ColumnMap,
  draw: (x0: number, x1: number, top: number, base: number) => void,
): void {
  let i = 0;
  while (i < tops.length) {
    const top = tops[i] as number;
    const base = bases[i] as number;
    let next = i + 1;
    while (next < tops.length && tops[next] === top && bases[next] === base) next++;
    const x0 = columnPx(map, map.from + i);
    const x1 = columnPx(map, map.from + next);
    i = next;
    if (top !== NOTHING && x1 > x0) draw(x0, x1, top, base);
  }
}

/** A quantity that never changes has no height: it is drawn in the middle, or at the bottom when it is 0. */
function flatRange([low, high]: readonly [number, number]): readonly [number, number] {
  if (high > low) return [low >= 0 && low < high * 0.5 ? 0 : low, high];
  return high === 0 ? [0, 1] : high > 0 ? [0, high * 2] : [high * 2, 0];
}
