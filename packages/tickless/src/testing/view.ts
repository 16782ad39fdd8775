import { formatTime, UsageError, type Nanos, type Trace } from "@tickless/sim-core";
import { shown } from "./arguments.js";
import type { Places } from "./places.js";

/** A stretch of virtual time, ns. Default: from the start to now. */
export interface Range {
  readonly from?: Nanos;
  readonly to?: Nanos;
}

/** How a program came to an end, or why it does not go on. */
export interface End {
  /** "finished", "exception", "deadlock", "reset-loop". */
  readonly kind: string;
  /** One line for people. */
  readonly message: string;
  readonly time: Nanos;
  /** Where in the project, if that is known. */
  readonly file?: string;
  readonly line?: number;
}

/** A recording up to now, as queries and messages see it. */
export interface View {
  readonly trace: Trace;
  /** Nothing later is recorded yet. */
  readonly now: Nanos;
  /** Of which project, with which seed. */
  readonly title: string;
  /** Ids of the microcontroller boards. */
  readonly boards: readonly string[];
  readonly end: End | undefined;
  /** Where a board's program stood at a moment, if that is known. */
  places?(board: string, at: Nanos): Places;
}

/** The range with both its ends. Throws UsageError when it is no range, or not recorded yet. */
export function rangeOf(view: View, { from = 0, to = view.now }: Range): { readonly from: Nanos; readonly to: Nanos } {
  for (const time of [from, to]) checkTime(time);
  if (to > view.now) throw later(view, to);
  if (!(from >= 0 && from <= to)) {
    throw new UsageError(`there is no time from ${formatTime(from)} to ${formatTime(to)}`);
  }
  return { from, to };
}

/** `at`, or now. Throws UsageError when it is not recorded yet. */
export function momentOf(view: View, at: Nanos = view.now): Nanos {
  checkTime(at);
  if (at > view.now) throw later(view, at);
  if (at < 0) throw new UsageError(`there is no time ${formatTime(at)}`);
  return at;
}

/** Between two nanoseconds one may look. */
function checkTime(time: Nanos): void {
  if (Number.isFinite(time)) return;
  throw new UsageError(`${shown(time)} is no time: times are in nanoseconds, as us(), ms() and s() make them`);
}

const later = ({ now }: View, at: Nanos): UsageError =>
  new UsageError(`nothing is recorded yet of ${formatTime(at)}: it is ${formatTime(now)} now`);

export const rangeText = ({ from, to }: { readonly from: Nanos; readonly to: Nanos }): string =>
  `from ${formatTime(from)} to ${formatTime(to)}`;
