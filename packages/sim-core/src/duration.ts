import { UsageError } from "./errors.js";
import type { Nanos } from "./time.js";

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
