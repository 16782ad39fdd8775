import { nextPwmEdge, pwmLevelAt, toggles, type Nanos, type PwmSignal } from "@tickless/sim-core";
import {
  LEVEL_FLOATING,
  LEVEL_HIGH,
  LEVEL_LOW,
  LEVEL_PULSES,
  LEVEL_UNKNOWN,
  type PinColumns,
} from "../protocol/store.js";
import { columnPx, type ColumnMap } from "./column-map.js";

/*
 * A pin's levels as what is to be drawn: runs of pixels with one level each (or a mixture of levels). Work is proportional
 * to the number of columns, however many edges there are.
 */

/** From pixel `x0` to `x1`, levels as bits (LEVEL_…); more than one bit: edges closer than pixels. */
export interface LevelRun {
  readonly x0: number;
  readonly x1: number;
  readonly levels: number;
}

/** Bit of a level as the trace writes it: 0, 1, 2 X, 3 Z, 4 toggling. */
export const levelBit = (level: number): number =>
  [LEVEL_LOW, LEVEL_HIGH, LEVEL_UNKNOWN, LEVEL_FLOATING, LEVEL_PULSES][level] ?? 0;

/** Runs of equal columns. */
export function columnRuns(levels: Uint8Array, map: ColumnMap): LevelRun[] {
  const runs: LevelRun[] = [];
  let column = map.from;
  while (column < map.to) {
    const here = levels[column] as number;
    let next = column + 1;
    while (next < map.to && levels[next] === here) next++;
    const x0 = columnPx(map, column);
    const x1 = columnPx(map, next);
    if (here !== 0 && x1 > x0) runs.push({ x0, x1, levels: here });
    column = next;
  }
  return runs;
}

/** Runs between exact edges; `px` gives a time's pixel. They end at `end`, where the recording does. */
export function edgeRuns(pin: PinColumns, first: Nanos, end: Nanos, px: (time: Nanos) => number): LevelRun[] {
  const { times, levels } = pin.edges ?? { times: new Float64Array(), levels: new Uint8Array() };
  const runs: LevelRun[] = [];
  let x = px(first);
  let level = levelBefore(pin);
  const push = (x1: number): void => {
    const last = runs.at(-1);
    if (level === 0 || x1 < x) return;
    if (x1 === x && last && last.x0 === x) return;
    runs.push({ x0: x, x1, levels: level });
  };
  for (let i = 0; i < times.length; i++) {
    const next = px(times[i] as number);
    push(next);
    x = next;
    level = levelBit(levels[i] as number);
  }
  push(px(end));
  return runs;
}

/** The level with which the columns begin, as a bit; 0: there is none yet. */
export function levelBefore(pin: PinColumns): number {
  if (pin.edges && "before" in pin.edges) return pin.edges.before === undefined ? 0 : levelBit(pin.edges.before);
  const seen = pin.levels[0] ?? 0;
  const single = (bits: number): boolean => bits !== 0 && (bits & (bits - 1)) === 0;
  if (single(seen) || !pin.edges || pin.edges.levels.length === 0) return single(seen) ? seen : 0;
  // The first column has edges: what is not led to by its first edge was there before.
  const rest = seen & ~levelBit(pin.edges.levels[0] as number);
  return single(rest) ? rest : rest & -rest;
}

/** One pulse train in a view: in force from `start` to `end`. */
export interface Train {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly signal: PwmSignal;
}

/** The trains that are there, without the gaps between them. */
export function trainsOf({ trains, phases }: Pick<PinColumns, "trains" | "phases">, end: Nanos): Train[] {
  const result: Train[] = [];
  for (let i = 0; trains && i < trains.length; i += 3) {
    const [start, periodNs, highNs] = trains.subarray(i, i + 3) as unknown as [number, number, number];
    const until = Math.min(end, trains[i + 3] ?? end);
    const startNs = phases?.[i / 3] ?? start;
    if (periodNs > 0 && until > start) result.push({ start, end: until, signal: { periodNs, highNs, startNs } });
  }
  return result;
}

/** The train in force at a time. */
export const trainAt = (trains: readonly Train[], time: Nanos): Train | undefined =>
  trains.find(({ start, end }) => time >= start && time < end);

/** Pulses must be this wide to be drawn one by one, px. */
const MIN_PERIOD_PX = 4;

export const drawsPulses = (train: Train, perPx: number): boolean =>
  toggles(train.signal) && train.signal.periodNs / perPx >= MIN_PERIOD_PX;

/** The pulses of a train between two times, as runs of levels. */
export function pulseRuns(train: Train, from: Nanos, to: Nanos, px: (time: Nanos) => number): LevelRun[] {
  const runs: LevelRun[] = [];
  const end = Math.min(to, train.end);
  let time = Math.max(from, train.start);
  while (time < end) {
    const next = Math.min(end, nextPwmEdge(train.signal, time));
    const levels = pwmLevelAt(train.signal, time) ? LEVEL_HIGH : LEVEL_LOW;
    runs.push({ x0: px(time), x1: px(next), levels });
    time = next;
  }
  return runs;
}

/** What is left of `[x0, x1)` without these pieces, which are in order. */
export function gapsBetween(
  x0: number,
  x1: number,
  pieces: readonly (readonly [number, number])[],
): (readonly [number, number])[] {
  const gaps: (readonly [number, number])[] = [];
  let from = x0;
  for (const [start, end] of pieces) {
    if (end <= from) continue;
    if (start >= x1) break;
    if (start > from) gaps.push([from, start]);
    from = end;
  }
  if (from < x1) gaps.push([from, x1]);
  return gaps;
}
