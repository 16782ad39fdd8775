import { describe, expect, it } from "vitest";
import { Coalescer } from "./coalesce.js";

/** Questions that are answered by hand. */
function asker() {
  const queue = new Coalescer();
  const asked: { question: string; answer: (text: string) => void; fail: (error: Error) => void }[] = [];
  const ask = (kind: string, question: string) =>
    queue.ask(
      kind,
      () => new Promise<string>((resolve, reject) => asked.push({ question, answer: resolve, fail: reject })),
    );
  return { asked, ask, questions: () => asked.map(({ question }) => question) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("questions of one kind", () => {
  it("are asked one at a time; of those that wait the newest is asked, and answers the others", async () => {
    const { asked, ask, questions } = asker();
    const answers = ["a", "b", "c"].map((question) => ask("state", question));
    expect(questions()).toEqual(["a"]);
    asked[0]!.answer("at a");
    await turn();
    expect(questions()).toEqual(["a", "c"]);
    const late = ask("state", "d");
    asked[1]!.answer("at c");
    expect(await Promise.all(answers)).toEqual(["at a", "at c", "at c"]);
    asked[2]!.answer("at d");
    expect(await late).toBe("at d");
    expect(questions()).toEqual(["a", "c", "d"]);
  });

  it("do not wait for those of other kinds", () => {
    const { ask, questions } = asker();
    void ask("state", "a");
    void ask("columns", "b");
    expect(questions()).toEqual(["a", "b"]);
  });

  it("go on after a failure, which only those get who asked then", async () => {
    const { asked, ask } = asker();
    const [first, second, third] = [ask("state", "a"), ask("state", "b"), ask("state", "c")];
    asked[0]!.fail(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    await turn();
    asked[1]!.fail(new Error("again"));
    await expect(second).rejects.toThrow("again");
    await expect(third).rejects.toThrow("again");
    const last = ask("state", "d");
    asked[2]!.answer("at d");
    expect(await last).toBe("at d");
  });
});
