import { formatTime, type Nanos } from "@tickless/sim-core/time";
import type { Comparison, TrackDifference } from "../protocol/store.js";

/* What there is to say about two runs over each other. */

/**
 * The first difference that tells something: how much heap is in use differs as soon as a program is another one, so that
 * comes only when nothing else differs.
 */
export const firstDifference = ({ differences }: Comparison): TrackDifference | undefined =>
  differences.find(({ kind }) => kind !== "heap") ?? differences[0];

/** In a few words, and the moment they are about. `reach`: where the longer of the two ends. */
export function verdict(comparison: Comparison | undefined, reach: Nanos): { text: string; at: Nanos | undefined } {
  if (!comparison) return { text: "comparing …", at: undefined };
  const { until, common } = comparison;
  const first = firstDifference(comparison);
  if (common === 0) return { text: "have no track in common", at: undefined };
  if (!first) return { text: until < reach ? `the same up to ${formatTime(until)}` : "the same", at: undefined };
  return {
    text: `part at ${formatTime(first.time)}${first.kind === "heap" ? ", in the heap only" : ""}`,
    at: first.time,
  };
}

/** "1 of 40 tracks differs". */
export const countText = ({ differences: { length }, common }: Comparison): string =>
  `${length} of ${common} tracks that both have ${length === 1 ? "differs" : "differ"}`;
