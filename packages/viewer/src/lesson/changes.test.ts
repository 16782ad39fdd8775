import { readLesson } from "tickless/lesson/lesson";
import { describe, expect, it } from "vitest";
import { arranged, changesOf, statesOf } from "./changes.js";

const edit = (find: string, replace: string) =>
  `\n\`\`\`step\nedit:\n  find: ${JSON.stringify(find)}\n  replace: ${JSON.stringify(replace)}\n\`\`\`\n`;
const OWN = { "main.py": "import time\n\ntime.sleep(1)\nled.on()\n" };
const AWAIT = "await asyncio.sleep(1)";
/** Three steps with a change each: the second takes the first back, the third makes it again; and a last one without. */
const lesson = readLesson(
  [
    "# T",
    "## A",
    edit("time.sleep(1)", AWAIT),
    "## B",
    edit(AWAIT, "time.sleep(1)"),
    "## C",
    edit("time.sleep(1)", AWAIT),
    "## D",
    "",
  ].join("\n"),
  {},
);
const changes = changesOf(lesson, OWN);
const main = (text: string | undefined) => ({ "main.py": text ?? "" });
const after = (count: number) => arranged(OWN, changes, count)!;

describe("the changes of a lesson", () => {
  it("are made in order, and taken back from the last", () => {
    expect(after(0)).toEqual(OWN);
    expect(after(1)["main.py"]).toContain(AWAIT);
    expect(arranged(after(2), changes, 0, 1)).toEqual(OWN);
  });

  it("that give the same text twice are told apart by the step that is read", () => {
    const text = after(1);
    expect(text).toEqual(after(3));
    expect(statesOf(text, changes, 0)).toEqual(["made", "open", "open"]);
    expect(statesOf(text, changes, 1)).toEqual(["made", "open", "open"]);
    expect(statesOf(text, changes, 3)).toEqual(["made", "made", "made"]);
    expect(statesOf(OWN, changes, 0)).toEqual(["open", "open", "open"]);
    expect(statesOf(OWN, changes, 2)).toEqual(["made", "made", "open"]);
  });

  it("leave what else was edited as it is", () => {
    const edited = main(`${OWN["main.py"]}# mine\n`);
    const made = arranged(edited, changes, 1)!;
    expect(made["main.py"]).toContain("# mine");
    expect(made["main.py"]).toContain(AWAIT);
    expect(arranged(made, changes, 0)).toEqual(edited);
  });

  it("that are made and then edited are not taken for open ones", () => {
    const [first] = changesOf(
      readLesson(
        `# T\n## A\n${edit("time.sleep(1)\n", "while True:\n    led.toggle()\n    time.sleep_ms(500)\n")}`,
        {},
      ),
      OWN,
    );
    const made = arranged(OWN, [first!], 1)!;
    const tuned = main(made["main.py"]?.replace("500", "50"));
    expect(statesOf(tuned, [first!], 0)).toEqual(["altered"]);
    expect(arranged(tuned, [first!], 0)).toBeUndefined();
  });

  it("that do not fit are told", () => {
    const other = main("print(1)\n");
    expect(statesOf(other, changes, 0)).toEqual(["apart", "apart", "apart"]);
    expect(arranged(other, changes, 1)).toEqual(other);
  });

  it.each([
    ["lines that go", "time.sleep(1)\n", ""],
    ["a text that is there before", "led.on()", "time.sleep(1)"],
    ["the first line", "import time\n\n", ""],
  ])("can be taken back: %s", (_, find, replace) => {
    const own = changesOf(readLesson(`# T\n## A\n${edit(find, replace)}`, {}), OWN);
    const made = arranged(OWN, own, 1)!;
    expect(made).not.toEqual(OWN);
    expect(statesOf(made, own, 0)).toEqual(["made"]);
    // Read from a later step, too.
    expect(statesOf(OWN, own, 1)).toEqual(["open"]);
    expect(arranged(made, own, 0)).toEqual(OWN);
  });
});
