import { Utf8, type Nanos, type Trace, type Track } from "@tickless/sim-core";
import { hasLevels, levelsOf } from "../measure/levels.js";
import { edgesOf } from "../measure/measures.js";
import type { Moment } from "./lesson.js";

/** From this value on a number counts as high: half pressed, half bright. */
const HALF = 0.5;

/** When in a run up to `end` this happens; undefined: it does not. */
export function momentIn(trace: Trace, moment: Moment, end: Nanos): Nanos | undefined {
  if (moment.kind === "time") return moment.time <= end ? moment.time : undefined;
  if (moment.kind === "serial") return printed(trace, moment.text, moment.number, end);
  const track = trace.get(moment.of);
  if (!track) return undefined;
  if (!hasLevels(track)) return rowAfter(track, moment.after, moment.number, end);
  const edges = edgesOf([...levelsOf(trace, track, HALF, moment.after, end)]);
  const fitting = edges.filter(({ kind }) => moment.edge === "change" || kind === moment.edge);
  return fitting[moment.number - 1]?.time;
}

/** Of tracks that have no levels each row is a change. */
function rowAfter(track: Track, after: Nanos, number: number, end: Nanos): Nanos | undefined {
  const row = (after === 0 ? -1 : track.rowAt(after)) + number;
  return row < track.rows && track.time(row) <= end ? track.time(row) : undefined;
}

/** When a board has printed this for the nth time. */
function printed(trace: Trace, text: string, number: number, end: Nanos): Nanos | undefined {
  const times = trace.tracks
    .filter(({ name }) => name.endsWith(".serial"))
    .flatMap((track) => timesOf(track, text, end));
  return times.sort((a, b) => a - b)[number - 1];
}

function timesOf(track: Track, text: string, end: Nanos): Nanos[] {
  const decoder = new Utf8();
  const times: Nanos[] = [];
  let tail = "";
  for (let row = 0; row < track.rows && track.time(row) <= end; row++) {
    tail += decoder.push(track.value(row) as Uint8Array);
    for (let at = tail.indexOf(text); at >= 0; at = tail.indexOf(text)) {
      times.push(track.time(row));
      tail = tail.slice(at + text.length);
    }
    tail = tail.slice(-text.length + 1 || tail.length);
  }
  return times;
}

interface WithTracks {
  readonly tracks: readonly { readonly name: string }[];
}

/** The tracks that a lesson means by a name: a track, all of a part or of a bus, or, without the board, "GP14", "tasks", "i2c0". */
export function tracksNamed({ tracks }: WithTracks, name: string): readonly string[] {
  const names = tracks.map((track) => track.name);
  const own = names.filter((track) => track === name || track.startsWith(`${name}.`));
  return own.length > 0 ? own : names.filter((track) => track.endsWith(`.${name}`));
}
