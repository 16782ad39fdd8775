import { formatTime, TaskState, type Nanos, type Trace, type TrackDifference, type Value } from "@tickless/sim-core";

/*
 * What there is to say about where two recordings part, for people.
 */

/** "1.250 ms (1250000 ns)". */
export const exactTime = (time: Nanos): string => (time < 1000 ? formatTime(time) : `${formatTime(time)} (${time} ns)`);

/** A row of one side in words: "1.250 ms: value 1"; without one, that there is none. */
export function sideText(difference: TrackDifference, side: "left" | "right"): string {
  const row = difference[side];
  if (row) return `${exactTime(row.time)}: ${valuesText(row.values)}`;
  const rows = difference.rows[side === "left" ? 0 : 1];
  if (rows === undefined) return "there is no such track";
  return rows === 0 ? "nothing" : `nothing after its ${rows} rows`;
}

export const valuesText = (values: Readonly<Record<string, Value>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${valueText(value)}`)
    .join(", ");

const SHOWN_BYTES = 24;

function valueText(value: Value): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quoted(value);
  const shown = value.subarray(0, SHOWN_BYTES);
  const more = value.length > shown.length ? ` … (${value.length} bytes)` : "";
  const printable = value.length > 0 && shown.every((byte) => byte === 10 || byte === 13 || (byte >= 32 && byte < 127));
  if (printable) return quoted(String.fromCharCode(...shown)) + more;
  const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `[${hex}]${more}`;
}

const quoted = (value: string): string => plain(JSON.stringify(value));

/** A task at one moment. */
export interface TaskNow {
  readonly board: string;
  readonly name: string;
  readonly state: "running" | "waiting" | "created";
  /** For what it waits. */
  readonly on: string;
}

const STATES = {
  [TaskState.Running]: "running",
  [TaskState.Waiting]: "waiting",
  [TaskState.Created]: "created",
} as const;

/** The tasks that there are, when the rows before this one had been written. */
export function tasksAt(trace: Trace, time: Nanos, sequence: number): TaskNow[] {
  return trace.tracks.flatMap((track) => {
    if (track.kind !== "task") return [];
    const board = track.name.slice(0, track.name.indexOf("."));
    const tasks = new Map<number, TaskNow>();
    for (let row = 0; row < track.rows; row++) {
      const at = track.time(row);
      if (at > time || (at === time && track.sequence(row) >= sequence)) break;
      const [id, state, on] = [0, 1, 2].map((column) => track.value(row, column)) as [number, TaskState, string];
      const name = state === TaskState.Created ? on : (tasks.get(id)?.name ?? `task ${id}`);
      if (state === TaskState.Ended) tasks.delete(id);
      else tasks.set(id, { board, name, state: STATES[state], on: state === TaskState.Waiting ? on : "" });
    }
    return [...tasks.values()];
  });
}

/** "scroll", "main, blink", "none; 3 wait"; with several boards "esp:main, pico:main"; "" when the boards have no tasks. */
export function tasksText(tasks: readonly TaskNow[]): string {
  const several = new Set(tasks.map(({ board }) => board)).size > 1;
  const called = ({ board, name }: TaskNow): string => (several ? `${board}:${name}` : name);
  const running = tasks.filter(({ state }) => state === "running").map((task) => plain(called(task)));
  const others = tasks.filter(({ state }) => state !== "running");
  const waiting = others.map((task) => plain(called(task) + (task.on === "" ? "" : ` (${task.on})`))).join(", ");
  if (tasks.length === 0) return "";
  if (running.length === 0) return `none; waiting: ${waiting}`;
  return running.join(", ") + (waiting === "" ? "" : `; waiting: ${waiting}`);
}

/** Without control characters, which are commands to a terminal. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, "\uFFFD");

/** The tasks before two recordings part; up to there both have the same. */
export function tasksBefore(
  { time, sequence, left, right }: TrackDifference,
  traces: readonly [Trace, Trace],
): TaskNow[] {
  const onLeft = left && (!right || left.time <= right.time);
  return tasksAt(traces[onLeft ? 0 : 1], time, sequence);
}
