import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Lane } from "../protocol/store.js";
import { Pen } from "./draw/pen.js";
import { drawScene } from "./draw/scene.js";
import { attachPointer } from "./lane-pointer.js";
import { Overlay } from "./overlay.js";
import { ticks } from "./ticks.js";
import { Tooltip } from "./tooltip.js";
import { useUi, type TimelineUi } from "./ui.js";
import { prepare, useDrawing } from "./use-drawing.js";

/** Drawn above and below what is seen, CSS px: scrolling shows something at once. */
const MARGIN = 160;
const COMPACT_BELOW = 640;

/** The waveforms, and what lies over them. */
export function Lanes() {
  const ui = useUi();
  const { model, session } = ui;
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawing(
    () => drawLanes(ui, canvas),
    [
      model.current,
      model.ghost,
      model.width,
      model.dpr,
      session.time.view,
      session.run.shownEnd,
      ui.rows,
      ui.theme,
      ui.scroll,
      ui.compact,
      ui.lit,
    ],
  );
  useEffect(() => {
    const element = area.current as HTMLDivElement;
    const stops = [attachPointer(ui, element), watchSize(ui, element)];
    return () => stops.forEach((stop) => stop());
  }, []);
  return (
    <div class="tl-lanes" id={ui.lanesId} ref={area} style={{ height: `${ui.rows.value.height}px` }}>
      <canvas class="tl-canvas" ref={canvas} aria-hidden="true" />
      <Overlay />
      <Tooltip />
    </div>
  );
}

function drawLanes(ui: TimelineUi, canvas: RefObject<HTMLCanvasElement | null>): void {
  const { model, session } = ui;
  const theme = ui.theme.peek();
  const { rows, height } = ui.rows.peek();
  const width = model.width.peek();
  const dpr = model.dpr.peek();
  const ctx = prepare(canvas, width, height, dpr);
  if (!ctx || !theme || width < 1) return;
  const view = session.time.view.peek();
  const pen = new Pen(ctx, theme, dpr, view, canvas.current?.width ?? 1, session.run.shownEnd.peek());
  const scroll = ui.scroll.peek();
  const lit = ui.lit.peek();
  drawScene(pen, {
    rows,
    ticks: ticks(view, width),
    current: model.current.peek(),
    ghost: model.ghost.peek(),
    lit: (lane: Lane) => lit.has(lane.id),
    compact: ui.compact.peek(),
    top: Math.max(0, scroll.top - MARGIN),
    bottom: Math.min(height, scroll.top + scroll.height + MARGIN),
  });
}

function watchSize({ model, compact }: TimelineUi, area: HTMLElement): () => void {
  const measure = (): void => {
    model.width.value = area.clientWidth;
    model.dpr.value = Math.min(3, window.devicePixelRatio || 1);
    const timeline = area.closest(".tl");
    if (timeline) compact.value = timeline.clientWidth < COMPACT_BELOW;
  };
  const observer = new ResizeObserver(measure);
  observer.observe(area);
  window.addEventListener("resize", measure);
  measure();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", measure);
  };
}
