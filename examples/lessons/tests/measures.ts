import { createHash } from "node:crypto";
import type { Bench, Nanos } from "tickless/testing";

/* What lessons measure, and how they write it. */

/** Something that happened: an edge, a printed line, a row. */
export interface Happening {
  readonly time: Nanos;
}

/** What came of a row of causes: each is followed by one effect before the next cause comes, if all is well. */
export interface Responses {
  /** From each cause that had an effect to its first one, ns. */
  readonly delays: readonly Nanos[];
  /** Causes without an effect. */
  readonly missed: number;
  /** Effects beyond the first of a cause, and those before any cause. */
  readonly extra: number;
}

/** Both in order of time. */
export function responses(causes: readonly Happening[], effects: readonly Happening[]): Responses {
  const delays: Nanos[] = [];
  causes.forEach(({ time }, index) => {
    const next = causes[index + 1]?.time ?? Infinity;
    const effect = effects.find((other) => other.time >= time && other.time < next);
    if (effect) delays.push(effect.time - time);
  });
  return { delays, missed: causes.length - delays.length, extra: effects.length - delays.length };
}

/** Smallest, greatest and mean of some numbers, and how far the first two are apart: of delays, the jitter. */
export function spread(values: readonly number[]) {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { min, max, mean, jitter: max - min };
}

/** From each to the next, ns. */
export const gaps = (happenings: readonly Happening[]): Nanos[] =>
  happenings.slice(1).map(({ time }, index) => time - happenings[index]!.time);

/** The share of all the time up to now in which a board's processor computed instead of waiting, 0 to 1. */
export function cpuLoad({ simulation }: Bench, board?: string): number {
  const runner = simulation.runners.find(({ id }) => board === undefined || id === board);
  return runner ? 1 - runner.waited / simulation.now : NaN;
}

/** Lines of a Python program without those that are empty, comments or docstrings. */
export function linesOfCode(python: string): number {
  const code = python.replace(/^[ \t]*"""[^]*?"""[ \t]*$/gm, "");
  return code.split("\n").filter((line) => !/^\s*(#.*)?$/.test(line)).length;
}

/** A text in 16 hex digits, the same for equal texts alone: the beginning of its SHA-256. */
export const fingerprintOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

const UNITS = [
  [1e9, "s"],
  [1e6, "ms"],
  [1e3, "µs"],
] as const;

/** A time with so many significant digits, for tables: "24.3 ms". */
export function timeText(ns: number, digits = 3): string {
  const [size, unit] = UNITS.find(([least]) => Math.abs(ns) >= least) ?? [1, "ns"];
  return `${significant(ns / size, digits)} ${unit}`;
}

/** A share in percent, with so many digits behind the point: "31.4 %". */
export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;

/** A whole number in groups of three digits: "1,000". */
export const grouped = (value: number): string => value.toLocaleString("en-US");

/** Never in the form 1e+3. */
const significant = (value: number, digits: number): string => {
  const whole = Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1);
  return value.toFixed(Math.max(0, digits - whole));
};
