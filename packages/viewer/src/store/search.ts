import type { Nanos } from "@tickless/sim-core";
import type { SearchQuery, TimelineEvent } from "../protocol/store.js";
import { backwards, eventOf, forwards, inOrder, isException, type Place } from "./events.js";
import { columnOf, DigitalIndex, I2cIndex, TaskIndex, TextIndex, type TrackIndex } from "./index/index.js";
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
      return recording.indexes.flatMap((index) => {
        if (index instanceof TextIndex) return texts(index, query.text, way);
        return (index.track.kind === "uart" && frameHits(index, [textBytes(query.text)], way)) || [];
      });
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
  if (index instanceof I2cIndex) return transferHits(index, "data", text, way);
  if (track.kind === "uart") return frameHits(index, [textBytes(text), hexBytes(text) ?? []], way);
  if (track.kind === "spi") return transferHits(index, "mosi", text, way);
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

/** Transfers by address (where there is one) and bytes in hexadecimal: "3c", "0x3c 80 00", "ae d5". */
function transferHits(index: TrackIndex, column: string, text: string, way: Way): Iterator<Place> | undefined {
  const { track } = index;
  const wanted = hexBytes(text);
  const [at, bytes] = [columnOf(track, "address"), columnOf(track, column)];
  return (
    wanted &&
    filtered(index, way, (row) => {
      const data = track.value(row, bytes) as Uint8Array;
      if (at >= 0 && wanted[0] === track.value(row, at) && startsAt(data, 0, wanted, 1)) return true;
      for (
        let from = data.indexOf(wanted[0] as number);
        from >= 0;
        from = data.indexOf(wanted[0] as number, from + 1)
      ) {
        if (startsAt(data, from, wanted, 0)) return true;
      }
      return false;
    })
  );
}

/** The bytes that a text writes in hexadecimal; undefined: it writes none. */
function hexBytes(text: string): readonly number[] | undefined {
  const digits = text.replace(/0x|[\s,]/gi, "");
  if (!/^([0-9a-f]{2})+$/i.test(digits)) return undefined;
  return digits.match(/../g)?.map((pair) => parseInt(pair, 16));
}

const textBytes = (text: string): readonly number[] => [...new TextEncoder().encode(fold(text))];

/** Frames of an UART at which one of these series of bytes begins; letters may be large or small. */
function frameHits(index: TrackIndex, series: readonly (readonly number[])[], way: Way): Iterator<Place> | undefined {
  const wanted = series.filter(({ length }) => length > 0);
  const { track, rows } = index;
  const data = columnOf(track, "data");
  const matches = (row: number, byte: number): boolean => {
    if (row >= rows.count) return false;
    const own = track.value(row, data) as number;
    return own === byte || (own >= 65 && own <= 90 && own + 32 === byte);
  };
  if (wanted.length === 0) return undefined;
  return filtered(index, way, (row) => wanted.some((bytes) => bytes.every((byte, at) => matches(row + at, byte))));
}

const startsAt = (data: Uint8Array, at: number, wanted: readonly number[], skip: number): boolean =>
  wanted.slice(skip).every((byte, index) => data[at + index] === byte);
