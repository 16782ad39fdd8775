import { ms, s, type ProjectError } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { applyEdit, editsUpTo, linesOf } from "./edits.js";
import { figuresIn, type Figures } from "./figures.js";
import { readLesson } from "./lesson.js";

const TEXT = `---
minutes: 5
---
# Waiting

What a program does while it waits.

## Nobody looks

The button is pressed at {{pressed}}.

\`\`\`step
at: { edge: falling, of: pico.GP14, number: 2, after: 1s }
view: 1s - 1.5s
show: [pico.GP14, tasks]
code: { from: "time.sleep", to: "led.off" }
\`\`\`

\`\`\`py
## not a heading
\`\`\`

## Somebody looks

\`\`\`step
at: {{pressed}}
tab: serial
edit: { file: lib/wait.py, find: sleep, replace: "await sleep" }
\`\`\`
`;
const FIGURES = { pressed: "250 ms" };

/** What is wrong with a lesson. */
function mistakes(text: string, figures: Figures = FIGURES): readonly unknown[] {
  try {
    readLesson(text, figures);
  } catch (error) {
    return (error as ProjectError).problems.map(({ line, message }) => ({ line, message }));
  }
  return [];
}

describe("a lesson", () => {
  it("is a title, an introduction and steps", () => {
    const { title, minutes, introduction, steps } = readLesson(TEXT, FIGURES);
    expect({ title, minutes, introduction }).toEqual({
      title: "Waiting",
      minutes: 5,
      introduction: "What a program does while it waits.",
    });
    expect(steps.map((step) => [step.title, step.line])).toEqual([
      ["Nobody looks", 8],
      ["Somebody looks", 23],
    ]);
    expect(steps[0]!.text).toBe("The button is pressed at 250 ms.\n\n\n```py\n## not a heading\n```");
  });

  it("says with each step where the cursor goes and what stands out", () => {
    const [first, second] = readLesson(TEXT, FIGURES).steps;
    expect(first).toMatchObject({
      at: { kind: "edge", edge: "falling", of: "pico.GP14", number: 2, after: s(1) },
      view: { start: s(1), end: ms(1500) },
      show: ["pico.GP14", "tasks"],
      code: { file: "main.py", from: "time.sleep", to: "led.off" },
    });
    expect(second).toMatchObject({ at: { kind: "time", time: ms(250) }, tab: "serial" });
  });

  it("has its figures by name", () => {
    expect([...figuresIn(TEXT)]).toEqual(["pressed"]);
    expect(mistakes(TEXT, { presed: "1 s" })).toContainEqual({
      line: 10,
      message: "there is no figure 'pressed'",
    });
  });

  it.each([
    ["no title", "## Step\n", 1, "a lesson begins with its title: '# …'"],
    ["no step", "# Title\n", 1, "there are no steps: a heading '## …' begins one"],
    ["an unknown key", "# T\n\n## S\n\n```step\nshw: [a]\n```\n", 6, "unknown key 'shw'"],
    ["a time without a unit", "# T\n\n## S\n\n```step\nat: 5\n```\n", 6, expect.stringContaining("expected a time")],
    [
      "a span that runs backwards",
      "# T\n\n## S\n\n```step\nview: 2s-1s\n```\n",
      5,
      expect.stringContaining("not a span"),
    ],
    ["two blocks", "# T\n\n## S\n\n```step\n```\n```step\n```\n", 7, expect.stringContaining("this is another one")],
    ["a block before the first step", "# T\n\n```step\n```\n\n## S\n", 3, expect.stringContaining("under a heading")],
    ["a block without an end", "# T\n\n## S\n\n```py\nx\n", 7, "a code block does not end"],
    ["no YAML", "# T\n\n## S\n\n```step\nat: [\n```\n", 6, expect.stringContaining("not valid YAML")],
  ])("with %s is refused, with its line", (_, text, line, message: unknown) => {
    expect(mistakes(text)).toContainEqual({ line, message });
  });
});

describe("an edit", () => {
  it("replaces what is in the text exactly once", () => {
    const edit = { file: "main.py", find: "a", replace: "$&" };
    expect(applyEdit("bab", edit)).toBe("b$&b");
    expect(applyEdit("aba", edit)).toBeUndefined();
    expect(applyEdit("b", edit)).toBeUndefined();
  });

  it("adds to those of the steps before", () => {
    const lesson = readLesson(TEXT, FIGURES);
    expect(editsUpTo(lesson, 0)).toEqual([]);
    expect(editsUpTo(lesson, 1)).toEqual([{ file: "lib/wait.py", find: "sleep", replace: "await sleep" }]);
  });
});

it("finds the lines of a passage", () => {
  const text = "import x\nwhile True:\n    x.on()\n    x.off()\n";
  expect(linesOf(text, { file: "main.py", from: "while", to: "off" })).toEqual({ first: 2, last: 4 });
  expect(linesOf(text, { file: "main.py", from: "on()" })).toEqual({ first: 3, last: 3 });
  expect(linesOf(text, { file: "main.py", from: "on()", to: "import" })).toBeUndefined();
});
