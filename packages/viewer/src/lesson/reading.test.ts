import { describe, expect, it } from "vitest";
import { shownPaths } from "./files.js";
import { lessonOf, programAt } from "./reading.js";

const TEXT = "# T\n\nOf {{count}}.\n\n## A\n\n```step\nedit: { find: one, replace: two }\n```\n\n## B\n";
const project = (files: Readonly<Record<string, string>>) => ({ name: "p", files: { "main.py": "one\n", ...files } });
const GOOD = project({ "lesson.md": TEXT, "figures.json": '{ "count": "3" }' });

describe("the lesson of a project", () => {
  it("has its figures from the file beside it", () => {
    expect(lessonOf(GOOD).lesson?.introduction).toBe("Of 3.");
  });

  it("that is wrong is told with file and line", () => {
    expect(lessonOf(project({ "lesson.md": TEXT })).problems).toMatchObject([{ file: "lesson.md", line: 3 }]);
    for (const figures of ["{", "[]", '{ "count": 3 }']) {
      const { lesson, problems } = lessonOf(project({ "lesson.md": TEXT, "figures.json": figures }));
      expect([lesson, problems]).toMatchObject([undefined, [{ file: "figures.json", line: 1 }]]);
    }
  });

  it("may not be there", () => {
    expect(lessonOf(project({}))).toEqual({ lesson: undefined, problems: [] });
  });

  it("has a program of its own at each step", () => {
    expect([0, 1, 2].map((number) => programAt(GOOD, number).files["main.py"])).toEqual(["one\n", "two\n", "two\n"]);
  });

  it("does not show what its figures come from among the files", () => {
    const paths = ["figures.json", "figures.ts", "lesson.md", "main.py"];
    expect(shownPaths(GOOD, paths)).toEqual(["lesson.md", "main.py"]);
    expect(shownPaths(project({}), paths)).toEqual(paths);
  });
});
