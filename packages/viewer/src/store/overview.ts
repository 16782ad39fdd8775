import type { Nanos } from "@tickless/sim-core";
import type { TimelineEvent } from "../protocol/store.js";
import { backwards, eventOf, forwards, inOrder, isException, type Place } from "./events.js";
import type { TrackIndex } from "./index/index.js";
import type { Recording } from "./recording.js";
import { viewOf } from "./view.js";

/** Faults and exceptions that are marked in the overview, at most. */
const MOST_MARKS = 500;

/** How much happens in each column of the time up to `end`, by default of the whole recording, and where something went wrong. */
export function overview(
  recording: Recording,
  width: number,
  end = recording.end,
): { activity: Float32Array; marks: TimelineEvent[] } {
  // The last instant of the recording belongs to it.
  const view = viewOf(0, end + 1, width, recording.end);
  const activity = new Float32Array(view.width);
  for (const { rows } of recording.indexes) {
    if (rows.count === 0) continue;
    const before = rows.beforeColumns(view);
    for (let column = 0; column < view.width; column++) {
      activity[column] = (activity[column] as number) + (before[column + 1] as number) - (before[column] as number);
    }
  }
  const most = Math.log1p(activity.reduce((max, count) => Math.max(max, count), 0));
  if (most > 0) activity.forEach((count, column) => (activity[column] = Math.log1p(count) / most));
  return { activity, marks: marksOf(recording) };
}

function marksOf({ indexes }: Recording): TimelineEvent[] {
  const marks: TimelineEvent[] = [];
  for (const place of inOrder(
    indexes.flatMap((index) => marksIn(index) ?? []),
    1,
  )) {
    marks.push(eventOf(place));
    if (marks.length >= MOST_MARKS) break;
  }
  return marks;
}

function marksIn(index: TrackIndex): Iterator<Place> | undefined {
  if (index.track.kind === "fault") return forwards(index, 0);
  return index.track.kind === "marker" ? exceptionsIn(index) : undefined;
}

function* exceptionsIn(index: TrackIndex): Generator<Place> {
  for (const place of forwards(index, 0)) if (isException(index, place.row)) yield place;
}

/** What happened around a time: at most `limit` rows before or at it and as many after it, in order. */
export function around(recording: Recording, time: Nanos, limit: number, tracks: readonly string[]): TimelineEvent[] {
  const indexes = tracks.flatMap((track) => recording.get(track) ?? []);
  const before = inOrder(
    indexes.map((index) => backwards(index, index.rows.at(time))),
    -1,
  );
  const after = inOrder(
    indexes.map((index) => forwards(index, index.rows.at(time) + 1)),
    1,
  );
  return [...first(before, limit).reverse(), ...first(after, limit)].map(eventOf);
}

function first(places: Iterator<Place>, limit: number): Place[] {
  const taken: Place[] = [];
  while (taken.length < limit) {
    const result = places.next();
    if (result.done) break;
    taken.push(result.value);
  }
  return taken;
}
