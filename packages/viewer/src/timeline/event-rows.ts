import type { Nanos } from "@tickless/sim-core";
import type { TimelineEvent } from "../protocol/store.js";

/** The last row at or before the cursor, or -1. */
export function currentRow(rows: readonly TimelineEvent[], cursor: Nanos): number {
  let here = -1;
  while (here + 1 < rows.length && (rows[here + 1] as TimelineEvent).time <= cursor) here++;
  return here;
}

/** Equal things at one time are told apart by their number. */
export function keyOf(rows: readonly TimelineEvent[], index: number): string {
  const { time, track } = rows[index] as TimelineEvent;
  let number = 0;
  while (index - number > 0 && rows[index - number - 1]?.time === time) number++;
  return `${time} ${track} ${number}`;
}
