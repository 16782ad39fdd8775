import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue } from "./event-queue.js";

/** Fires everything and returns the slots in order. */
function drain(queue: EventQueue): number[] {
  const order: number[] = [];
  while (queue.length > 0) order.push(queue.pop());
  return order;
}

const declare = (queue: EventQueue, count: number): number[] =>
  Array.from({ length: count }, () => queue.declare(() => undefined));

/** A random life of a queue: schedule (again) or cancel. */
const operations = fc.array(
  fc.record({ slot: fc.nat(40), time: fc.nat(20), cancel: fc.boolean() }, { requiredKeys: ["slot", "time", "cancel"] }),
  { maxLength: 200 },
);

describe("EventQueue", () => {
  it("fires equal times in the order they were scheduled", () => {
    const queue = new EventQueue();
    const slots = declare(queue, 100);
    const scheduled = [...slots].sort((a, b) => ((a * 37) % 100) - ((b * 37) % 100));
    for (const slot of scheduled) queue.schedule(slot, 5);
    expect(drain(queue)).toEqual(scheduled);
  });

  it("orders any mix of scheduling, moving and cancelling by (time, sequence)", () => {
    fc.assert(
      fc.property(operations, (list) => {
        const queue = new EventQueue();
        declare(queue, 41);
        const model = new Map<number, { time: number; sequence: number }>();
        list.forEach(({ slot, time, cancel }, sequence) => {
          if (cancel) {
            queue.cancel(slot);
            model.delete(slot);
          } else {
            queue.schedule(slot, time);
            model.set(slot, { time, sequence });
          }
        });
        const expected = [...model].sort(([, a], [, b]) => a.time - b.time || a.sequence - b.sequence);
        expect(queue.nextTime).toBe(expected[0]?.[1].time ?? Infinity);
        expect(drain(queue)).toEqual(expected.map(([slot]) => slot));
      }),
    );
  });

  it("puts an entry that is scheduled again behind all of its new time", () => {
    const queue = new EventQueue();
    const [a, b] = declare(queue, 2) as [number, number];
    queue.schedule(a, 1);
    queue.schedule(b, 1);
    queue.schedule(a, 1);
    expect(drain(queue)).toEqual([b, a]);
  });

  it("goes on from a snapshot exactly, also with what is scheduled afterwards", () => {
    fc.assert(
      fc.property(operations, operations, (before, after) => {
        const queue = new EventQueue();
        declare(queue, 41);
        const apply = (list: typeof before): void =>
          list.forEach(({ slot, time, cancel }) => (cancel ? queue.cancel(slot) : queue.schedule(slot, time)));
        apply(before);
        const snapshot = queue.snapshot();
        apply(after);
        const straight = drain(queue);
        queue.restore(structuredClone(snapshot));
        apply(after);
        expect(drain(queue)).toEqual(straight);
      }),
    );
  });

  it("tells whether and when a slot fires", () => {
    const queue = new EventQueue();
    const [slot] = declare(queue, 1) as [number];
    expect(queue.isPending(slot)).toBe(false);
    expect(queue.timeOf(slot)).toBe(Infinity);
    queue.schedule(slot, 7);
    expect(queue.timeOf(slot)).toBe(7);
    queue.cancel(slot);
    queue.cancel(slot);
    expect(queue.length).toBe(0);
  });

  it("keeps the order whatever a handler does to the queue while its own entry is being fired", () => {
    fc.assert(
      fc.property(operations, operations, (before, inHandler) => {
        const queue = new EventQueue();
        const twin = new EventQueue();
        declare(queue, 41);
        declare(twin, 41);
        const apply = (to: EventQueue, list: typeof before): void =>
          list.forEach(({ slot, time, cancel }) => (cancel ? to.cancel(slot) : to.schedule(slot, time)));
        const first = queue.declare(() => apply(queue, inHandler));
        twin.declare(() => undefined);
        for (const each of [queue, twin]) {
          apply(each, before);
          each.schedule(first, -1);
        }
        queue.fire();
        twin.pop();
        apply(twin, inHandler);
        expect(queue.length).toBe(twin.length);
        expect(drain(queue)).toEqual(drain(twin));
      }),
    );
  });

  it("calls the handler of the first entry, which may schedule itself again", () => {
    const queue = new EventQueue();
    let fired = 0;
    const slot: number = queue.declare(() => {
      if (++fired < 3) queue.schedule(slot, fired);
    });
    queue.schedule(slot, 0);
    while (queue.length > 0) queue.fire();
    expect(fired).toBe(3);
  });
});
