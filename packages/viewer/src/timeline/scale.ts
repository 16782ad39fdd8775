import type { Nanos } from "@tickless/sim-core";
import type { Span } from "../app/session.js";

/*
 * Time and pixels. A view is a span of time on `width` pixels; times in between are fractions of a ns as long as nobody
 * needs whole ones, so that zooming in and out again ends where it began.
 */

/** Closer one cannot look: a ns is then a dozen pixels wide. */
export const SHORTEST_VIEW: Nanos = 100;
/** What a view shows before anything has been recorded. */
const EMPTY_VIEW: Nanos = 1e6;

export const lengthOf = (view: Span): number => view.end - view.start;

export const toPx = (view: Span, width: number, time: Nanos): number => ((time - view.start) / lengthOf(view)) * width;

export const toTime = (view: Span, width: number, px: number): Nanos => view.start + (px / width) * lengthOf(view);

/** `factor` times as long; the time `anchor` stays where it is on the screen. */
export function zoom(view: Span, anchor: Nanos, factor: number): Span {
  const length = Math.max(SHORTEST_VIEW, lengthOf(view) * factor);
  const share = (anchor - view.start) / lengthOf(view);
  const start = anchor - share * length;
  return { start, end: start + length };
}

export const pan = (view: Span, by: number): Span => ({ start: view.start + by, end: view.end + by });

/** The longest view of a recording that reaches to `end`: all of it and a little air. */
export const longestView = (end: Nanos): number => Math.max(EMPTY_VIEW, end * 1.05);

/**
 * The view nearest to this one that is not longer than sense makes, and starts inside the recording. Only its place
 * changes, unless it is too long or too short.
 */
export function clampView(view: Span, end: Nanos): Span {
  const length = Math.min(longestView(end), Math.max(SHORTEST_VIEW, lengthOf(view)));
  const excess = lengthOf(view) - length;
  const last = Math.max(0, end - length / 2);
  const start = Math.min(last, Math.max(0, view.start + excess / 2));
  return { start, end: start + length };
}

/** A step from one view towards another: the length moves in equal factors, so that it looks even. */
export function between(from: Span, to: Span, share: number): Span {
  const length = lengthOf(from) * (lengthOf(to) / lengthOf(from)) ** share;
  const grown = lengthOf(to) - lengthOf(from);
  // With a change of length, the place follows the length: what both views have in common then stays in place.
  const moved = Math.abs(grown) < 1e-9 * lengthOf(to) ? share : (length - lengthOf(from)) / grown;
  const start = from.start + (to.start - from.start) * moved;
  return { start, end: start + length };
}

/** Whether two views look the same. */
export const sameView = (a: Span, b: Span): boolean =>
  Math.abs(a.start - b.start) + Math.abs(a.end - b.end) < 1e-4 * lengthOf(b);

/** The span between two pinching fingers: each keeps the time that it took hold of. */
export function pinch(view: Span, width: number, from: readonly [number, number], to: readonly [number, number]): Span {
  const first = toTime(view, width, from[0]);
  const second = toTime(view, width, from[1]);
  const apart = to[1] - to[0];
  const perPx = Math.abs(apart) < 8 ? lengthOf(view) / width : (second - first) / apart;
  if (!(perPx > 0)) return view;
  const middle = (first + second) / 2 - ((to[0] + to[1]) / 2) * perPx;
  return { start: middle, end: middle + perPx * width };
}
