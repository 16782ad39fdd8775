import { Waiting, type Coroutine } from "./suspension.js";
import { Waiters } from "./waiters.js";

const GETTING = new Waiting("queue item");
const PUTTING = new Waiting("queue room");

/** `getNowait` of an empty queue. */
export class QueueEmpty extends Error {
  override readonly name = "QueueEmpty";
}

/** `putNowait` into a full one. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";
}

/**
 * Items from tasks to tasks, first in, first out. Each `put` wakes one task that waits for an item, each `get` one that waits
 * for room, the one that has waited longest. MicroPython has no such class; this is CPython's, one wake for one item.
 */
export class Queue<T> {
  private readonly items: T[] = [];
  private readonly getters = new Waiters();
  private readonly putters = new Waiters();

  /** `maxsize` 0: no limit. */
  constructor(readonly maxsize = 0) {}

  qsize(): number {
    return this.items.length;
  }

  empty(): boolean {
    return this.items.length === 0;
  }

  full(): boolean {
    return this.maxsize > 0 && this.items.length >= this.maxsize;
  }

  *put(item: T): Coroutine {
    while (this.full()) yield* this.putters.wait(PUTTING, () => void (this.full() || this.putters.wakeFirst()));
    this.putNowait(item);
  }

  *get(): Coroutine<T> {
    while (this.empty()) yield* this.getters.wait(GETTING, () => void (this.empty() || this.getters.wakeFirst()));
    return this.getNowait();
  }

  putNowait(item: T): void {
    if (this.full()) throw new QueueFull();
    this.items.push(item);
    this.getters.wakeFirst();
  }

  getNowait(): T {
    if (this.empty()) throw new QueueEmpty();
    const item = this.items.shift() as T;
    this.putters.wakeFirst();
    return item;
  }
}
