import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference, inOrder, remarksOn, wrongName } from "./diagnostics.js";

describe("remarks in the editor", () => {
  const problems = [
    {
      severity: "error",
      file: "diagram.json",
      line: 12,
      part: "led1",
      message: "there is no pin 'X'",
      hint: "A or C?",
    },
    { severity: "warning", file: "main.py", message: "odd" },
    { severity: "error", message: "of no file" },
  ] as const;
  const end = { kind: "exception", message: "OSError: 5", file: "main.py", line: 7 };

  it("are the project's problems in that file, with what to do", () => {
    expect(remarksOn("diagram.json", problems, [])).toEqual([
      { line: 12, severity: "error", message: "led1: there is no pin 'X' (A or C?)", source: "project" },
    ]);
  });

  it("mark the line at which the run has ended, or its scenario failed", () => {
    expect(remarksOn("main.py", problems, [end]).map(({ line, message }) => [line, message])).toEqual([
      [1, "odd"],
      [7, "OSError: 5"],
    ]);
    expect(remarksOn("lib.py", problems, [end])).toEqual([]);
  });
});

describe("the files of a project", () => {
  it("stand in the order in which one looks for them", () => {
    const paths = ["README.md", "press.scenario.yaml", "diagram.json", "ssd1306.py", "main.py", "notes.txt"];
    expect(inOrder(paths)).toEqual([
      "main.py",
      "ssd1306.py",
      "diagram.json",
      "press.scenario.yaml",
      "notes.txt",
      "README.md",
    ]);
  });

  it("have names that are paths, once each", () => {
    for (const name of ["a.py", "lib/x-1.py"]) expect(wrongName(name, ["main.py"])).toBeUndefined();
    for (const name of ["", "a b", "/a", "../a", "a/", "main.py"]) expect(wrongName(name, ["main.py"])).toBeDefined();
  });
});

describe("the difference of two texts", () => {
  it("leads from one to the other", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 4 });
    fc.assert(
      fc.property(text, text, text, text, (head, before, after, tail) => {
        const [first, second] = [head + before + tail, head + after + tail];
        const change = difference(first, second);
        if (!change) return void expect(first).toBe(second);
        expect(first.slice(0, change.from) + change.insert + first.slice(change.to)).toBe(second);
        expect(change.to).toBeGreaterThanOrEqual(change.from);
      }),
      { numRuns: 500 },
    );
  });

  it("is as short as can be at both ends", () => {
    expect(difference("value: 220", "value: 330")).toEqual({ from: 7, to: 9, insert: "33" });
  });
});
