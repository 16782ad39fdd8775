import { Waiting, type Coroutine } from "./suspension.js";
import { Waiters } from "./waiters.js";

const WAITING = new Waiting("event");

/** Something that has happened or not; any number of tasks wait for it. */
export class Event {
  private happened = false;
  private readonly waiters = new Waiters();

  isSet(): boolean {
    return this.happened;
  }

  /** Wakes all tasks that wait. */
  set(): void {
    this.happened = true;
    this.waiters.wakeAll();
  }

  clear(): void {
    this.happened = false;
  }

  *wait(): Coroutine<true> {
    if (!this.happened) yield* this.waiters.wait(WAITING);
    return true;
  }
}
