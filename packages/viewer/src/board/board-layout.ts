import { shapeOfPart } from "../faces/shapes.js";
import type { ControlArea, PartGeometry, PartShape } from "../faces/shape.js";
import type { BoardModel, PartModel } from "../protocol/project.js";
import { autoRoute, type Terminal } from "./auto-route.js";
import { Placement } from "./placement.js";
import { boundsOf, box, centreOf, cornersOf, grow, type Box, type Point } from "./plane.js";
import { followWirePath, readWirePath } from "./wire-path.js";

/** A part where it lies. */
export interface PlacedPart {
  readonly model: PartModel;
  readonly shape: PartShape;
  readonly geometry: PartGeometry;
  readonly placement: Placement;
  readonly controls: readonly ControlArea[];
  /** Around its body, on the board. */
  readonly bounds: Box;
}

export interface PlacedPin {
  readonly part: string;
  readonly pin: string;
  readonly net: number;
  readonly at: Point;
  /** A hole of a breadboard: not worth naming. */
  readonly hole: boolean;
}

export interface DrawnWire {
  readonly net: number;
  readonly color: string;
  /** Corners, ends included. */
  readonly points: readonly Point[];
}

/** Where everything of a board is drawn. */
export interface BoardLayout {
  /** In order of drawing. Hidden parts are not among them. */
  readonly parts: readonly PlacedPart[];
  readonly wires: readonly DrawnWire[];
  readonly pins: readonly PlacedPin[];
  readonly pinsOfNet: ReadonlyMap<number, readonly PlacedPin[]>;
  /** Around all of it. */
  readonly bounds: Box;
}

export function layOut(board: BoardModel): BoardLayout {
  const all = new Map(board.parts.map((part) => [part.id, place(part)]));
  const parts = [...all.values()].filter(({ model }) => !model.hide).sort(byLevel);
  const pins = parts.flatMap(pinsOf);
  const wires = board.wires.flatMap((wire): DrawnWire[] => {
    const points = wire.color === "" ? undefined : pointsOf(wire, all, parts);
    return points ? [{ net: wire.net, color: wire.color, points }] : [];
  });
  const pinsOfNet = new Map<number, PlacedPin[]>();
  for (const pin of pins) {
    const known = pinsOfNet.get(pin.net);
    if (known) known.push(pin);
    else pinsOfNet.set(pin.net, [pin]);
  }
  const bounds = boundsOf([
    ...parts.flatMap(({ bounds }) => cornersOf(bounds)),
    ...wires.flatMap(({ points }) => points),
  ]);
  return { parts, wires, pins, pinsOfNet, bounds: bounds ?? box(0, 0, 1, 1) };
}

function place(model: PartModel): PlacedPart {
  const shape = shapeOfPart(model);
  const geometry = shape.geometry(model);
  const placement = new Placement(model.left, model.top, model.rotate, geometry.width, geometry.height);
  const controls = (shape.controls?.(model) ?? []).filter(({ control }) =>
    model.controls.some(({ name }) => name === control),
  );
  return { model, shape, geometry, placement, controls, bounds: placement.boxOnBoard(geometry.body) };
}

/** Breadboards below all else; else as in the board. */
const byLevel = (a: PlacedPart, b: PlacedPart): number => Number(!a.shape.underneath) - Number(!b.shape.underneath);

function pinsOf({ model, shape, geometry, placement }: PlacedPart): PlacedPin[] {
  return Object.entries(model.pins).flatMap(([pin, net]) => {
    const at = geometry.pins.get(pin);
    return at ? [{ part: model.id, pin, net, at: placement.toBoard(at), hole: shape.underneath ?? false }] : [];
  });
}

function pointsOf(
  { from, to, path }: BoardModel["wires"][number],
  all: ReadonlyMap<string, PlacedPart>,
  shown: readonly PlacedPart[],
): readonly Point[] | undefined {
  const moves = readWirePath(path);
  const start = terminalOf(all.get(from.part), from.pin);
  const end = terminalOf(all.get(to.part), to.pin);
  if (!moves || !start || !end) return undefined;
  const { fromSource, fromTarget } = moves;
  if (fromSource.length + fromTarget.length > 0) return followWirePath(start.at, end.at, moves);
  const bodies = shown.filter(({ shape }) => !shape.underneath).map(({ bounds }) => bounds);
  return autoRoute(start, end, bodies);
}

/** A pin and the side that it looks to: away from the body, by the nearest edge. */
function terminalOf(part: PlacedPart | undefined, pin: string): Terminal | undefined {
  const at = part?.geometry.pins.get(pin);
  if (!part || !at) return undefined;
  const onBoard = part.placement.toBoard(at);
  if (part.shape.underneath) return { at: onBoard, out: { x: 0, y: 0 } };
  const { bounds } = part;
  const sides = [
    { x: -1, y: 0, away: onBoard.x - bounds.x },
    { x: 1, y: 0, away: bounds.x + bounds.width - onBoard.x },
    { x: 0, y: -1, away: onBoard.y - bounds.y },
    { x: 0, y: 1, away: bounds.y + bounds.height - onBoard.y },
  ];
  const { x, y } = sides.reduce((best, side) => (side.away < best.away ? side : best));
  return { at: onBoard, out: { x, y } };
}

/** Parts in reading order: rows from the top, each from the left. */
export function inReadingOrder(parts: readonly PlacedPart[]): readonly PlacedPart[] {
  const row = ({ bounds }: PlacedPart): number => Math.round(centreOf(bounds).y / 60);
  return [...parts].sort((a, b) => row(a) - row(b) || centreOf(a.bounds).x - centreOf(b.bounds).x);
}

/** The box on the board of a part's control, or of the part. */
export const areaOnBoard = (part: PlacedPart, control?: ControlArea): Box =>
  control ? part.placement.boxOnBoard(control.area) : grow(part.bounds, 2);
