import type { Nanos } from "@tickless/sim-core";
import type { Lane } from "../protocol/store.js";
import { rowAt } from "./layout.js";
import { pan, pinch, toTime, zoom } from "./scale.js";
import { snap, snapReach } from "./snap.js";
import type { TimelineUi } from "./ui.js";
import { anchorOf, selectLane, showNow } from "./view-actions.js";

/*
 * Pointer and wheel over the lanes: a click sets the cursor, a drag pans, Shift sets the marks, the wheel zooms, two
 * fingers pinch.
 */

/** A press that has moved further is a drag, px. */
const DRAG_PX = 4;
const WHEEL_LINE_PX = 20;

interface Point {
  x: number;
  y: number;
}

type Gesture =
  | { readonly kind: "press" | "pan" | "select"; readonly from: Point; readonly shift: boolean }
  | { readonly kind: "pinch" };

export function attachPointer(ui: TimelineUi, area: HTMLElement): () => void {
  const gestures = new LanePointer(ui, area);
  const stop = new AbortController();
  const listen = { signal: stop.signal };
  area.addEventListener("pointerdown", (event) => gestures.down(event), listen);
  area.addEventListener("pointermove", (event) => gestures.move(event), listen);
  area.addEventListener("pointerup", (event) => void gestures.up(event), listen);
  area.addEventListener("pointercancel", (event) => gestures.cancel(event), listen);
  area.addEventListener("pointerleave", () => gestures.leave(), listen);
  area.addEventListener("wheel", (event) => wheel(ui, area, event), { ...listen, passive: false });
  return () => {
    stop.abort();
    gestures.leave();
  };
}

/** Wheel: zoom; with Shift or sideways: pan. A trackpad's pinch comes as a wheel with Ctrl. */
export function wheel({ session, model }: TimelineUi, area: HTMLElement, event: WheelEvent): void {
  event.preventDefault();
  const unit = event.deltaMode === 1 ? WHEEL_LINE_PX : event.deltaMode === 2 ? 400 : 1;
  const view = session.time.view.peek();
  const width = model.width.peek();
  const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (event.shiftKey || sideways) {
    const px = (sideways ? event.deltaX : event.deltaY) * unit;
    model.following.value = false;
    showNow(session, pan(view, toTime(view, width, px) - view.start));
    return;
  }
  const px = Math.max(-240, Math.min(240, event.deltaY * unit));
  const anchor = toTime(view, width, event.clientX - area.getBoundingClientRect().left);
  showNow(session, zoom(view, anchorOf(session, view, anchor), Math.exp(px * (event.ctrlKey ? 0.01 : 0.002))));
}

class LanePointer {
  private readonly points = new Map<number, Point>();
  private gesture: Gesture | undefined;

  constructor(
    private readonly ui: TimelineUi,
    private readonly area: HTMLElement,
  ) {}

  down(event: PointerEvent): void {
    if (event.button !== 0 && event.button !== 1) return;
    this.points.set(event.pointerId, this.place(event));
    try {
      this.area.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already.
    }
    this.gesture =
      this.points.size === 2
        ? { kind: "pinch" }
        : { kind: "press", from: this.place(event), shift: event.shiftKey && event.button === 0 };
  }

  move(event: PointerEvent): void {
    const here = this.place(event);
    const before = this.points.get(event.pointerId);
    if (!before || !this.gesture) {
      if (event.pointerType !== "touch") this.hover(here);
      return;
    }
    if (this.gesture.kind === "pinch") this.pinch(event.pointerId, before, here);
    else this.drag(this.gesture, before, here);
    this.points.set(event.pointerId, here);
  }

  private pinch(id: number, before: Point, here: Point): void {
    const { session, model } = this.ui;
    const other = [...this.points].find(([key]) => key !== id)?.[1];
    if (!other) return;
    showNow(session, pinch(session.time.view.peek(), model.width.peek(), [before.x, other.x], [here.x, other.x]));
  }

  private drag(gesture: Extract<Gesture, { from: Point }>, before: Point, here: Point): void {
    const { session, model } = this.ui;
    if (gesture.kind === "press") {
      if (Math.hypot(here.x - gesture.from.x, here.y - gesture.from.y) < DRAG_PX) return;
      this.gesture = { ...gesture, kind: gesture.shift ? "select" : "pan" };
      if (gesture.shift) session.time.markA.value = Math.max(0, Math.round(this.time(gesture.from.x)));
      this.area.classList.toggle("tl-panning", !gesture.shift);
      model.hover.value = undefined;
    }
    if (gesture.shift) {
      session.time.markB.value = Math.max(0, Math.round(this.time(here.x)));
      return;
    }
    model.following.value = false;
    showNow(session, pan(session.time.view.peek(), this.time(before.x) - this.time(here.x)));
  }

  async up(event: PointerEvent): Promise<void> {
    const { gesture } = this;
    this.cancel(event);
    if (!gesture || gesture.kind === "pinch" || gesture.kind === "pan") return;
    const { session } = this.ui;
    const here = this.place(event);
    const lane = this.laneAt(here.y);
    const time = await this.snapped(this.time(here.x), lane, event.altKey);
    if (gesture.kind === "select") {
      const from = await this.snapped(session.time.markA.peek() ?? 0, this.laneAt(gesture.from.y), event.altKey);
      session.time.markA.value = from;
      session.time.markB.value = time;
    } else if (gesture.shift) this.setMark(time);
    else {
      if (lane) selectLane(session, lane.id);
      session.seek(time);
    }
  }

  /** Shift-clicks set mark A, then B, then begin anew. */
  private setMark(time: Nanos): void {
    const { markA, markB } = this.ui.session.time;
    if (markA.peek() === undefined || markB.peek() !== undefined) {
      markA.value = time;
      markB.value = undefined;
    } else markB.value = time;
  }

  cancel(event: PointerEvent): void {
    this.points.delete(event.pointerId);
    const rest = [...this.points.values()][0];
    // One of two fingers was lifted: the other goes on panning.
    this.gesture = rest ? { kind: "pan", from: rest, shift: false } : undefined;
    this.area.classList.remove("tl-panning");
  }

  leave(): void {
    const { model, session } = this.ui;
    if (model.hover.peek()?.lane?.net !== undefined) session.look.hoveredNet.value = undefined;
    model.hover.value = undefined;
  }

  private hover(here: Point): void {
    const { model, session } = this.ui;
    const lane = this.laneAt(here.y);
    const before = model.hover.peek()?.lane;
    if (before?.net !== lane?.net) session.look.hoveredNet.value = lane?.net;
    model.hover.value = { time: this.time(here.x), x: here.x, y: here.y, lane };
  }

  private place(event: PointerEvent): Point {
    const box = this.area.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private time(x: number): Nanos {
    return toTime(this.ui.session.time.view.peek(), this.ui.model.width.peek(), x);
  }

  private laneAt(y: number): Lane | undefined {
    return rowAt(this.ui.rows.peek().rows, y)?.lane;
  }

  /** Onto the lane's nearest edge, or a mark, unless Alt says not to. */
  private async snapped(time: Nanos, lane: Lane | undefined, free: boolean): Promise<Nanos> {
    const { session, model } = this.ui;
    const bounded = Math.min(session.run.reach.peek(), Math.max(0, time));
    if (free) return Math.round(bounded);
    const reach = snapReach(session.time.view.peek(), model.width.peek());
    const edge =
      lane && (await session.store.nearest(Math.round(bounded), Math.ceil(reach), lane).catch(() => undefined));
    return snap(bounded, reach, [edge, session.time.markA.peek(), session.time.markB.peek()]);
  }
}
