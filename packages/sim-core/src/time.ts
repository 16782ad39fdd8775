import { UsageError } from "./errors.js";

/** Virtual time: an integer number of nanoseconds, exact to 2^53 ns (104 days). */
export type Nanos = number;

export const NEVER: Nanos = Infinity;

/** Microseconds as Nanos, rounded to the nearest. */
export const us = (n: number): Nanos => Math.round(n * 1e3);
/** Milliseconds as Nanos, rounded to the nearest. */
export const ms = (n: number): Nanos => Math.round(n * 1e6);
/** Seconds as Nanos, rounded to the nearest. */
export const s = (n: number): Nanos => Math.round(n * 1e9);

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 };

/** Reads "250ms", "1.5 s", "2min"; a bare number is seconds. Throws UsageError for anything else. */
export function parseDuration(text: string): Nanos {
  const match = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*(ns|us|µs|ms|s|min|h)?\s*$/.exec(text);
  if (!match) throw new UsageError(`'${text}' is not a duration; write for example 250ms, 1.5s or 2min`);
  const nanos = Math.round(Number(match[1]) * (UNITS[match[2] ?? "s"] as number));
  if (nanos > Number.MAX_SAFE_INTEGER)
    throw new UsageError(`'${text}' is longer than 104 days, the most a run can take`);
  return nanos;
}

/** "1.250 ms", "3.000000 s": three digits behind the point in the largest unit that keeps it at least 1. */
export function formatTime(t: Nanos): string {
  if (!Number.isFinite(t)) return "never";
  const size = Math.abs(t);
  if (size < 1e3) return `${t} ns`;
  if (size < 1e6) return `${(t / 1e3).toFixed(3)} µs`;
  if (size < 1e9) return `${(t / 1e6).toFixed(3)} ms`;
  return `${(t / 1e9).toFixed(6)} s`;
}
