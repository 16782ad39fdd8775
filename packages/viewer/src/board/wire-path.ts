import type { Point } from "./plane.js";

/** One move of a wire's path. */
export interface Step {
  readonly axis: "h" | "v";
  readonly by: number;
}

/** Moves from the source onwards, and from the target outwards. */
export interface WirePath {
  readonly fromSource: readonly Step[];
  readonly fromTarget: readonly Step[];
}

const STEP = /^([hv])(-?\d+(?:\.\d+)?)$/;

/**
 * Reads a path of Wokwi's diagram format: "h10" and "v-5.5" move, "*" parts the moves of the source from those of the target,
 * which are applied last first from the target outwards. Undefined for "$bb": the part is plugged in, nothing is drawn.
 * What is no step is skipped.
 */
export function readWirePath(path: readonly string[]): WirePath | undefined {
  if (path.includes("$bb")) return undefined;
  const star = path.indexOf("*");
  const source = star < 0 ? path : path.slice(0, star);
  const target = star < 0 ? [] : path.slice(star + 1);
  return { fromSource: source.flatMap(readStep), fromTarget: target.flatMap(readStep).reverse() };
}

function readStep(text: string): Step[] {
  const match = STEP.exec(text);
  return match ? [{ axis: match[1] as "h" | "v", by: Number(match[2]) }] : [];
}

/** The wire's corners from `from` to `to`, both included: all its segments are horizontal or vertical. */
export function followWirePath(from: Point, to: Point, path: WirePath): Point[] {
  const source = walk(from, path.fromSource);
  const target = walk(to, path.fromTarget);
  return tidy([...source, ...corner(source, target), ...target.reverse()]);
}

function walk(start: Point, steps: readonly Step[]): Point[] {
  const points = [start];
  let { x, y } = start;
  for (const { axis, by } of steps) {
    if (axis === "h") x += by;
    else y += by;
    points.push({ x, y });
  }
  return points;
}

/** Closes the gap between the two ends by one horizontal and one vertical segment; which comes first, see `turnCost`. */
function corner(source: readonly Point[], target: readonly Point[]): Point[] {
  const from = source.at(-1) as Point;
  const to = target.at(-1) as Point;
  if (from.x === to.x || from.y === to.y) return [];
  const candidates = [
    { x: to.x, y: from.y },
    { x: from.x, y: to.y },
  ];
  const cost = (point: Point): number => turnCost(source, point) + turnCost(target, point);
  const [first, second] = candidates as [Point, Point];
  return [cost(second) < cost(first) ? second : first];
}

/** Around a corner costs nothing; straight on a little, because the last move would leave no mark; back the way it came much. */
function turnCost(walked: readonly Point[], next: Point): number {
  const last = walked.at(-1) as Point;
  const before = walked.at(-2);
  if (before === undefined) return 0;
  const dot = (last.x - before.x) * (next.x - last.x) + (last.y - before.y) * (next.y - last.y);
  return dot === 0 ? 0 : dot > 0 ? 1 : 10;
}

/** Without repeated points and points within a straight line. */
export function tidy(points: readonly Point[]): Point[] {
  const result: Point[] = [];
  for (const point of points) {
    const last = result.at(-1);
    if (last && close(last.x, point.x) && close(last.y, point.y)) continue;
    const before = result.at(-2);
    if (last && before && straight(before, last, point)) result.pop();
    result.push(point);
  }
  return result.length === 1 && points.length > 1 ? [...result, points.at(-1) as Point] : result;
}

const close = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

/** Whether `b` lies on the way from `a` to `c`; a way back is no straight line. */
function straight(a: Point, b: Point, c: Point): boolean {
  if (close(a.x, b.x) && close(b.x, c.x)) return (b.y - a.y) * (c.y - b.y) >= 0;
  if (close(a.y, b.y) && close(b.y, c.y)) return (b.x - a.x) * (c.x - b.x) >= 0;
  return false;
}
