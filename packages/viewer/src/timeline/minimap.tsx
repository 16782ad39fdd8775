import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { drawSign } from "./draw/events.js";
import { Pen } from "./draw/pen.js";
import { spokenTime } from "./format.js";
import { lengthOf, SHORTEST_VIEW } from "./scale.js";
import { useUi, type TimelineUi } from "./ui.js";
import { prepare, useDrawing } from "./use-drawing.js";
import { panBy, showNow, zoomBy } from "./view-actions.js";

const HEIGHT = 26;
const HANDLE_PX = 7;

/** The whole run: how much happens when, where things went wrong, and which part the lanes show. */
export function Minimap() {
  const ui = useUi();
  const { session, model } = ui;
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawing(
    () => drawMinimap(ui, canvas),
    [model.overview, model.search.hits, session.time.cursor, session.run.reach, model.width, model.dpr, ui.theme],
  );
  useEffect(() => attachWindow(ui, area.current as HTMLDivElement), []);
  return (
    <div class="tl-minimap" ref={area}>
      <canvas class="tl-canvas" ref={canvas} aria-hidden="true" />
      <VisibleSpan />
    </div>
  );
}

/** The visible span as a window that is dragged or resized. */
function VisibleSpan() {
  const { session, lanesId } = useUi();
  const end = Math.max(1, session.run.reach.value);
  const view = session.time.view.value;
  const left = Math.min(1, Math.max(0, view.start / end));
  const right = Math.min(1, Math.max(0, view.end / end));
  const keys = (event: KeyboardEvent): void => {
    const actions: Record<string, () => void> = {
      ArrowLeft: () => panBy(session, -0.25),
      ArrowRight: () => panBy(session, 0.25),
      ArrowUp: () => zoomBy(session, 1 / 1.5),
      ArrowDown: () => zoomBy(session, 1.5),
      Home: () => showNow(session, { start: 0, end: lengthOf(view) }),
      End: () => showNow(session, { start: end - lengthOf(view), end }),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <div
      class="tl-window"
      role="scrollbar"
      aria-controls={lanesId}
      aria-orientation="horizontal"
      tabIndex={0}
      aria-label="Visible span"
      aria-valuemin={0}
      aria-valuemax={end}
      aria-valuenow={Math.round(Math.min(end, Math.max(0, view.start)))}
      aria-valuetext={`${spokenTime(Math.max(0, view.start))} to ${spokenTime(view.end)}`}
      style={{ left: `${left * 100}%`, width: `max(10px, ${(right - left) * 100}%)` }}
      onKeyDown={keys}
    />
  );
}

function drawMinimap({ session, model, theme: colors }: TimelineUi, canvas: RefObject<HTMLCanvasElement | null>): void {
  const theme = colors.peek();
  const width = model.width.peek();
  const ctx = prepare(canvas, width, HEIGHT, model.dpr.peek());
  if (!ctx || !theme || width < 1) return;
  const end = Math.max(1, session.run.reach.peek());
  const pen = new Pen(ctx, theme, model.dpr.peek(), { start: 0, end }, ctx.canvas.width, end);
  const bottom = ctx.canvas.height;
  ctx.globalAlpha = 1;
  ctx.clearRect(0, 0, pen.width, bottom);
  const { activity, marks } = model.overview.peek();
  drawActivity(pen, activity, bottom);
  for (const { time } of model.search.hits.peek()) {
    pen.fill(theme.focus, 0.8);
    pen.rect(pen.px(time), bottom - pen.size(4), pen.px(time) + pen.size(1), pen.size(4));
  }
  const size = pen.size(9);
  for (const { time, kind } of marks) {
    pen.fill(theme.fault);
    pen.rect(pen.px(time), 0, pen.px(time) + pen.size(1), bottom);
    drawSign(pen, kind, Math.round(pen.px(time) - size / 2), 0, size, theme.fault);
  }
  pen.fill(theme.now);
  const x = pen.px(session.time.cursor.peek());
  pen.rect(x - pen.size(1), 0, x + pen.size(1), bottom);
  pen.flush();
}

/** Bars as high as much happens; also a little is seen. */
function drawActivity(pen: Pen, activity: Float32Array, bottom: number): void {
  const step = pen.width / Math.max(1, activity.length);
  const room = bottom - pen.size(4);
  pen.fill(pen.theme.text3, 0.55);
  const heightOf = (column: number): number => {
    const value = activity[column] as number;
    return value > 0 ? Math.max(pen.size(2), Math.round(room * Math.sqrt(value))) : 0;
  };
  let column = 0;
  while (column < activity.length) {
    const height = heightOf(column);
    let next = column + 1;
    while (next < activity.length && heightOf(next) === height) next++;
    const x0 = Math.round(column * step);
    if (height > 0) pen.rect(x0, bottom - height, Math.max(x0 + 1, Math.round(next * step)), height);
    column = next;
  }
}

/** In the window: drag it; at its ends: resize; beside it: bring it here. */
function attachWindow({ session, model }: TimelineUi, area: HTMLElement): () => void {
  const stop = new AbortController();
  const listen = { signal: stop.signal };
  let held: { readonly part: "start" | "end" | "all"; readonly offset: number } | undefined;
  const timeOf = (event: PointerEvent): number => {
    const { left, width } = area.getBoundingClientRect();
    return ((event.clientX - left) / width) * session.run.reach.peek();
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    area.setPointerCapture(event.pointerId);
    model.following.value = false;
    const time = timeOf(event);
    const reach = (HANDLE_PX / model.width.peek()) * session.run.reach.peek();
    let view = session.time.view.peek();
    if (time < view.start - reach || time > view.end + reach) {
      const half = lengthOf(view) / 2;
      showNow(session, { start: time - half, end: time + half });
      view = session.time.view.peek();
    }
    const narrow = lengthOf(view) < 4 * reach;
    const part = narrow ? "all" : time < view.start + reach ? "start" : time > view.end - reach ? "end" : "all";
    held = { part, offset: time - (part === "end" ? view.end : view.start) };
  };
  const move = (event: PointerEvent): void => {
    if (!held || !area.hasPointerCapture(event.pointerId)) return;
    const view = session.time.view.peek();
    const at = timeOf(event) - held.offset;
    if (held.part === "all") showNow(session, { start: at, end: at + lengthOf(view) });
    else if (held.part === "start")
      showNow(session, { start: Math.min(Math.max(0, at), view.end - SHORTEST_VIEW), end: view.end });
    else showNow(session, { start: view.start, end: Math.max(at, view.start + SHORTEST_VIEW) });
  };
  area.addEventListener("pointerdown", down, listen);
  area.addEventListener("pointermove", move, listen);
  area.addEventListener("pointerup", () => (held = undefined), listen);
  area.addEventListener("pointercancel", () => (held = undefined), listen);
  return () => stop.abort();
}
