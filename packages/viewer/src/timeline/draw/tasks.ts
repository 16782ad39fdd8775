import {
  TASK_CREATED,
  TASK_RUNNING,
  TASK_WAITING,
  type InterruptColumns,
  type TaskColumns,
  type TasksColumns,
} from "../../protocol/store.js";
import type { ColumnMap } from "../column-map.js";
import type { Row } from "../layout.js";
import { taskColor } from "../palette.js";
import { drawDensity } from "./density.js";
import { drawHatch } from "./hatch.js";
import type { Box, Pen } from "./pen.js";

/** Where the bars of a line are drawn. */
export function lineBox(pen: Pen, { y, each }: Row, index: number): Box {
  const bottom = y + each.top + (index + 1) * each.pitch - 2;
  const top = Math.round((bottom - each.bar) * pen.dpr);
  return { y: top, height: Math.round(bottom * pen.dpr) - top };
}

/** One line for each task: it runs (solid), waits (light, and for what) or is ready (hatched); nothing before and after its life. */
export function drawTasks(pen: Pen, row: Row, tasks: TasksColumns, map: ColumnMap): void {
  for (const task of tasks.tasks) {
    const index = row.lines.findIndex(({ key, name }) => key === task.id && name === task.name);
    if (index >= 0) drawTask(pen, lineBox(pen, row, index), task, map);
  }
}

function drawTask(pen: Pen, box: Box, task: TaskColumns, map: ColumnMap): void {
  const color = taskColor(task.name, pen.theme.dark ? "dark" : "light");
  if (task.spans) {
    drawSpans(pen, box, task.spans, color);
    return;
  }
  const lives = (column: number): number => (task.state[column] === 255 || task.state[column] === 0 ? 0 : 1);
  drawDensity(pen, waitingBox(pen, box), map, color, lives, [0.24, 0.24]);
  drawDensity(pen, box, map, color, (column) => task.running[column] as number, [0.45, 1]);
}

/** Waiting is a low bar, so that running stands out. */
const waitingBox = (pen: Pen, box: Box): Box => ({
  y: box.y + pen.size(2),
  height: box.height - pen.size(4),
});

function drawSpans(pen: Pen, box: Box, spans: NonNullable<TaskColumns["spans"]>, color: string): void {
  const low = waitingBox(pen, box);
  const seen = spans
    .map(({ start, end, state, on }) => ({ x0: pen.px(start), x1: pen.px(Math.min(end, pen.end)), state, on }))
    .filter(({ x0, x1 }) => x1 >= 0 && x0 <= pen.width);
  const waiting = seen.filter(({ x0, x1, state }) => state === TASK_WAITING && x1 > x0);
  pen.fill(color, 0.24);
  for (const { x0, x1 } of waiting) pen.rect(x0, low.y, x1, low.height);
  for (const { x0, x1, state } of seen) {
    if (state === TASK_CREATED && x1 > x0) drawHatch(pen, x0, low.y, x1, low.height, color);
  }
  pen.fill(color);
  let drawn = -Infinity;
  for (const { x0, x1, state } of seen) {
    // However short, a run is seen; but not twice at the same pixel.
    const right = Math.max(x1, x0 + pen.size(1));
    if (state !== TASK_RUNNING || right <= drawn) continue;
    pen.rect(Math.max(x0, drawn), box.y, right, box.height);
    drawn = right;
  }
  pen.font(10);
  pen.fill(pen.theme.text, 0.92);
  for (const { x0, x1, on } of waiting) drawReason(pen, low, x0, x1, on);
}

function drawReason(pen: Pen, box: Box, x0: number, x1: number, on: string): void {
  const left = Math.max(0, x0) + pen.size(6);
  const room = Math.min(pen.width, x1) - left - pen.size(4);
  if (on === "" || room < pen.size(16)) return;
  pen.text(on, left, box, room);
}

/** One line for each source of interrupts. */
export function drawInterrupts(pen: Pen, row: Row, { sources }: InterruptColumns, map: ColumnMap): void {
  for (const { source, spans, counts } of sources) {
    const index = row.lines.findIndex(({ name }) => name === source);
    if (index < 0) continue;
    const own = lineBox(pen, row, index);
    if (!spans) {
      drawDensity(pen, own, map, pen.theme.interrupt, (column) => (counts[column] as number) / 4);
      continue;
    }
    pen.fill(pen.theme.interrupt);
    for (const { start, end } of spans) {
      const x0 = pen.px(start);
      pen.rect(x0, own.y, Math.max(x0 + pen.size(2), pen.px(end)), own.height);
    }
  }
}
