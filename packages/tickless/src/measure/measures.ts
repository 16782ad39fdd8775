import type { Nanos } from "@tickless/sim-core";
import type { Level, LevelChange } from "./levels.js";

/* What a logic analyser measures of the levels of a stretch of time, as `levelsOf` gives them. */

/** A wire became high or low. */
export interface LevelEdge {
  readonly time: Nanos;
  readonly kind: "rising" | "falling";
}

/**
 * Changes from high to low and back. A wire that is undefined or floats meanwhile keeps the level that it had, and has none
 * before it first had one.
 */
export function edgesOf(levels: Iterable<LevelChange>): LevelEdge[] {
  const edges: LevelEdge[] = [];
  let last: Level | undefined;
  for (const { time, level } of levels) {
    if (level === "x" || level === "z") continue;
    if (last !== undefined && level !== last) edges.push({ time, kind: level === 1 ? "rising" : "falling" });
    last = level;
  }
  return edges;
}

/** The share of the time from `from` to `to` in which the level was high, 0 to 1. There must be some time between them. */
export function dutyOf(levels: Iterable<LevelChange>, from: Nanos, to: Nanos): number {
  const all = [...levels];
  const high = all.reduce((sum, { time, level }, index) => {
    return level === 1 ? sum + (all[index + 1]?.time ?? to) - time : sum;
  }, 0);
  return high / (to - from);
}

/** Hz: periods between the first and the last rising edge; 0 when there are less than two. */
export function frequencyOf(levels: Iterable<LevelChange>): number {
  const rising = edgesOf(levels).filter(({ kind }) => kind === "rising");
  const [first, last] = [rising[0], rising.at(-1)];
  return first && last && rising.length > 1 ? ((rising.length - 1) * 1e9) / (last.time - first.time) : 0;
}
