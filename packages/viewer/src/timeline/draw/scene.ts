import type { CurveColumns, Lane, LaneColumns } from "../../protocol/store.js";
import { columnMap } from "../column-map.js";
import { differences } from "../difference.js";
import type { LaneAnswer } from "../answer.js";
import { COMPACT_HEAD, PADDING, type Row } from "../layout.js";
import type { Ticks } from "../ticks.js";
import { drawCurve } from "./curve.js";
import { drawEvents } from "./events.js";
import { drawFrames } from "./frames.js";
import { drawI2c } from "./i2c.js";
import type { Box, Pen } from "./pen.js";
import { drawPin } from "./pin.js";
import { drawInterrupts, drawTasks } from "./tasks.js";

/** All that the lanes' canvas shows. */
export interface Scene {
  readonly rows: readonly Row[];
  readonly ticks: Ticks;
  readonly current: LaneAnswer | undefined;
  readonly ghost: LaneAnswer | undefined;
  /** Lanes to light up. */
  readonly lit: (lane: Lane) => boolean;
  readonly compact: boolean;
  /** Part of the canvas that is seen, CSS px from its top: nothing else is drawn. */
  readonly top: number;
  readonly bottom: number;
}

const GHOST_STRENGTH = 0.5;
/** How much of a lane that recedes is covered. */
const RECEDING = 0.55;
/** How strong the ground of a lane is that stands out. */
const STANDING = 0.07;

export function drawScene(pen: Pen, scene: Scene): void {
  const { ctx, dpr } = pen;
  const seen = scene.rows.filter((row) => row.y < scene.bottom && row.y + row.height > scene.top);
  ctx.globalAlpha = 1;
  ctx.clearRect(0, Math.floor(scene.top * dpr), pen.width, Math.ceil((scene.bottom - scene.top) * dpr));
  for (const row of seen) drawGround(pen, row, scene.lit(row.lane));
  drawGrid(pen, scene);
  // Below the lanes: the text of an exception that ends the run reaches beyond it.
  drawBeyond(pen, scene);
  for (const row of seen) drawRow(pen, row, scene);
  if (scene.rows.some(({ lane }) => lane.stands)) for (const row of seen) drawApart(pen, row);
  pen.flush();
}

/** What a lesson is not about recedes. */
function drawApart(pen: Pen, { lane, y, height }: Row): void {
  if (lane.stands) return;
  const top = Math.round(y * pen.dpr);
  pen.fill(pen.theme.surface, RECEDING);
  pen.rect(0, top, pen.width, Math.round((y + height) * pen.dpr) - top - pen.size(1));
}

function drawGround(pen: Pen, row: Row, lit: boolean): void {
  const y = Math.round(row.y * pen.dpr);
  const end = Math.round((row.y + row.height) * pen.dpr);
  if (lit) {
    pen.fill(pen.theme.surface2, 0.55);
    pen.rect(0, y, pen.width, end - y);
  }
  if (row.lane.stands) {
    pen.fill(pen.theme.focus, STANDING);
    pen.rect(0, y, pen.width, end - y);
  }
  pen.fill(pen.theme.line, 0.7);
  pen.rect(0, end - pen.size(1), pen.width, pen.size(1));
}

function drawGrid(pen: Pen, { ticks, top, bottom }: Scene): void {
  const y = Math.floor(top * pen.dpr);
  const height = Math.ceil((bottom - top) * pen.dpr);
  pen.fill(pen.theme.line, 0.55);
  for (const { time } of ticks.major) pen.rect(pen.px(time), y, pen.px(time) + pen.size(1), height);
}

/** What has not been recorded is dimmed. */
function drawBeyond(pen: Pen, { top, bottom }: Scene): void {
  const end = pen.px(pen.end);
  if (end >= pen.width) return;
  const y = Math.floor(top * pen.dpr);
  const height = Math.ceil((bottom - top) * pen.dpr);
  pen.fill(pen.theme.bg, 0.65);
  pen.rect(Math.max(0, end), y, pen.width, height);
  pen.fill(pen.theme.lineStrong);
  pen.rect(end, y, end + pen.size(1), height);
}

/** Where the lane's things are drawn, device px. */
function boxOf(pen: Pen, row: Row, compact: boolean): Box {
  const top = row.y + PADDING + (compact ? COMPACT_HEAD : 0);
  const y = Math.round(top * pen.dpr);
  return { y, height: Math.round((row.y + row.height - PADDING - 1) * pen.dpr) - y };
}

function drawRow(pen: Pen, row: Row, { current, ghost, compact }: Scene): void {
  const columns = current?.lanes.get(row.lane.id);
  if (!current || !columns) return;
  const box = boxOf(pen, row, compact);
  const old = ghost?.lanes.get(row.lane.id);
  if (ghost && old) drawGhost(pen, row, box, columns, { answer: ghost, columns: old });
  drawLane(pen, box, row, columns, current);
}

/** The run before, only where it went another way. */
function drawGhost(
  pen: Pen,
  row: Row,
  box: Box,
  now: LaneColumns,
  before: { readonly answer: LaneAnswer; readonly columns: LaneColumns },
): void {
  const { ctx, theme } = pen;
  const spans = differences(now, before.columns, columnMap(before.answer.plan, pen.view, pen.width));
  if (spans.length === 0) return;
  pen.flush();
  ctx.save();
  ctx.beginPath();
  for (const [x0, x1] of spans) ctx.rect(x0, box.y - pen.size(2), x1 - x0, box.height + pen.size(4));
  ctx.clip();
  const faint = pen.tinted({ ...theme, ...grays(theme.text2) }, GHOST_STRENGTH);
  // Tasks' bars would hide it; the strip below says where to look.
  if (now.kind !== "tasks" && now.kind !== "interrupts") drawLane(faint, box, row, before.columns, before.answer);
  faint.flush();
  ctx.restore();
  pen.fill(theme.text3, 0.8);
  for (const [x0, x1] of spans) pen.rect(x0, box.y + box.height + pen.size(2), x1, pen.size(2));
}

const grays = (gray: string) => ({
  digital: gray,
  pwm: gray,
  analog: gray,
  bus: gray,
  serial: gray,
  control: gray,
  interrupt: gray,
  text: gray,
});

function drawLane(pen: Pen, box: Box, row: Row, columns: LaneColumns, { plan }: LaneAnswer): void {
  const map = columnMap(plan, pen.view, pen.width);
  const { kind } = row.lane;
  switch (columns.kind) {
    case "pin":
      return drawPin(pen, box, columns, map, plan.start, plan.end);
    case "curve":
      return drawCurve(
        pen,
        box,
        scaled(row.lane, columns),
        map,
        kind === "control" ? pen.theme.control : pen.theme.analog,
      );
    case "i2c":
      return drawI2c(pen, box, columns, map);
    case "frames":
      return drawFrames(pen, row, columns, map);
    case "tasks":
      return drawTasks(pen, row, columns, map);
    case "interrupts":
      return drawInterrupts(pen, row, columns, map);
    case "events":
      return drawEvents(pen, box, columns, kind, map);
  }
}

/** A brightness is seen against the brightest that there can be, not that there was. */
const scaled = ({ id }: Lane, curve: CurveColumns): CurveColumns =>
  id.endsWith(".brightness") ? { ...curve, range: [0, Math.max(1, curve.range[1])] } : curve;
