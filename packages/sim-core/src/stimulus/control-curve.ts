/* How a control moves by itself: as functions of the time since it began. Times in ns, values in the control's unit. */

import { cos } from "../exact-math.js";
import type { Nanos } from "../time.js";

export type WaveShape = "sine" | "square" | "triangle" | "sawtooth";
export const WAVE_SHAPES: readonly WaveShape[] = ["sine", "square", "triangle", "sawtooth"];

export type ControlCurve =
  /** Rows of a table; between them straight lines, or (`step`) each value until the next. `repeat` times. */
  | {
      readonly kind: "table";
      readonly times: readonly Nanos[];
      readonly values: readonly number[];
      readonly interpolate: "linear" | "step";
      readonly repeat: number;
    }
  /** From where the control is, evenly, to a value. */
  | { readonly kind: "ramp"; readonly to: number; readonly over: Nanos }
  /** Between two values, beginning at `min`; so many cycles, or for ever. */
  | {
      readonly kind: "wave";
      readonly shape: WaveShape;
      readonly min: number;
      readonly max: number;
      readonly period: Nanos;
      readonly cycles?: number;
    };

/** How long it lasts; Infinity: for ever. */
export function lengthOf(curve: ControlCurve): Nanos {
  if (curve.kind === "ramp") return curve.over;
  if (curve.kind === "wave") return curve.period * (curve.cycles ?? Infinity);
  return (curve.times.at(-1) ?? 0) * curve.repeat;
}

/** The value at a time since the beginning, when the control was at `from` before. */
export function valueAt(curve: ControlCurve, time: Nanos, from: number): number {
  const t = Math.min(Math.max(0, time), lengthOf(curve));
  if (curve.kind === "ramp") return tidy(curve.over === 0 ? curve.to : from + (curve.to - from) * (t / curve.over));
  if (curve.kind === "wave")
    return tidy(curve.min + (curve.max - curve.min) * heightOf(curve.shape, phaseOf(curve, t)));
  return tidy(tableAt(curve, t, from));
}

/**
 * When the control has to be set next after `time`: at the next multiple of `every`, at the edge of what jumps, at the end.
 * Infinity: no more.
 */
export function nextTime(curve: ControlCurve, time: Nanos, every: Nanos): Nanos {
  const end = lengthOf(curve);
  if (time >= end) return Infinity;
  if (curve.kind === "wave" && curve.shape === "square") {
    return Math.min(end, edgeAfter(time, curve.period / 2));
  }
  if (curve.kind === "table" && curve.interpolate === "step") return Math.min(end, rowAfter(curve, time));
  return Math.min(end, edgeAfter(time, every));
}

type Table = Extract<ControlCurve, { readonly kind: "table" }>;
type Wave = Extract<ControlCurve, { readonly kind: "wave" }>;

/** The first whole nanosecond at a multiple of `step` after `time`. */
function edgeAfter(time: Nanos, step: Nanos): Nanos {
  let count = Math.floor(time / step);
  while (Math.ceil(count * step) <= time) count++;
  return Math.ceil(count * step);
}

/** 0 to 1 within the cycle; at the very end of the last one 1. */
function phaseOf({ period, cycles }: Wave, time: Nanos): number {
  if (cycles !== undefined && time >= period * cycles) return 1;
  return (time % period) / period;
}

function heightOf(shape: WaveShape, phase: number): number {
  switch (shape) {
    case "sine":
      return (1 - cos(2 * Math.PI * phase)) / 2;
    case "square":
      return phase >= 0.5 && phase < 1 ? 1 : 0;
    case "triangle":
      return phase < 0.5 ? 2 * phase : 2 - 2 * phase;
    case "sawtooth":
      return phase;
  }
}

function tableAt(table: Table, time: Nanos, from: number): number {
  const { times, values, interpolate } = table;
  const length = times.at(-1) ?? 0;
  const repetition = length === 0 ? 0 : Math.min(Math.floor(time / length), table.repeat - 1);
  const t = time - repetition * length;
  const row = lastRow(times, t);
  // Before the first row it stays where it is.
  if (row < 0) return repetition > 0 ? (values.at(-1) as number) : from;
  const value = values[row] as number;
  const [begin, end] = [times[row] as Nanos, times[row + 1]];
  if (interpolate === "step" || end === undefined) return value;
  return value + ((values[row + 1] as number) - value) * ((t - begin) / (end - begin));
}

function rowAfter({ times, repeat }: Table, time: Nanos): Nanos {
  const length = times.at(-1) ?? 0;
  const repetition = Math.min(Math.floor(time / length), repeat - 1);
  const next = times[lastRow(times, time - repetition * length) + 1];
  return repetition * length + (next ?? length);
}

/** The last row whose time has come; -1: none. */
function lastRow(times: readonly Nanos[], time: Nanos): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as Nanos) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Without the last digits, in which the functions of two engines might differ. */
const tidy = (value: number): number => Number(value.toPrecision(12));
