import { describe, expect, it } from "vitest";
import { paced } from "./paced.js";

/** A clock that is wound by hand. */
function clock() {
  let now = 0;
  const alarms: { readonly at: number; readonly run: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return {
    later: (run: () => void, ms: number): void => void alarms.push({ at: now + ms, run }),
    pass: async (ms: number): Promise<void> => {
      await settle();
      now += ms;
      for (const alarm of alarms.filter(({ at }) => at <= now)) {
        alarms.splice(alarms.indexOf(alarm), 1);
        alarm.run();
      }
      await settle();
    },
  };
}

describe("paced questions", () => {
  it("are asked at once, then the latest of those that came meanwhile", async () => {
    const { later, pass } = clock();
    const told: number[] = [];
    const ask = paced(
      (q: number) => Promise.resolve(q),
      (a) => void told.push(a),
      100,
      later,
    );
    for (const question of [1, 2, 3]) ask(question);
    await pass(99);
    expect(told).toEqual([1]);
    await pass(1);
    expect(told).toEqual([1, 3]);
    await pass(1000);
    expect(told).toEqual([1, 3]);
  });

  it("wait for a slow answer, but not for ever", async () => {
    const { later, pass } = clock();
    const asked: number[] = [];
    const never = (q: number): Promise<number> => {
      asked.push(q);
      return new Promise(() => undefined);
    };
    const ask = paced(never, () => undefined, 100, later);
    ask(1);
    ask(2);
    await pass(500);
    expect(asked).toEqual([1]);
    await pass(1500);
    expect(asked).toEqual([1, 2]);
  });

  it("survive a question that fails", async () => {
    const { later, pass } = clock();
    const told: number[] = [];
    const ask = paced(
      (q: number) => (q === 1 ? Promise.reject(new Error("no")) : Promise.resolve(q)),
      (a) => void told.push(a),
      100,
      later,
    );
    ask(1);
    ask(2);
    await pass(100);
    expect(told).toEqual([2]);
  });
});
