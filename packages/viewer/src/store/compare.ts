import { TraceTap, type Nanos, type Trace } from "@tickless/sim-core";
import type { Comparison, LaneRef, TrackDifference } from "../protocol/store.js";
import { eventOf } from "./events.js";
import { Recording } from "./recording.js";
import { TrackPair } from "./track-pair.js";

/** A recording out of a file, with the indexes of one that has been watched. */
export function recordingOf(run: number, trace: Trace, end: Nanos): Recording {
  const recording = new Recording(
    run,
    trace.tracks.map(({ name, kind }) => ({ name, kind })),
  );
  recording.append(new TraceTap(trace).take(end));
  return recording;
}

/** Names of the tracks in which something happens after time 0; faults, and controls that were set, are some at any time. */
export function activeTracks({ indexes }: Recording): string[] {
  const active = indexes.filter(({ track, rows }) => {
    return rows.count > 0 && (track.kind === "fault" || track.kind === "control" || rows.time(rows.count - 1) > 0);
  });
  return active.map(({ track }) => track.name);
}

/** Two runs over each other. Tracks belong together by name and kind; what is behind the end of the shorter run is no difference. */
export class Comparer {
  private readonly pairs: ReadonlyMap<string, TrackPair>;

  constructor(
    readonly a: Recording,
    readonly b: Recording,
  ) {
    const pairs = a.indexes.flatMap(({ track }) => {
      const other = b.get(track.name)?.track;
      return other?.kind === track.kind ? [[track.name, new TrackPair(track, other)] as const] : [];
    });
    this.pairs = new Map(pairs);
  }

  comparison(): Comparison {
    const { a, b, pairs, until } = this;
    const found = [...pairs].flatMap(([name, pair]) => this.differenceOf(name, pair) ?? []);
    const alone = (own: Recording): string[] => own.tracks.flatMap(({ name }) => (pairs.has(name) ? [] : [name]));
    return {
      until,
      differences: found.sort((one, other) => one.time - other.time || (one.track < other.track ? -1 : 1)),
      onlyA: alone(a),
      onlyB: alone(b),
      common: pairs.size,
    };
  }

  /** The next or previous moment in which they differ on these lanes. */
  next(time: Nanos, direction: 1 | -1, lanes: readonly LaneRef[]): Nanos | undefined {
    const { until } = this;
    const names = new Set(lanes.flatMap(({ tracks }) => tracks));
    const times = [...names].flatMap((name) => {
      const pair = this.pairs.get(name);
      return (direction === 1 ? pair?.after(time, until) : pair?.before(time, until)) ?? [];
    });
    if (times.length === 0) return undefined;
    return times.reduce((best, other) => ((other - best) * direction < 0 ? other : best));
  }

  /** Up to here both are known. */
  private get until(): Nanos {
    return Math.min(this.a.end, this.b.end);
  }

  private differenceOf(name: string, pair: TrackPair): TrackDifference | undefined {
    const parting = pair.first(this.until);
    if (!parting) return undefined;
    const [a, b] = [rowText(this.a, name, parting.rowA), rowText(this.b, name, parting.rowB)];
    return { track: name, kind: this.a.get(name)?.track.kind ?? "", time: parting.time, a, b };
  }
}

function rowText(recording: Recording, name: string, row: number): TrackDifference["a"] {
  const index = recording.get(name);
  if (!index || row >= index.rows.count) return undefined;
  const { time, text } = eventOf({ index, row });
  return { time, text };
}
