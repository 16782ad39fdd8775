import type { ControlArea } from "../faces/shape.js";
import type { BoardLayout, DrawnWire, PlacedPart, PlacedPin } from "./board-layout.js";
import { centreOf, distance, distanceToSegment, inBox, type Point } from "./plane.js";

/** What lies under a point of the board. */
export interface Hit {
  readonly part: PlacedPart | undefined;
  readonly control: ControlArea | undefined;
  readonly pin: PlacedPin | undefined;
  /** Of the pin, or of the wire. */
  readonly net: number | undefined;
}

/** How near to a pin or a wire counts as on it, board px at scale 1. */
const PIN_REACH = 4.5;
const WIRE_REACH = 3.5;

/**
 * A control is on top of all, then pins, wires and bodies. `scale`: screen px per board px; when small, pins and wires reach
 * further on the board, so that they can be hit.
 */
export function hitTest(layout: BoardLayout, at: Point, scale: number): Hit {
  const wider = Math.max(1, 1.4 / scale);
  const [part, control] = controlAt(layout, at);
  if (part) return { part, control, pin: undefined, net: undefined };
  const pin = pinAt(layout, at, PIN_REACH * wider);
  const net = pin?.net ?? wireAt(layout, at, WIRE_REACH * wider)?.net;
  return { part: partAt(layout, at), control: undefined, pin, net };
}

function controlAt(layout: BoardLayout, at: Point): [PlacedPart, ControlArea] | [undefined, undefined] {
  for (const part of layout.parts.toReversed()) {
    const local = part.placement.toPart(at);
    const control = part.controls.find((candidate) => inControl(candidate, local));
    if (control) return [part, control];
  }
  return [undefined, undefined];
}

const inControl = ({ area, round }: ControlArea, at: Point): boolean =>
  round ? distance(at, centreOf(area)) <= area.width / 2 : inBox(at, area);

/** The nearest pin within reach; among equals one of a part rather than the hole that it is plugged into. */
export function pinAt(layout: BoardLayout, at: Point, reach: number): PlacedPin | undefined {
  let best: PlacedPin | undefined;
  let least = reach;
  for (const pin of layout.pins) {
    const away = distance(pin.at, at) + (pin.hole ? 0.5 : 0);
    if (away <= least) [best, least] = [pin, away];
  }
  return best;
}

export function wireAt(layout: BoardLayout, at: Point, reach: number): DrawnWire | undefined {
  let best: DrawnWire | undefined;
  let least = reach;
  for (const wire of layout.wires) {
    for (let index = 1; index < wire.points.length; index++) {
      const away = distanceToSegment(at, wire.points[index - 1] as Point, wire.points[index] as Point);
      if (away <= least) [best, least] = [wire, away];
    }
  }
  return best;
}

export function partAt(layout: BoardLayout, at: Point): PlacedPart | undefined {
  return layout.parts.findLast(({ placement, geometry }) => inBox(placement.toPart(at), geometry.body));
}
