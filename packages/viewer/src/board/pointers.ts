import type { ControlArea } from "../faces/shape.js";
import { clamp, knobPosition } from "../faces/potentiometer.geometry.js";
import type { PlacedPart } from "./board-layout.js";
import { startDrag, stepDial, type Drag, type DragTarget } from "./drags.js";
import type { Hit } from "./hit.js";
import { centreOf, type Point } from "./plane.js";
import { panned, toBoard, zoomedAt, type View } from "./view.js";

/** What pointers do on the board. */
export interface PointerTarget extends DragTarget {
  view(): View;
  setView(view: View): void;
  /** `at`: CSS px of the element. */
  hit(at: Point): Hit;
  hover(hit: Hit | undefined, at: Point): void;
  click(hit: Hit): void;
}

/** A finger or mouse that is down, and what it does. */
type Grip =
  | { readonly kind: "move"; readonly start: Point; last: Point; moved: boolean }
  | { readonly kind: "press"; readonly part: string; readonly control: string; readonly sticky: boolean }
  | { readonly kind: "toggle" }
  | { readonly kind: "hold"; readonly part: PlacedPart; readonly drag: Drag }
  | { readonly kind: "drag"; readonly part: PlacedPart; readonly control: ControlArea; sent: number };

/** A pointer that moves less than this, px, has clicked. */
const CLICK = 4;
/** Positions of a control are told apart to a thousandth. */
const STEPS = 1000;
/** Of a control's value. */
const DIGITS = 4;
const WHEEL_TURN = 0.02;
/** Kinds of controls that a wheel moves along. */
const TURNED: readonly ControlArea["kind"][] = ["turn", "slide"];

/** Turns pointer and wheel events of an element into presses, turns, panning and zooming. */
export class Pointers {
  private readonly grips = new Map<number, Grip>();
  private readonly positions = new Map<number, Point>();
  /** Controls that stay pressed: taken with Ctrl. */
  private readonly stuck = new Set<string>();
  private readonly abort = new AbortController();

