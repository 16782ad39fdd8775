import type { Nanos } from "@tickless/sim-core";
import type { TimelineEvent } from "../protocol/store.js";
import { transferOf } from "./columns/i2c.js";
import {
  frameText,
  heapText,
  levelText,
  numberText,
  serialText,
  spiText,
  taskText,
  trainText,
  transferText,
} from "./event-text.js";
import {
  columnOf,
  DigitalIndex,
  I2cIndex,
  PixelIndex,
  PwmIndex,
  TaskIndex,
  TextIndex,
  type TrackIndex,
} from "./index/index.js";

/** A row of a track, to be put in order with rows of others. */
export interface Place {
  readonly index: TrackIndex;
  readonly row: number;
}

/** What a marker of an exception that nobody caught begins with. */
const EXCEPTION = "exception: ";

/** The row as something that happened. */
export function eventOf({ index, row }: Place): TimelineEvent {
  const { name } = index.track;
  return { time: index.rows.time(row), track: name, ...kindAndText(index, row) };
}

/** Rows from `start` to before `end` in order. */
export function eventsBetween(indexes: readonly TrackIndex[], start: Nanos, end: Nanos): TimelineEvent[] {
  const places = indexes.map((index) => forwards(index, index.rows.before(start), index.rows.before(end)));
  return [...inOrder(places, 1)].map(eventOf);
}

export const isException = ({ track }: TrackIndex, row: number): boolean =>
  track.kind === "marker" && (track.value(row) as string).startsWith(EXCEPTION);

export function* forwards(index: TrackIndex, first: number, last = index.rows.count): Generator<Place> {
  for (let row = first; row < last; row++) yield { index, row };
}

export function* backwards(index: TrackIndex, last: number): Generator<Place> {
  for (let row = last; row >= 0; row--) yield { index, row };
}

/** Takes from several tracks, each in order (direction 1) or in reverse (-1), in the order of all; only as far as asked for. */
export function* inOrder(sources: readonly Iterator<Place>[], direction: 1 | -1): Generator<Place> {
  const heads = sources.flatMap((source) => headOf(source) ?? []);
  while (heads.length > 0) {
    let best = heads[0] as Head;
    for (const head of heads) if (compare(head, best) * direction < 0) best = head;
    yield best.place;
    const next = headOf(best.source);
    if (next) heads[heads.indexOf(best)] = next;
    else heads.splice(heads.indexOf(best), 1);
  }
}

interface Head {
  readonly source: Iterator<Place>;
  readonly place: Place;
  readonly time: Nanos;
  readonly sequence: number;
}

function headOf(source: Iterator<Place>): Head | undefined {
  const result = source.next();
  if (result.done) return undefined;
  const place = result.value;
  const { rows } = place.index;
  return { source, place, time: rows.time(place.row), sequence: rows.sequence(place.row) };
}

const compare = (a: Head, b: Head): number => a.time - b.time || a.sequence - b.sequence;

function kindAndText(index: TrackIndex, row: number): Pick<TimelineEvent, "kind" | "text"> {
  const { track } = index;
  if (index instanceof DigitalIndex) return { kind: "edge", text: levelText(index.level(row)) };
  if (index instanceof PwmIndex) return { kind: "pwm", text: trainText(index.train(row)) };
  if (index instanceof I2cIndex) return { kind: "i2c", text: transferText(transferOf(index, row)) };
  if (index instanceof TaskIndex) {
    return {
      kind: "task",
      text: taskText(index.owner(row).name, track.value(row, 1) as number, track.value(row, 2) as string),
    };
  }
  if (index instanceof TextIndex) {
    return { kind: track.name.endsWith(".in") ? "serial-in" : "serial", text: serialText(index.text(row, row + 1)) };
  }
  if (index instanceof PixelIndex) {
    const { length } = index.bytes(row);
    return { kind: "pixels", text: `${length} ${length === 1 ? "byte" : "bytes"} at ${index.offset(row)}` };
  }
  return plainText(index, row);
}

function plainText({ track }: TrackIndex, row: number): Pick<TimelineEvent, "kind" | "text"> {
  const value = track.value(row);
  const own = track.name.slice(track.name.lastIndexOf(".") + 1);
  switch (track.kind) {
    case "interrupt":
      return {
        kind: "interrupt",
        text: `${String(value)}: handler ${track.value(row, 1) === 1 ? "begins" : "returns"}`,
      };
    case "fault":
      return { kind: "fault", text: `${String(value)}: ${String(track.value(row, 1))}` };
    case "marker": {
      const text = value as string;
      return text.startsWith(EXCEPTION)
        ? { kind: "exception", text: text.slice(EXCEPTION.length) }
        : { kind: "marker", text };
    }
    case "uart": {
      const [data, status] = ["data", "status"].map((name) => track.value(row, columnOf(track, name)) as number);
      return { kind: "uart", text: frameText(own, data as number, status as number) };
    }
    case "bitstream":
      return {
        kind: "bitstream",
        text: spiText(track.value(row, columnOf(track, "data")) as Uint8Array, new Uint8Array()),
      };
    case "spi": {
      const [out, back] = ["mosi", "miso"].map((name) => track.value(row, columnOf(track, name)) as Uint8Array);
      return { kind: "spi", text: spiText(out as Uint8Array, back as Uint8Array) };
    }
    case "analog":
      return { kind: "analog", text: `${numberText(value as number)} V` };
    case "heap":
      return { kind: "heap", text: heapText(value as number) };
    default:
      return { kind: track.kind, text: `${own} ${numberText(value as number)}` };
  }
}
