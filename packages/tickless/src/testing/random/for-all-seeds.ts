import { UsageError } from "@tickless/sim-core";
import { shown } from "../arguments.js";
import { TestFailure } from "../failure.js";
import { Tries } from "../kept-benches.js";
import { runsOr, seedFromEnvironment } from "./environment.js";
import { replayCommand } from "./replay.js";

/**
 * Runs `body` with the seeds 1 to n. TICKLESS_RUNS says another n, TICKLESS_SEED a single seed to run with. Throws TestFailure at
 * the first seed that fails, with the command that replays it.
 */
export function forAllSeeds(n: number, body: (seed: number) => void): void {
  if (!(Number.isSafeInteger(n) && n > 0)) throw new UsageError(`forAllSeeds: ${shown(n)} is no number of seeds`);
  const only = seedFromEnvironment();
  const runs = runsOr(n);
  const seeds = only ? [only.seed] : Array.from({ length: runs }, (_, index) => index + 1);
  const tries = new Tries();
  for (const seed of seeds) {
    try {
      tries.run(() => body(seed));
    } catch (error) {
      throw failureOf(error, `seed ${seed} fails${only ? "" : ` (of 1 to ${runs})`}`, String(seed), forAllSeeds);
    }
  }
}

/** The error with what was run and how to replay it in front. */
export function failureOf(
  error: unknown,
  what: string,
  replay: string,
  from: (...args: never[]) => unknown,
): TestFailure {
  const message = error instanceof Error ? error.message : String(error);
  const time = error instanceof TestFailure ? error.time : NaN;
  return new TestFailure(`${what}; replay it with\n\n  ${replayCommand(replay)}\n\n${message}`, time, {
    cause: error,
    from,
  });
}
