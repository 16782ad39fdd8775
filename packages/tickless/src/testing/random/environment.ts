import { UsageError } from "@tickless/sim-core";

/** TICKLESS_RUNS: how many runs instead of `fallback`. Throws UsageError. */
export function runsOr(fallback: number): number {
  const text = process.env["TICKLESS_RUNS"];
  if (text === undefined || text === "") return fallback;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`TICKLESS_RUNS is '${text}': write how many runs, such as 1000`);
  return Number(text);
}

/**
 * TICKLESS_SEED: the seed to replay; behind a slash the way to the input that failed, as fast-check writes it ("7", "1/3:0:1").
 * Undefined when it is not set. Throws UsageError.
 */
export function seedFromEnvironment(): { readonly seed: number; readonly path: string } | undefined {
  const text = process.env["TICKLESS_SEED"];
  if (text === undefined || text === "") return undefined;
  const match = /^(-?\d{1,15})(?:\/([\d:]*))?$/.exec(text);
  if (!match) throw new UsageError(`TICKLESS_SEED is '${text}': write the number that the failed test printed`);
  return { seed: Number(match[1]), path: match[2] ?? "" };
}
