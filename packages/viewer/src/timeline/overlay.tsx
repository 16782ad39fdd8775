import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { drawSign } from "./draw/events.js";
import { Pen } from "./draw/pen.js";
import { partingOf } from "./flags.js";
import { shortTime, frequencyText } from "./format.js";
import { useUi, type TimelineUi } from "./ui.js";
import { prepare, useDrawing } from "./use-drawing.js";

/** Cursor, marks, hits and the pointer's line: over the lanes, so that they need not be drawn again when it moves. */
export function Overlay() {
  const ui = useUi();
  const { session, model } = ui;
  const { time } = session;
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawing(
    () => drawOverlay(ui, canvas),
    [
      time.cursor,
      time.view,
      time.markA,
      time.markB,
      model.hover,
      model.search.hits,
      session.compare.comparison,
      model.width,
      model.dpr,
      ui.scroll,
      ui.theme,
      ui.rows,
      ui.dragged,
    ],
  );
  return <canvas class="tl-overlay" ref={canvas} aria-hidden="true" />;
}

function drawOverlay(ui: TimelineUi, canvas: RefObject<HTMLCanvasElement | null>): void {
  const { model, session } = ui;
  const theme = ui.theme.peek();
  const { height, top } = ui.scroll.peek();
  const dpr = model.dpr.peek();
  const ctx = prepare(canvas, model.width.peek(), Math.min(height, ui.rows.peek().height), dpr);
  if (!ctx || !theme) return;
  const { width, height: bottom } = ctx.canvas;
  ctx.globalAlpha = 1;
  ctx.clearRect(0, 0, width, bottom);
  const pen = new Pen(ctx, theme, dpr, session.time.view.peek(), width, session.run.shownEnd.peek());
  drawHits(pen, ui, bottom);
  drawMarks(pen, ui, bottom);
  drawParting(pen, ui, bottom);
  const hover = model.hover.peek();
  if (hover) {
    pen.fill(theme.text3, 0.6);
    pen.rect(pen.px(hover.time), 0, pen.px(hover.time) + 1, bottom);
  }
  const x = pen.px(session.time.cursor.peek());
  pen.fill(theme.now);
  pen.rect(x - Math.floor(pen.size(1.5) / 2), 0, x - Math.floor(pen.size(1.5) / 2) + pen.size(1.5), bottom);
  drawDrop(pen, ui, top);
  pen.flush();
}

function drawHits(pen: Pen, { model }: TimelineUi, bottom: number): void {
  const { focus } = pen.theme;
  let last = -Infinity;
  for (const { time } of model.search.hits.peek()) {
    const x = pen.px(time);
    if (x < 0 || x > pen.width || x - last < pen.size(2)) continue;
    last = x;
    pen.fill(focus, 0.35);
    pen.rect(x, 0, x + pen.size(1), bottom);
    drawSign(pen, "marker", x - pen.size(4), 0, pen.size(8), focus);
  }
}

/** Where two runs part. */
function drawParting(pen: Pen, { session }: TimelineUi, bottom: number): void {
  const time = partingOf(session);
  if (time === undefined) return;
  const x = pen.px(time);
  pen.fill(pen.theme.fault, 0.75);
  for (let y = 0; y < bottom; y += pen.size(6)) pen.rect(x, y, x + pen.size(1), pen.size(2));
}

/** Both marks, and between them how far apart they are. */
function drawMarks(pen: Pen, { session }: TimelineUi, bottom: number): void {
  const a = session.time.markA.peek();
  const b = session.time.markB.peek();
  const { theme, ctx } = pen;
  if (a !== undefined && b !== undefined) {
    const x0 = pen.px(Math.min(a, b));
    const x1 = pen.px(Math.max(a, b));
    pen.fill(theme.focus, 0.07);
    pen.rect(x0, 0, x1, bottom);
    drawDistance(pen, x0, x1, Math.abs(b - a));
  }
  for (const time of [a, b]) {
    if (time === undefined) continue;
    const x = pen.px(time) + 0.5;
    pen.fill(theme.focus);
    ctx.strokeStyle = theme.focus;
    ctx.lineWidth = pen.size(1);
    ctx.setLineDash([pen.size(5), pen.size(3)]);
    ctx.beginPath();
    ctx.moveTo(x, 0);
    ctx.lineTo(x, bottom);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

function drawDistance(pen: Pen, x0: number, x1: number, distance: number): void {
  if (distance === 0) return;
  const { theme } = pen;
  const left = Math.max(0, x0);
  const right = Math.min(pen.width, x1);
  pen.font(11, false, 600);
  const long = `Δ ${shortTime(distance)} · ${frequencyText(1e9 / distance)}`;
  const short = shortTime(distance);
  const pad = pen.size(6);
  const text = [long, short].find((each) => pen.measure(each) + 2 * pad <= right - left);
  const y = pen.size(10);
  pen.fill(theme.focus);
  pen.rect(left, y, right, pen.size(1));
  if (text === undefined) return;
  const width = pen.measure(text) + 2 * pad;
  const x = Math.round((left + right - width) / 2);
  pen.fill(theme.surface, 0.94);
  pen.rect(x, y - pen.size(8), x + width, pen.size(17));
  pen.fill(theme.focus);
  pen.text(text, x + pad, { y: y - pen.size(8), height: pen.size(17) }, width);
}

/** Where a dragged lane would be put. */
function drawDrop(pen: Pen, ui: TimelineUi, top: number): void {
  const dragged = ui.dragged.peek();
  const { rows } = ui.rows.peek();
  if (!dragged) return;
  const from = rows.findIndex(({ lane }) => lane.id === dragged.id);
  const row = rows[dragged.place];
  if (!row || from === dragged.place) return;
  const y = Math.round((row.y + (dragged.place > from ? row.height : 0) - top) * pen.dpr);
  pen.fill(pen.theme.focus);
  pen.rect(0, y - pen.size(1), pen.width, pen.size(2));
}
