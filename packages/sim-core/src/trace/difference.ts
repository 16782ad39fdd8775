import type { Nanos } from "../time.js";
import { isUntouched, type Trace } from "./trace.js";
import type { Track, Value } from "./track.js";

/** One row of a track, as {column: value}. */
export type Row = Readonly<Record<string, Value>>;

/** Where two recordings of a track part: the row that one has and the other has not, or has otherwise. */
export interface TrackDifference {
  readonly track: string;
  /** Of the earlier of the two rows. */
  readonly time: Nanos;
  readonly sequence: number;
  /** Index of the row. */
  readonly row: number;
  readonly left: { readonly time: Nanos; readonly values: Row } | undefined;
  readonly right: { readonly time: Nanos; readonly values: Row } | undefined;
  /** Rows of the whole track on either side; undefined: there is no such track. */
  readonly rows: readonly [number | undefined, number | undefined];
}

/**
 * The tracks in which two recordings differ, the one that differs first in front: by time, then by the order in which rows
 * were written, then by name. Like the fingerprint it does not look at the sequence numbers of rows that agree.
 */
export function differences(left: Trace, right: Trace): TrackDifference[] {
  const names = new Set([...left.tracks, ...right.tracks].map(({ name }) => name));
  const found = [...names].flatMap((name) => difference(name, left.get(name), right.get(name)) ?? []);
  return found.sort((a, b) => a.time - b.time || a.sequence - b.sequence || (a.track < b.track ? -1 : 1));
}

function difference(track: string, left: Track | undefined, right: Track | undefined): TrackDifference | undefined {
  const [short, long] = [Math.min(rowsOf(left), rowsOf(right)), Math.max(rowsOf(left), rowsOf(right))];
  const sameKind = left !== undefined && right !== undefined && left.kind === right.kind;
  let row = 0;
  if (sameKind) while (row < short && equalRows(left, right, row)) row++;
  if (sameKind && row === long) return undefined;
  if ([left, right].every((side) => !side || isUntouched(side))) return undefined;
  const rows = [left?.rows, right?.rows] as const;
  const times = [left, right].map((side) => (side && row < side.rows ? side.time(row) : Infinity));
  const first = (times[0] as number) <= (times[1] as number) ? left : right;
  return {
    track,
    time: Math.min(...times) === Infinity ? 0 : Math.min(...times),
    sequence: first && row < first.rows ? first.sequence(row) : 0,
    row,
    left: rowOf(left, row),
    right: rowOf(right, row),
    rows,
  };
}

const rowsOf = (track: Track | undefined): number => track?.rows ?? 0;

function rowOf(track: Track | undefined, row: number): TrackDifference["left"] {
  if (!track || row >= track.rows) return undefined;
  const values = Object.fromEntries(track.columnNames.map((name, column) => [name, track.value(row, column)]));
  return { time: track.time(row), values };
}

function equalRows(left: Track, right: Track, row: number): boolean {
  if (left.time(row) !== right.time(row)) return false;
  return left.columnNames.every((_, column) => equalValues(left.value(row, column), right.value(row, column)));
}

function equalValues(a: Value, b: Value): boolean {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return Object.is(a, b);
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
