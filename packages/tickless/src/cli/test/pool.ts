import { existsSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { CaseResult, FileResult, TestJob } from "./job.js";
import { runJob } from "./run-job.js";

export interface PoolOptions {
  /** At most so many at a time. */
  readonly workers: number;
  /** A file may take the host so long, ms. */
  readonly patienceMs: number;
  /** Aborted: nothing more is begun, what runs is ended. */
  readonly signal: AbortSignal;
}

/** Called for each file when it is done, whatever the order. */
type Done = (index: number, result: FileResult) => void;

/** There is one beside the compiled program; run from its sources, it does all by itself. */
const script = new URL("./worker.js", import.meta.url);

/** Runs jobs in worker threads. When it returns there are none left, and each job is done, unless `signal` was aborted. */
export async function runJobs(jobs: readonly TestJob[], options: PoolOptions, done: Done): Promise<void> {
  if (!existsSync(fileURLToPath(script))) return runHere(jobs, options, done);
  let next = 0;
  const serve = async (): Promise<void> => {
    const slot = new Slot(options);
    try {
      while (next < jobs.length && !options.signal.aborted) {
        const index = next++;
        const result = await slot.run(jobs[index] as TestJob);
        if (result) done(index, result);
      }
    } finally {
      await slot.end();
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.workers, jobs.length) }, serve));
}

async function runHere(jobs: readonly TestJob[], { signal, patienceMs }: PoolOptions, done: Done): Promise<void> {
  for (const [index, job] of jobs.entries()) {
    await setImmediate();
    if (signal.aborted) return;
    const started = performance.now();
    done(
      index,
      runJob(job, () => performance.now() - started > patienceMs),
    );
  }
}

/** A worker thread, replaced by another when it has to be ended. */
class Slot {
  private worker: Worker | undefined;

  constructor(private readonly options: PoolOptions) {}

  /** Undefined: it was told to stop. */
  async run(job: TestJob): Promise<FileResult | undefined> {
    const { patienceMs, signal } = this.options;
    const started = performance.now();
    const worker = (this.worker ??= new Worker(script));
    let stopListening = (): void => undefined;
    const outcome = await new Promise<FileResult | string | undefined>((resolve) => {
      const stop = (): void => resolve(undefined);
      const failed = (error: Error): void => resolve(`internal error: ${error.message}`);
      const ended = (code: number): void => resolve(`internal error: the worker ended (${code})`);
      const late = (): void => resolve(`not done after ${patienceMs / 1000} s of the host's time`);
      const timer = setTimeout(late, patienceMs);
      worker.on("message", resolve).on("error", failed).on("exit", ended);
      signal.addEventListener("abort", stop);
      stopListening = () => {
        clearTimeout(timer);
        worker.off("message", resolve).off("error", failed).off("exit", ended);
        signal.removeEventListener("abort", stop);
      };
      worker.postMessage(job);
    });
    stopListening();
    if (typeof outcome === "object") return outcome;
    await this.end();
    return outcome === undefined ? undefined : lost(outcome, performance.now() - started);
  }

  async end(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    // What goes wrong with a thread that is being ended does not matter.
    worker?.on("error", () => undefined);
    await worker?.terminate();
  }
}

/** Nothing is known of a file but that it took too long, or its worker failed. */
function lost(message: string, wallMs: number): FileResult {
  const error: CaseResult = { name: "(the file)", status: "error", message, details: "", from: 0, to: 0, run: 0 };
  return { cases: [error], runs: [], updates: [], warnings: [], mistakes: [], wallMs };
}