  constructor(
    private readonly element: HTMLElement,
    private readonly target: PointerTarget,
  ) {
    const { signal } = this.abort;
    const on = <K extends keyof HTMLElementEventMap>(type: K, handler: (event: HTMLElementEventMap[K]) => void): void =>
      element.addEventListener(type, handler, { signal, passive: false });
    on("pointerdown", (event) => this.down(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", (event) => this.up(event, true));
    on("pointercancel", (event) => this.up(event, false));
    on("lostpointercapture", (event) => this.up(event, false));
    on("pointerleave", (event) => this.target.hover(undefined, this.at(event)));
    on("wheel", (event) => this.wheel(event));
    on("contextmenu", (event) => {
      if (event.ctrlKey) event.preventDefault();
    });
  }

  /** Lets go of all that is held: the page is left, or the board is another. */
  release(): void {
    for (const [id, grip] of this.grips) {
      if (grip.kind === "press") this.target.setControl(grip.part, grip.control, 0);
      if (grip.kind === "hold") grip.drag.release();
      this.grips.delete(id);
    }
    this.stuck.clear();
  }

  destroy(): void {
    this.release();
    this.abort.abort();
  }

  private at(event: MouseEvent): Point {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  private down(event: PointerEvent): void {
    if (event.button > 1) return;
    const at = this.at(event);
    this.positions.set(event.pointerId, at);
    this.element.setPointerCapture(event.pointerId);
    const hit = this.target.hit(at);
    this.grips.set(event.pointerId, this.gripOf(event, hit, at));
    if (event.button === 1) event.preventDefault();
  }

  private gripOf(event: PointerEvent, { part, control }: Hit, at: Point): Grip {
    if (!part || !control || event.button !== 0) return { kind: "move", start: at, last: at, moved: false };
    const id = part.model.id;
    if (control.kind === "press") return this.press(id, control.control, event.ctrlKey || event.metaKey);
    if (control.kind === "toggle") {
      this.target.setControl(id, control.control, this.target.valueOf(id, control.control) >= 0.5 ? 0 : 1);
      return { kind: "toggle" };
    }
    const held = startDrag(part, control, this.inPart(part, at), this.target);
    if (held) return { kind: "hold", part, drag: held };
    const grip: Grip = { kind: "drag", part, control, sent: NaN };
    this.drag(grip, at);
    return grip;
  }

  private press(part: string, control: string, sticky: boolean): Grip {
    const key = `${part}.${control}`;
    const wasStuck = this.stuck.delete(key);
    if (sticky && !wasStuck) this.stuck.add(key);
    if (!wasStuck) this.target.setControl(part, control, 1);
    return { kind: "press", part, control, sticky: sticky && !wasStuck };
  }

  private move(event: PointerEvent): void {
    const at = this.at(event);
    const grip = this.grips.get(event.pointerId);
    if (!grip) return this.target.hover(this.target.hit(at), at);
    const before = this.positions.get(event.pointerId) ?? at;
    this.positions.set(event.pointerId, at);
    if (grip.kind === "drag") return this.drag(grip, at);
    if (grip.kind === "hold") return grip.drag.move(this.inPart(grip.part, at));
    if (grip.kind !== "move") return;
    const other = this.otherFinger(event.pointerId);
    if (other) return this.pinch(before, at, other);
    if (!grip.moved && Math.hypot(at.x - grip.start.x, at.y - grip.start.y) < CLICK) return;
    grip.moved = true;
    this.target.setView(panned(this.target.view(), at.x - grip.last.x, at.y - grip.last.y));
    grip.last = at;
    this.target.hover(undefined, at);
  }

  /** Another pointer that moves the board. */
  private otherFinger(id: number): Point | undefined {
    for (const [other, grip] of this.grips) {
      if (other !== id && grip.kind === "move") {
        grip.moved = true;
        return this.positions.get(other);
      }
    }
    return undefined;
  }

  /** One finger goes from `before` to `at` while the other rests. */
  private pinch(before: Point, at: Point, other: Point): void {
    for (const [id, grip] of this.grips) {
      if (grip.kind !== "move") continue;
      grip.moved = true;
      grip.last = this.positions.get(id) ?? grip.last;
    }
    const spread = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    const moved = panned(this.target.view(), (at.x - before.x) / 2, (at.y - before.y) / 2);
    this.target.setView(zoomedAt(moved, middle, spread(at) / spread(before)));
  }

  private up(event: PointerEvent, clicked: boolean): void {
    const grip = this.grips.get(event.pointerId);
    this.grips.delete(event.pointerId);
    this.positions.delete(event.pointerId);
    if (!grip) return;
    if (grip.kind === "press" && !grip.sticky) this.target.setControl(grip.part, grip.control, 0);
    if (grip.kind === "hold") grip.drag.release();
    const at = this.at(event);
    if (clicked && grip.kind === "move" && !grip.moved) this.target.click(this.target.hit(at));
  }

  private drag(grip: Extract<Grip, { kind: "drag" }>, at: Point): void {
    const { part, control } = grip;
    const position = Math.round(positionAt(control, this.inPart(part, at)) * STEPS) / STEPS;
    // Across the gap between a knob's ends it would jump from one to the other.
    if (position === grip.sent || Math.abs(position - grip.sent) > 0.5) return;
    grip.sent = position;
    this.target.setControl(part.model.id, control.control, valueAt(part, control, position));
  }

  private inPart({ placement }: PlacedPart, at: Point): Point {
    return placement.toPart(toBoard(this.target.view(), at));
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const at = this.at(event);
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const delta = event.deltaY * lines;
    const { part, control } = this.target.hit(at);
    if (part && control?.kind === "dial" && !event.ctrlKey)
      return stepDial(part, control, -Math.sign(delta), this.target);
    if (part && control && TURNED.includes(control.kind) && !event.ctrlKey) {
      const id = part.model.id;
      const before = positionOf(part, control, this.target.valueOf(id, control.control));
      const position = Math.round(clamp(before - Math.sign(delta) * WHEEL_TURN) * STEPS) / STEPS;
      return this.target.setControl(id, control.control, valueAt(part, control, position));
    }
    // A touchpad's pinch comes as a wheel with Ctrl, in small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0016;
    this.target.setView(zoomedAt(this.target.view(), at, Math.exp(-Math.max(-240, Math.min(240, delta)) * speed)));
  }
}

/** The range of a control; its steps, if it has such. */
function rangeOf({ model }: PlacedPart, { control }: ControlArea) {
  const { min = 0, max = 1, step } = model.controls.find(({ name }) => name === control) ?? {};
  return { min, max, step };
}

/** The value of a control at a position from 0 to 1. */
export function valueAt(part: PlacedPart, area: ControlArea, position: number): number {
  const { min, max, step } = rangeOf(part, area);
  const value = Number((min + position * (max - min)).toFixed(DIGITS));
  return step === undefined ? value : Math.min(max, min + Math.round((value - min) / step) * step);
}

/** And the other way round. */
function positionOf(part: PlacedPart, area: ControlArea, value: number): number {
  const { min, max } = rangeOf(part, area);
  return (value - min) / (max - min);
}

/** Where a pointer at a place of the part turns or slides its control to, 0 to 1. */
export function positionAt({ kind, area, track }: ControlArea, at: Point): number {
  if (kind === "slide" && track) {
    const [across, down] = [track.to.x - track.from.x, track.to.y - track.from.y];
    return clamp(((at.x - track.from.x) * across + (at.y - track.from.y) * down) / (across * across + down * down));
  }
  const { x, y } = centreOf(area);
  return knobPosition({ x: at.x - x, y: at.y - y });
}
