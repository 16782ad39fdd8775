/* Points and boxes of the board's plane: CSS px at 96 dpi, y downwards (2.54 mm = 9.6 px). */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const PX_PER_MM = 96 / 25.4;

export const mm = (length: number): number => length * PX_PER_MM;

export const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

export const centreOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export const inBox = ({ x, y }: Point, area: Box, margin = 0): boolean =>
  x >= area.x - margin &&
  y >= area.y - margin &&
  x <= area.x + area.width + margin &&
  y <= area.y + area.height + margin;

export const grow = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** The smallest box around points; undefined without any. */
export function boundsOf(points: Iterable<Point>): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return left > right ? undefined : box(left, top, right - left, bottom - top);
}

export const cornersOf = ({ x, y, width, height }: Box): readonly [Point, Point, Point, Point] => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
];

/** Distance of a point from the segment between two others. */
export function distanceToSegment(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}
