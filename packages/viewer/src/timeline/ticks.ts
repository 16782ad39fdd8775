import type { Nanos } from "@tickless/sim-core";
import type { Span } from "../app/session.js";
import { lengthOf } from "./scale.js";
import { unitFor, withUnit } from "./format.js";

/** Marks of the time axis. */
export interface Ticks {
  /** Between two labelled ticks, ns: 1, 2 or 5 times a power of ten. */
  readonly step: Nanos;
  readonly major: readonly { readonly time: Nanos; readonly label: string }[];
  readonly minor: readonly Nanos[];
}

/** The smallest of 1, 2, 5 · 10^k ns that is at least this long. */
export function niceStep(atLeast: number): Nanos {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, atLeast))));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= atLeast * (1 - 1e-9)) ?? 10 * power;
}

/** Into how many parts a step is divided: into such that are 1, 2 or 5 · 10^k as well. */
const partsOf = (step: Nanos): number => (/^2/.test(step.toPrecision(1)) ? 4 : 5);

/** Labels get at least `room` pixels; `charWidth` is that of a digit. */
export function ticks(view: Span, width: number, charWidth = 6.6, room = 28): Ticks {
  const perPx = lengthOf(view) / width;
  const unit = unitFor(Math.max(Math.abs(view.start), Math.abs(view.end)));
  let step = niceStep(perPx * 64);
  // Deeply zoomed in, labels are long: the step grows until they fit.
  while (step / perPx < label(view.end, step, unit).length * charWidth + room) step = niceStep(step * 1.5);
  const count = (from: number, to: number, size: number): number[] => {
    const first = Math.ceil(from / size);
    return Array.from({ length: Math.max(0, Math.floor(to / size) - first + 1) }, (_, index) => (first + index) * size);
  };
  const major = count(view.start - step, view.end, step).map((time) => ({ time, label: label(time, step, unit) }));
  const parts = partsOf(step);
  const minor = step < parts ? [] : count(view.start, view.end, step / parts).filter((time) => time % step !== 0);
  return { step, major, minor };
}

function label(time: Nanos, step: Nanos, unit: { readonly size: number }): string {
  if (time === 0) return "0";
  const decimals = Math.max(0, Math.ceil(Math.log10(unit.size / step) - 1e-9));
  return withUnit(time, unit, decimals);
}
