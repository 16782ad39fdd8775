import type { Box, Point } from "./plane.js";
import { tidy } from "./wire-path.js";

/** An end of a wire without a path: where it is, and to which side its pin looks. */
export interface Terminal {
  readonly at: Point;
  /** Unit vector away from the part; 0, 0: to any side. */
  readonly out: Point;
}

/** How far a wire goes straight out of a pin before it turns. */
const STUB = 10;
/** For entering a body, and for each px on it. */
const CROSSING = 60;
const ON_BODY = 8;
const WRONG_WAY = 300;
const CORNER = 20;

/** An orthogonal way between two pins that leaves them outwards, crosses few bodies and has few corners. */
export function autoRoute(from: Terminal, to: Terminal, bodies: readonly Box[]): Point[] {
  let best: Point[] = [];
  let least = Infinity;
  for (const candidate of candidates(from.at, to.at, bodies)) {
    const points = tidy(candidate);
    const cost = costOf(points, from, to, bodies);
    if (cost < least) [best, least] = [points, cost];
  }
  return best;
}

/** Ways of at most four corners, along lines near the ends and around the bodies. */
function* candidates(from: Point, to: Point, bodies: readonly Box[]): Generator<Point[]> {
  yield [from, { x: to.x, y: from.y }, to];
  yield [from, { x: from.x, y: to.y }, to];
  const offsets = [-3 * STUB, -STUB, STUB, 3 * STUB];
  const near = (a: number, b: number): number[] => [(a + b) / 2, ...offsets.flatMap((by) => [a + by, b + by])];
  for (const x of [...near(from.x, to.x), ...bodies.flatMap((body) => [body.x - STUB, body.x + body.width + STUB])]) {
    yield [from, { x, y: from.y }, { x, y: to.y }, to];
    for (const by of offsets) yield [from, { x, y: from.y }, { x, y: to.y + by }, { x: to.x, y: to.y + by }, to];
  }
  for (const y of [...near(from.y, to.y), ...bodies.flatMap((body) => [body.y - STUB, body.y + body.height + STUB])]) {
    yield [from, { x: from.x, y }, { x: to.x, y }, to];
    for (const by of offsets) yield [from, { x: from.x, y }, { x: to.x + by, y }, { x: to.x + by, y: to.y }, to];
  }
}

function costOf(points: readonly Point[], from: Terminal, to: Terminal, bodies: readonly Box[]): number {
  let cost = (points.length - 2) * CORNER;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1] as Point, points[index] as Point];
    cost += Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    for (const body of bodies) {
      const inside = lengthInside(a, b, body);
      if (inside > 0) cost += CROSSING + inside * ON_BODY;
    }
  }
  if (points.length < 2) return cost;
  const leaves = (at: Terminal, next: Point): number =>
    (next.x - at.at.x) * at.out.x + (next.y - at.at.y) * at.out.y < 0 ? WRONG_WAY : 0;
  return cost + leaves(from, points[1] as Point) + leaves(to, points.at(-2) as Point);
}

/** How much of an axis-parallel segment lies inside a body, px. */
function lengthInside(a: Point, b: Point, { x, y, width, height }: Box): number {
  const inset = 1.5;
  const across = Math.min(Math.max(a.x, b.x), x + width - inset) - Math.max(Math.min(a.x, b.x), x + inset);
  const down = Math.min(Math.max(a.y, b.y), y + height - inset) - Math.max(Math.min(a.y, b.y), y + inset);
  return across < 0 || down < 0 ? 0 : across + down;
}
