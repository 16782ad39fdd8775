import { existsSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/* A project's TypeScript can compute for ever, and then nothing else runs in this thread, Ctrl-C included: another one looks after it. */

/** What the other thread is given. */
export interface Watched {
  /** Its one number grows while this thread is alive. */
  readonly signs: Int32Array;
  readonly patienceMs: number;
}

const PATIENCE_MS = 10_000;
const IDLE_SIGN_MS = 1000;

const signs = new Int32Array(new SharedArrayBuffer(4));
let watching = false;

/** The host's clock, ms. Whoever runs a simulation asks for it every few milliseconds. */
export function clock(): number {
  Atomics.add(signs, 0, 1);
  return performance.now();
}

/** Ends the process with a message when this thread has given no sign of life for long, and a project's TypeScript is why. */
export function watchForEndless(): void {
  const script = new URL("./endless-watch.js", import.meta.url);
  // There is one beside the compiled program.
  if (watching || !existsSync(fileURLToPath(script))) return;
  watching = true;
  const workerData: Watched = { signs, patienceMs: PATIENCE_MS };
  const worker = new Worker(script, { workerData });
  worker.on("error", () => undefined);
  worker.unref();
  // A thread with nothing to do is alive, too.
  setInterval(clock, IDLE_SIGN_MS).unref();
}
