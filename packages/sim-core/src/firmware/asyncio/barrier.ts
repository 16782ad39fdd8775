import { Waiting, type Coroutine } from "./suspension.js";
import { Waiters } from "./waiters.js";

const WAITING = new Waiting("barrier");

/** Holds tasks until so many of them have come; then all go on, and it holds the next. */
export class Barrier {
  private readonly waiters = new Waiters();

  constructor(readonly parties: number) {
    if (!(parties >= 1)) throw new RangeError("a barrier is for at least one task");
  }

  /** How many wait now. */
  get waiting(): number {
    return this.waiters.length;
  }

  /** Gives each task its number in the order of coming, 0 for the first. One that is cancelled does not count any more. */
  *wait(): Coroutine<number> {
    const index = this.waiters.length;
    if (index + 1 < this.parties) yield* this.waiters.wait(WAITING);
    else this.waiters.wakeAll();
    return index;
  }
}
