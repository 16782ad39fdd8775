import { UsageError } from "@tickless/sim-core";
import type { Bench } from "./bench.js";

/*
 * The simulations that a test makes are kept until it is known whether it fails, by whoever knows about tests.
 */

/** Of a test that makes very many, the last ones. */
const MOST = 20;

let ask: () => Bench[] | undefined = () => undefined;

/** Tells how to find out where the simulations of the present test are kept. Undefined: nowhere. */
export function setKeeper(keeper: () => Bench[] | undefined): void {
  ask = keeper;
}

/** A simulation was made. */
export function keep(bench: Bench): void {
  const kept = ask();
  kept?.push(bench);
  if (kept && kept.length > MOST) kept.shift();
}

/**
 * For a test that runs its body many times: of the simulations made there only those stay that the last run that failed has
 * made. When inputs are made smaller, that is the run with the smallest.
 */
export class Tries {
  private readonly kept = ask();
  private readonly before = [...(this.kept ?? [])];
  private failed: readonly Bench[] = [];

  /** Runs the body, and throws what it throws. Throws UsageError when it gives a promise, which nobody would wait for. */
  run(body: () => unknown): void {
    this.put([]);
    try {
      const result = body();
      if (result instanceof Promise) {
        result.catch(() => undefined);
        throw new UsageError(
          "what is run many times cannot be async: a simulation's calls return when all has happened",
        );
      }
      this.put(this.failed);
    } catch (error) {
      this.failed = this.kept?.filter((bench) => !this.before.includes(bench)) ?? [];
      throw error;
    }
  }

  /** All runs are over. */
  end(): void {
    this.put(this.failed);
  }

  private put(benches: readonly Bench[]): void {
    this.kept?.splice(0, this.kept.length, ...this.before, ...benches);
  }
}
