import FakeTimers from "@sinonjs/fake-timers";
import { EventQueue } from "@tickless/sim-core";
import TinyQueue from "tinyqueue";

/** Timers that each schedule themselves again, with periods that mix: the usual load of a simulation. */
const TIMERS = 1000;
const period = (timer: number): number => 1 + ((timer * 7919) % 997);

/** Fires `events` events of the kernel's queue. */
export function kernelEvents(events: number): void {
  const queue = new EventQueue();
  let now = 0;
  for (let timer = 0; timer < TIMERS; timer++) {
    const slot: number = queue.declare(() => queue.schedule(slot, now + period(timer)));
    queue.schedule(slot, period(timer));
  }
  for (let fired = 0; fired < events; fired++) {
    now = queue.nextTime;
    queue.fire();
  }
}

interface Entry {
  readonly time: number;
  readonly sequence: number;
  readonly fire: () => void;
}

/** The same with a priority queue of objects, ordered by time and sequence. */
export function tinyqueueEvents(events: number): void {
  const queue = new TinyQueue<Entry>([], (a, b) => a.time - b.time || a.sequence - b.sequence);
  let now = 0;
  let sequence = 0;
  for (let timer = 0; timer < TIMERS; timer++) {
    const fire = (): void => queue.push({ time: now + period(timer), sequence: sequence++, fire });
    fire();
  }
  for (let fired = 0; fired < events; fired++) {
    const entry = queue.pop() as Entry;
    now = entry.time;
    entry.fire();
  }
}

/** The same with fake timers. */
export function fakeTimerEvents(events: number): void {
  const clock = FakeTimers.createClock();
  for (let timer = 0; timer < TIMERS; timer++) {
    const fire = (): void => void clock.setTimeout(fire, period(timer));
    fire();
  }
  for (let fired = 0; fired < events; fired++) clock.next();
}
