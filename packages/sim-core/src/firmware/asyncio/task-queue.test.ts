import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TaskQueue, type Entry } from "./task-queue.js";

type Named = Entry & { readonly name: number };
const entry = (name: number): Named => ({ name, tick: 0, turn: 0, place: -1 });

describe("TaskQueue", () => {
  it("gives entries by tick, equal ones in the order in which they came, whatever is taken out in between", () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ push: fc.nat(5) }) },
      { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
      { weight: 1, arbitrary: fc.constant({ pop: true }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new TaskQueue<Named>();
        const model: Named[] = [];
        const first = () => model.reduce<Named | undefined>((a, b) => (a && a.tick <= b.tick ? a : b), undefined);
        steps.forEach((each, name) => {
          if ("push" in each) {
            const one = entry(name);
            queue.push(one, each.push);
            model.push(one);
          } else if ("remove" in each && model.length > 0) {
            const [one] = model.splice(each.remove % model.length, 1);
            queue.remove(one!);
            expect(one!.place).toBe(-1);
          } else if ("pop" in each) {
            const expected = first();
            expect(queue.pop()).toBe(expected);
            if (expected) model.splice(model.indexOf(expected), 1);
          }
          expect(queue.first).toBe(first());
          expect(queue.length).toBe(model.length);
        });
      }),
    );
  });
});
