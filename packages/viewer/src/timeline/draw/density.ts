import { columnPx, type ColumnMap } from "../column-map.js";
import type { Box, Pen } from "./pen.js";

const STEPS = 6;

/**
 * How much happens in each column, 0 to 1, as the strength of a colour: from `faint` (something) to `full`. Few steps, so
 * that equal neighbours are one rectangle.
 */
export function drawDensity(
  pen: Pen,
  box: Box,
  map: ColumnMap,
  color: string,
  share: (column: number) => number,
  [faint, full]: readonly [number, number] = [0.3, 1],
): void {
  const steps = new Uint8Array(map.to - map.from);
  for (let i = 0; i < steps.length; i++) {
    const value = share(map.from + i);
    if (value > 0) steps[i] = Math.max(1, Math.ceil(Math.min(1, value) * STEPS));
  }
  // One colour after the other: each is changed to once.
  for (let step = 1; step <= STEPS; step++) {
    let i = steps.indexOf(step);
    if (i >= 0) pen.fill(color, faint + ((full - faint) * (step - 1)) / (STEPS - 1));
    while (i >= 0) {
      let next = i + 1;
      while (next < steps.length && steps[next] === step) next++;
      const x0 = columnPx(map, map.from + i);
      pen.rect(x0, box.y, Math.max(x0 + 1, columnPx(map, map.from + next)), box.height);
      i = steps.indexOf(step, next);
    }
  }
}
