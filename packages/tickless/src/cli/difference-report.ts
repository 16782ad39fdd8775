import { formatTime, type Trace, type TrackDifference } from "@tickless/sim-core";
import { exactTime, sideText, tasksBefore, tasksText } from "../recording/parting.js";

/** Two recordings to be told apart; the second may be a run that was to be like the first. */
export interface Compared {
  /** What the two are called, in a word each. */
  readonly names: readonly [string, string];
  readonly traces: readonly [Trace, Trace];
  /** Tracks that differ, the first to part in front; not none. */
  readonly differences: readonly TrackDifference[];
}

/**
 * The first divergent event and what ran then, some lines. How much heap is in use differs as soon as a program is another
 * one: then the first event besides is told too.
 */
export function firstDifference(compared: Compared): string {
  const [first, ...others] = compared.differences as [TrackDifference, ...TrackDifference[]];
  const besides = isHeap(first, compared) ? others.find((each) => !isHeap(each, compared)) : undefined;
  const text = `different: first at ${eventText(first, compared)}`;
  return besides ? `${text}besides the heap: first at ${eventText(besides, compared)}` : text;
}

function eventText(difference: TrackDifference, { names, traces }: Compared): string {
  const width = Math.max(names[0].length, names[1].length);
  const tasks = tasksText(tasksBefore(difference, traces));
  return lines([
    `${exactTime(difference.time)}, track ${difference.track}, row ${difference.row}`,
    `  ${names[0].padEnd(width)}  ${sideText(difference, "left")}`,
    `  ${names[1].padEnd(width)}  ${sideText(difference, "right")}`,
    ...(tasks === "" ? [] : [`  tasks running: ${tasks}`]),
  ]);
}

const isHeap = ({ track }: TrackDifference, { traces }: Compared): boolean =>
  traces.some((trace) => trace.get(track)?.kind === "heap");

/** "3 of 40 tracks differ". */
export function differingTracks({ traces, differences }: Compared): string {
  const all = new Set(traces.flatMap(({ tracks }) => tracks.map(({ name }) => name))).size;
  return `${differences.length} of ${all} tracks ${differences.length === 1 ? "differs" : "differ"}`;
}

/** A line for each track that differs. */
export function trackTable(compared: Compared): string {
  const { names, differences } = compared;
  const rows = differences.map(({ track, rows, time }) => [
    track,
    ...rows.map((count) => (count === undefined ? "none" : String(count))),
    formatTime(time),
  ]);
  const table = [["track", `rows ${names[0]}`, `rows ${names[1]}`, "first difference"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => (row[column] as string).length)));
  const text = table.map((row) => {
    const [track = "", left = "", right = "", time = ""] = row;
    return `  ${track.padEnd(widths[0] as number)}  ${left.padStart(widths[1] as number)}  ${right.padStart(widths[2] as number)}  ${time}`;
  });
  return lines([`${differingTracks(compared)}:`, ...text]);
}

/** The same for programs. Byte strings are in hex. */
export function differenceJson({ traces, differences }: Compared): Record<string, unknown> {
  const [first] = differences;
  const tracks = differences.map(({ track, time, row, rows }) => ({ track, timeNs: time, row, rows: counts(rows) }));
  if (!first) return { first: null, tracks };
  const { track, time, row } = first;
  const [left, right] = [first.left, first.right].map(
    (side) => side && { timeNs: side.time, values: Object.fromEntries(Object.entries(side.values).map(plain)) },
  );
  const tasks = tasksBefore(first, traces);
  return { first: { track, timeNs: time, row, left: left ?? null, right: right ?? null, tasks }, tracks };
}

const counts = (rows: TrackDifference["rows"]): (number | null)[] => rows.map((count) => count ?? null);

const plain = ([name, value]: [string, unknown]): [string, unknown] =>
  value instanceof Uint8Array ? [name, Buffer.from(value).toString("hex")] : [name, value];

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");
