import { text } from "../faces/shape.js";
import type { BoardLayout } from "./board-layout.js";
import { box, centreOf, inBox, type Box, type Point } from "./plane.js";

/** A part's label and id beside it. */
export interface LabelSpot {
  readonly part: string;
  readonly words: string;
  /** Middle of the words. */
  readonly at: Point;
  /** On a breadboard, which is light in every theme. */
  readonly onLight: boolean;
}

export const LABEL_SIZE = 6.4;
const LETTER = LABEL_SIZE * 0.6;
const GAP = 4;

/** Where the parts' names can stand without lying on a wire, a pin or another part; parts without such a place have none. */
export function labelSpots(layout: BoardLayout): readonly LabelSpot[] {
  const taken: Box[] = layout.parts.filter(({ shape }) => !shape.underneath).map(({ bounds }) => bounds);
  return layout.parts.flatMap((part): LabelSpot[] => {
    if (part.shape.underneath || part.shape.name === "Text") return [];
    const label = text(part.model, "label");
    const words = label === "" ? part.model.id : `${label} (${part.model.id})`;
    const width = words.length * LETTER + 2;
    const spot = around(part.bounds, width).find((area) => isFree(area, layout, taken));
    if (!spot) return [];
    taken.push(spot);
    const at = centreOf(spot);
    const onLight = layout.parts.some(({ shape, bounds }) => shape.underneath && inBox(at, bounds));
    return [{ part: part.model.id, words, at, onLight }];
  });
}

/** Above, below, left and right of a box, and at its corners. */
function around({ x, y, width, height }: Box, wide: number): Box[] {
  const high = LABEL_SIZE + 1;
  const [top, bottom] = [y - GAP - high, y + height + GAP];
  const [left, right] = [x - GAP - wide, x + width + GAP];
  const [middleX, middleY] = [x + (width - wide) / 2, y + (height - high) / 2];
  const spots: readonly (readonly [number, number])[] = [
    [middleX, top],
    [left, middleY],
    [right, middleY],
    [middleX, bottom],
    [right, y],
    [left, y],
    [right, y + height - high],
    [left, y + height - high],
    [x, top],
    [x + width - wide, top],
  ];
  return spots.map(([spotX, spotY]) => box(spotX, spotY, wide, high));
}

function isFree(area: Box, layout: BoardLayout, taken: readonly Box[]): boolean {
  if (taken.some((other) => overlap(area, other))) return false;
  if (layout.pins.some(({ at, hole }) => !hole && inBox(at, area, 2))) return false;
  return !layout.wires.some(({ points }) =>
    points.some((point, index) => index > 0 && overlap(area, segment(points[index - 1] as Point, point), 1.5)),
  );
}

const segment = (a: Point, b: Point): Box =>
  box(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y));

const overlap = (a: Box, b: Box, margin = 0): boolean =>
  a.x < b.x + b.width + margin &&
  b.x < a.x + a.width + margin &&
  a.y < b.y + b.height + margin &&
  b.y < a.y + a.height + margin;
