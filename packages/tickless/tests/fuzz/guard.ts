import { Worker } from "node:worker_threads";

/* A case that never ends cannot be interrupted, so that somebody else has to tell which one it is. */

/** One case; the slowest take some seconds on a busy machine. */
const LIMIT_MS = 120_000;

const WATCHER = `
  const { writeSync } = require("node:fs");
  const { workerData: { now, what, limit, pid } } = require("node:worker_threads");
  let last = -1;
  setInterval(() => {
    const number = Atomics.load(now, 0);
    if (number === last) {
      writeSync(2, "\\n" + what + " " + number + " does not come to an end\\n");
      process.kill(pid, "SIGKILL");
    }
    last = number;
  }, limit);
`;

/** Ends the process when a case takes too long. */
export class Guard {
  private readonly now = new Int32Array(new SharedArrayBuffer(4));
  private readonly watcher: Worker;

  constructor(what: string) {
    const workerData = { now: this.now, what, limit: LIMIT_MS, pid: process.pid };
    this.watcher = new Worker(WATCHER, { eval: true, workerData });
    this.watcher.unref();
  }

  /** This case begins. */
  at(number: number): void {
    Atomics.store(this.now, 0, number);
  }

  async end(): Promise<void> {
    await this.watcher.terminate();
  }
}
