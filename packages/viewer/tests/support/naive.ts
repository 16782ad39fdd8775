import type { Nanos, Trace, Value } from "@tickless/sim-core";

/** A row of a track, as slow references read it. */
export interface Row {
  readonly time: Nanos;
  readonly sequence: number;
  readonly values: readonly Value[];
}

export function rowsOf(trace: Trace, name: string): Row[] {
  const track = trace.get(name);
  if (!track) return [];
  return Array.from({ length: track.rows }, (_, row) => {
    const values = track.columnNames.map((_column, index) => track.value(row, index));
    return { time: track.time(row), sequence: track.sequence(row), values };
  });
}

/** The columns of a view: those that begin in the recording have a place in it. */
export function columnsIn({ start, end, width }: { start: number; end: number; width: number }, recorded: Nanos) {
  const step = (end - start) / width;
  return Array.from({ length: width }, (_, index) => {
    const [from, to] = [start + index * step, start + (index + 1) * step];
    return { from, to, recorded: from <= recorded };
  });
}

/** What a column sees of rows: those within it and, unless one begins with it, the one in force as it begins. */
export function seen<R extends { readonly time: Nanos }>(rows: readonly R[], from: number, to: number): R[] {
  const within = rows.filter(({ time }) => time >= from && time < to);
  const before = rows.filter(({ time }) => time < from).at(-1);
  return before && within[0]?.time !== from ? [before, ...within] : within;
}

export const inForce = <R extends { readonly time: Nanos }>(rows: readonly R[], time: Nanos): R | undefined =>
  rows.filter((row) => row.time <= time).at(-1);
