import type { Nanos } from "@tickless/sim-core";
import type { SearchQuery, TimelineEvent } from "../protocol/store.js";
import { backwards, eventOf, forwards, inOrder, isException, type Place } from "./events.js";
import { DigitalIndex, I2cIndex, TaskIndex, TextIndex, type TrackIndex } from "./index/index.js";
import type { Recording } from "./recording.js";
import { fold, rowsWithText } from "./text-search.js";

/** Where to look: from a time on, or before it. */
interface Way {
  readonly from: Nanos;
  readonly direction: 1 | -1;
}

/** Hits in the order in which they are met; looks no farther than for `limit` of them. */
export function search(recording: Recording, query: SearchQuery, way: Way, limit: number): TimelineEvent[] {
  const found: TimelineEvent[] = [];
  if (limit <= 0) return found;
  for (const place of inOrder(sourcesOf(recording, query, way), way.direction)) {
    found.push(eventOf(place));
    if (found.length >= limit) break;
  }
  return found;
}

function sourcesOf(recording: Recording, query: SearchQuery, way: Way): Iterator<Place>[] {
  switch (query.kind) {
    case "edge": {
      const index = recording.find(DigitalIndex, query.lane);
      return index ? [filtered(index, way, (row) => isEdge(index, row, query.edge))] : [];
    }
    case "serial":
      return recording.indexes.flatMap((index) => (index instanceof TextIndex ? texts(index, query.text, way) : []));
    case "exception":
      return ofKind(recording, "marker").map((index) => filtered(index, way, (row) => isException(index, row)));
    case "fault":
      return ofKind(recording, "fault").map((index) => filtered(index, way, () => true));
    case "any":
      return query.text.trim() === ""
        ? []
        : recording.indexes.flatMap((index) => anything(index, query.text, way) ?? []);
  }
}

const ofKind = ({ indexes }: Recording, kind: "marker" | "fault"): TrackIndex[] =>
  indexes.filter(({ track }) => track.kind === kind);

/** Each row leads to another level; the first one leads to it from nowhere. */
function isEdge(index: DigitalIndex, row: number, edge: "rising" | "falling" | "any"): boolean {
  return row > 0 && (edge === "any" || index.level(row) === (edge === "rising" ? 1 : 0));
}

function* filtered(index: TrackIndex, { from, direction }: Way, accept: (row: number) => boolean): Generator<Place> {
  const start = index.rows.before(from);
  const rows = direction === 1 ? forwards(index, start) : backwards(index, start - 1);
  for (const place of rows) if (accept(place.row)) yield place;
}

const texts = (index: TextIndex, text: string, { from, direction }: Way): Iterator<Place> =>
  rowsWithText(index, text, index.rows.before(from), direction);

function anything(index: TrackIndex, text: string, way: Way): Iterator<Place> | undefined {
  const { track } = index;
  if (index instanceof TextIndex) return texts(index, text, way);
  if (index instanceof TaskIndex) return taskHits(index, text, way);
  if (index instanceof I2cIndex) return transferHits(index, text, way);
  const wanted = fold(text);
  const columns = { fault: [0, 1], marker: [0] }[track.kind as string];
  return (
    columns &&
    filtered(index, way, (row) => columns.some((at) => fold(track.value(row, at) as string).includes(wanted)))
  );
}

/** Tasks by name (when they are made) and by what they wait for. */
function taskHits(index: TaskIndex, text: string, way: Way): Iterator<Place> {
  const wanted = fold(text);
  const known = new Map<string, boolean>();
  return filtered(index, way, (row) => {
    const own = index.track.value(row, 2) as string;
    let hit = known.get(own);
    if (hit === undefined) known.set(own, (hit = fold(own).includes(wanted)));
    return hit;
  });
}

/** Transfers by address and bytes in hexadecimal: "3c", "0x3c 80 00", "ae d5". */
function transferHits(index: I2cIndex, text: string, way: Way): Iterator<Place> | undefined {
  const digits = text.replace(/0x|[\s,]/gi, "");
  if (!/^([0-9a-f]{2})+$/i.test(digits)) return undefined;
  const wanted = digits.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? [];
  return filtered(index, way, (row) => {
    const address = index.track.value(row, 1) as number;
    const data = index.track.value(row, 5) as Uint8Array;
    if (wanted[0] === address && startsAt(data, 0, wanted, 1)) return true;
    for (let at = data.indexOf(wanted[0] as number); at >= 0; at = data.indexOf(wanted[0] as number, at + 1)) {
      if (startsAt(data, at, wanted, 0)) return true;
    }
    return false;
  });
}

const startsAt = (data: Uint8Array, at: number, wanted: readonly number[], skip: number): boolean =>
  wanted.slice(skip).every((byte, index) => data[at + index] === byte);
