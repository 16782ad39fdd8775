import { describe, expect, it } from "vitest";
import { latest } from "./latest.js";

/** Questions that are answered when the test says so. */
function bench() {
  const asked: { question: number; answer: (text: string) => void; fail: () => void }[] = [];
  const told: string[] = [];
  let now = 0;
  const ask = latest(
    (question: number) =>
      new Promise<string>((resolve, reject) => {
        asked.push({ question, answer: resolve, fail: () => reject(new Error("gone")) });
      }),
    (answer) => told.push(answer),
    () => now,
  );
  const settle = async (action: () => void) => {
    action();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return {
    ask,
    asked,
    told,
    settle,
    later: (ms: number) => (now += ms),
    questions: () => asked.map((each) => each.question),
  };
}

describe("only the latest question", () => {
  it("is asked at once when nothing is on the way", () => {
    const { ask, questions } = bench();
    ask(1);
    expect(questions()).toEqual([1]);
  });

  it("waits for the answer before it, and leaves out those in between", async () => {
    const { ask, asked, told, settle, questions } = bench();
    for (const question of [1, 2, 3, 4]) ask(question);
    expect(questions()).toEqual([1]);
    await settle(() => asked[0]?.answer("one"));
    expect(questions()).toEqual([1, 4]);
    await settle(() => asked[1]?.answer("four"));
    expect(told).toEqual(["one", "four"]);
    expect(questions()).toEqual([1, 4]);
  });

  it("is asked as well when the one before it failed", async () => {
    const { ask, asked, told, settle, questions } = bench();
    ask(1);
    ask(2);
    await settle(() => asked[0]?.fail());
    expect(questions()).toEqual([1, 2]);
    expect(told).toEqual([]);
  });

  it("does not wait for ever; an answer that comes after all is not told", async () => {
    const { ask, asked, told, settle, later, questions } = bench();
    ask(1);
    later(2500);
    ask(2);
    expect(questions()).toEqual([1, 2]);
    await settle(() => asked[0]?.answer("old"));
    await settle(() => asked[1]?.answer("new"));
    expect(told).toEqual(["new"]);
  });
});
