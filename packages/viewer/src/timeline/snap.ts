import type { Nanos } from "@tickless/sim-core";
import type { Span } from "../app/session.js";
import { lengthOf } from "./scale.js";

export const SNAP_PX = 8;

/** How far from a time something may be to be snapped to, ns. */
export const snapReach = (view: Span, width: number): Nanos => (SNAP_PX / width) * lengthOf(view);

/** The candidate nearest to `time` within reach, or `time` itself as a whole number of ns. At equal distance, the first. */
export function snap(time: Nanos, reach: Nanos, candidates: readonly (Nanos | undefined)[]): Nanos {
  let best = Math.round(time);
  let distance = reach;
  let found = false;
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const away = Math.abs(candidate - time);
    if (away < distance || (away === distance && !found)) {
      best = candidate;
      distance = away;
      found = true;
    }
  }
  return best;
}
