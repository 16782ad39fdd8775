import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Pen } from "./draw/pen.js";
import { wheel } from "./lane-pointer.js";
import { DifferenceFlag, MarkFlag, NowFlag } from "./flags.js";
import { toTime } from "./scale.js";
import { snap, snapReach } from "./snap.js";
import { ticks } from "./ticks.js";
import { useUi, type TimelineUi } from "./ui.js";
import { prepare, useDrawing } from "./use-drawing.js";

export const AXIS_HEIGHT = 34;

/** Times along the top. Dragging on it scrubs. */
export function Axis() {
  const ui = useUi();
  const { session, model } = ui;
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawing(() => drawAxis(ui, canvas), [session.time.view, model.width, model.dpr, ui.theme, session.run.shownEnd]);
  useEffect(() => attachScrub(ui, area.current as HTMLDivElement), []);
  return (
    <div class="tl-axis" ref={area}>
      <canvas class="tl-canvas" ref={canvas} aria-hidden="true" />
      <NowFlag />
      <DifferenceFlag />
      <MarkFlag name="A" mark={session.time.markA} />
      <MarkFlag name="B" mark={session.time.markB} />
    </div>
  );
}

function drawAxis({ session, model, theme: colors }: TimelineUi, canvas: RefObject<HTMLCanvasElement | null>): void {
  const theme = colors.peek();
  const width = model.width.peek();
  const dpr = model.dpr.peek();
  const ctx = prepare(canvas, width, AXIS_HEIGHT, dpr);
  if (!ctx || !theme || width < 1) return;
  ctx.globalAlpha = 1;
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  const view = session.time.view.peek();
  const pen = new Pen(ctx, theme, dpr, view, ctx.canvas.width, session.run.shownEnd.peek());
  const bottom = ctx.canvas.height;
  pen.font(11);
  const { major, minor } = ticks(view, width, pen.measure("0") / dpr);
  pen.fill(theme.lineStrong, 0.7);
  for (const time of minor) pen.rect(pen.px(time), bottom - pen.size(4), pen.px(time) + pen.size(1), pen.size(4));
  for (const { time, label } of major) {
    if (time < 0) continue;
    const x = pen.farPx(time);
    pen.fill(theme.lineStrong);
    pen.rect(x, bottom - pen.size(9), x + pen.size(1), pen.size(9));
    pen.fill(theme.text2);
    pen.text(label, x + pen.size(4), { y: bottom - pen.size(18), height: pen.size(14) }, Infinity);
  }
  pen.flush();
}

/** Press and drag: the cursor follows the pointer, onto the marks when they are near. */
function attachScrub(ui: TimelineUi, area: HTMLElement): () => void {
  const { session, model } = ui;
  const stop = new AbortController();
  const listen = { signal: stop.signal };
  const seek = (event: PointerEvent): void => {
    const view = session.time.view.peek();
    const width = model.width.peek();
    const x = Math.min(width, Math.max(0, event.clientX - area.getBoundingClientRect().left));
    const marks = event.altKey ? [] : [session.time.markA.peek(), session.time.markB.peek()];
    session.seek(snap(Math.max(0, toTime(view, width, x)), snapReach(view, width) / 2, marks));
  };
  area.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0 || (event.target as Element).closest(".tl-mark, .tl-parting")) return;
      area.setPointerCapture(event.pointerId);
      seek(event);
    },
    listen,
  );
  area.addEventListener(
    "pointermove",
    (event) => {
      if (area.hasPointerCapture(event.pointerId)) seek(event);
    },
    listen,
  );
  area.addEventListener("wheel", (event) => wheel(ui, area, event), { ...listen, passive: false });
  return () => stop.abort();
}
