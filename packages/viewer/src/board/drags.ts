import type { ControlArea } from "../faces/shape.js";
import type { PlacedPart } from "./board-layout.js";
import { centreOf, type Point } from "./plane.js";

/** What a drag works with. */
export interface DragTarget {
  setControl(part: string, control: string, value: number): void;
  /** The value of a control at the moment shown. */
  valueOf(part: string, control: string): number;
}

/** A pointer that holds a control which is more than one position. Places are the part's. */
export interface Drag {
  move(at: Point): void;
  release(): void;
}

/** Takes hold of an endless knob or a stick; undefined for other controls. */
export function startDrag(part: PlacedPart, area: ControlArea, at: Point, target: DragTarget): Drag | undefined {
  if (area.kind === "dial") return turnDial(part, area, at, target);
  if (area.kind === "stick") return pushStick(part, area, at, target);
  return undefined;
}

/** Degrees clockwise from straight up, -180 to 180. */
function angleOf({ area }: ControlArea, at: Point): number {
  const { x, y } = centreOf(area);
  return (Math.atan2(at.x - x, y - at.y) * 180) / Math.PI;
}

function turnDial(part: PlacedPart, area: ControlArea, from: Point, target: DragTarget): Drag {
  const { id } = part.model;
  const start = stepsOf(part, area, target);
  let [angle, turned, sent] = [angleOf(area, from), 0, start];
  return {
    move(at) {
      const next = angleOf(area, at);
      // The shorter way round.
      turned += ((next - angle + 540) % 360) - 180;
      angle = next;
      const value = withinRange(part, area, start + Math.round(turned / (area.degrees ?? 18)));
      if (value === sent) return;
      sent = value;
      target.setControl(id, area.control, value);
    },
    release: () => undefined,
  };
}

/** A dial one step on (1) or back (-1). */
export function stepDial(part: PlacedPart, area: ControlArea, by: number, target: DragTarget): void {
  target.setControl(part.model.id, area.control, withinRange(part, area, stepsOf(part, area, target) + by));
}

function stepsOf(part: PlacedPart, { control }: ControlArea, target: DragTarget): number {
  const value = target.valueOf(part.model.id, control);
  return Number.isNaN(value) ? 0 : Math.round(value);
}

function withinRange({ model }: PlacedPart, { control }: ControlArea, value: number): number {
  const { min = -Infinity, max = Infinity } = model.controls.find(({ name }) => name === control) ?? {};
  return Math.min(max, Math.max(min, value));
}

/** Positions of a stick are told apart to a hundredth. */
const STEPS = 100;

function pushStick(part: PlacedPart, area: ControlArea, from: Point, target: DragTarget): Drag {
  const sent = new Map<string, number>();
  const send = (control: string | undefined, value: number): void => {
    const rounded = Math.round(value * STEPS) / STEPS + 0;
    if (control === undefined || sent.get(control) === rounded) return;
    sent.set(control, rounded);
    target.setControl(part.model.id, control, rounded);
  };
  const push = (at: Point): void => {
    const { left, up } = stickAt(area, at);
    send(area.control, left);
    send(area.upwards, up);
  };
  push(from);
  return { move: push, release: () => push(centreOf(area.area)) };
}

/** Where a pointer pushes a stick to: at the rim of `area` and beyond it lies against its end. */
export function stickAt({ area }: ControlArea, at: Point): { readonly left: number; readonly up: number } {
  const { x, y } = centreOf(area);
  const [left, up] = [x - at.x, y - at.y];
  const reach = Math.max(area.width / 2, Math.hypot(left, up));
  return { left: left / reach, up: up / reach };
}
