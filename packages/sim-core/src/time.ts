/** Virtual time: an integer number of nanoseconds, exact to 2^53 ns (104 days). */
export type Nanos = number;

export const NEVER: Nanos = Infinity;

/** Microseconds as Nanos, rounded to the nearest. */
export const us = (n: number): Nanos => Math.round(n * 1e3);
/** Milliseconds as Nanos, rounded to the nearest. */
export const ms = (n: number): Nanos => Math.round(n * 1e6);
/** Seconds as Nanos, rounded to the nearest. */
export const s = (n: number): Nanos => Math.round(n * 1e9);

/** "1.250 ms", "3.000000 s": three digits behind the point in the largest unit that keeps it at least 1. */
export function formatTime(t: Nanos): string {
  if (!Number.isFinite(t)) return "never";
  const size = Math.abs(t);
  if (size < 1e3) return `${t} ns`;
  if (size < 1e6) return `${(t / 1e3).toFixed(3)} µs`;
  if (size < 1e9) return `${(t / 1e6).toFixed(3)} ms`;
  return `${(t / 1e9).toFixed(6)} s`;
}
