import { Waiting, type Coroutine } from "./suspension.js";
import { Waiters } from "./waiters.js";

const WAITING = new Waiting("semaphore");

/** Lets a number of tasks in at once; the others get in, in the order in which they asked, as places become free. */
export class Semaphore {
  private readonly waiters = new Waiters();

  constructor(private free = 1) {
    if (!(free >= 0)) throw new RangeError("a semaphore cannot have fewer than 0 places");
  }

  /** Whether `acquire` would wait. */
  locked(): boolean {
    return this.free === 0 || this.waiters.length > 0;
  }

  *acquire(): Coroutine<true> {
    if (this.locked()) yield* this.waiters.wait(WAITING, () => this.release());
    else this.free--;
    return true;
  }

  /** Hands the place to the task that has waited longest, or frees it. */
  release(): void {
    if (!this.waiters.wakeFirst()) this.free++;
  }
}
