import type { Nanos } from "@tickless/sim-core";

/** A span of time cut into columns. */
export interface View {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly width: number;
  /** How long a column is, ns; may be less than 1. Column `i` begins at `start + i * step`. */
  readonly step: number;
  /** How many columns begin within the recording; those behind them are empty. */
  readonly used: number;
}

export function viewOf(start: Nanos, end: Nanos, width: number, recorded: Nanos): View {
  const columns = Math.max(0, Math.floor(width));
  const step = columns > 0 ? Math.max(0, end - start) / columns : 0;
  let used = columns;
  if (step > 0) {
    used = Math.min(columns, Math.max(0, Math.floor((recorded - start) / step) + 1));
    while (used > 0 && start + (used - 1) * step > recorded) used--;
    while (used < columns && start + used * step <= recorded) used++;
  } else if (start > recorded) used = 0;
  return { start, end, width: columns, step, used };
}
