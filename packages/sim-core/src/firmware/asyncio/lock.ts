import { RuntimeError } from "./errors.js";
import { Waiting, type Coroutine } from "./suspension.js";
import { Waiters } from "./waiters.js";

const WAITING = new Waiting("lock");

/** One task holds it; the others get it in the order in which they asked. */
export class Lock {
  /** Handed: to a task that has not run since. */
  private state: "free" | "held" | "handed" = "free";
  private readonly waiters = new Waiters();

  locked(): boolean {
    return this.state === "held";
  }

  *acquire(): Coroutine<true> {
    if (this.state !== "free") yield* this.waiters.wait(WAITING, () => this.hand());
    this.state = "held";
    return true;
  }

  release(): void {
    if (this.state !== "held") throw new RuntimeError("Lock not acquired");
    this.hand();
  }

  private hand(): void {
    this.state = this.waiters.wakeFirst() ? "handed" : "free";
  }
}

/** Holds the lock while `body` runs: Python's `async with lock`. */
export function* withLock<T>(lock: Lock, body: () => Coroutine<T>): Coroutine<T> {
  yield* lock.acquire();
  try {
    return yield* body();
  } finally {
    lock.release();
  }
}
