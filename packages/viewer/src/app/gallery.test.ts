import { describe, expect, it } from "vitest";
import { findExample, readExamples } from "./gallery.js";
import { readmeHead } from "./readme.js";

const TEXTS = {
  "02-b/main.py": "b",
  "02-b/README.md": "# 02: The second\n\nIt does\nthis.\n",
  "02-b/expected.txt": "out",
  "01-a/main.py": "a",
  "05-ts/README.md": "# 05: Firmware\n\nTwo of them.\n",
  "05-ts/fade-and-scroll/firmware.ts": "c",
  "05-ts/fade-and-scroll/diagram.json": "{}",
};

describe("the gallery", () => {
  const examples = readExamples(TEXTS);

  it("has each folder with a program, by name", () => {
    expect(examples.map(({ name }) => name)).toEqual(["01-a", "02-b", "05-ts/fade-and-scroll"]);
  });

  it("has one example of a project with a program for each of several boards", () => {
    const texts = { "08-x/diagram.json": "{}", "08-x/esp/main.py": "a", "08-x/pico/main.py": "b" };
    const [example, more] = readExamples(texts);
    expect(more).toBeUndefined();
    expect(Object.keys(example?.project.files ?? {})).toEqual(["diagram.json", "esp/main.py", "pico/main.py"]);
  });

  it("takes title and description from the README, and from the one above where there is none", () => {
    expect(examples.map(({ title }) => title)).toEqual(["01-a", "02: The second", "05: Firmware: fade and scroll"]);
    expect(examples.map(({ description }) => description)).toEqual(["", "It does this.", "Two of them."]);
  });

  it("leaves out what only the examples' tests need", () => {
    expect(examples[1]?.project.files).toEqual({ "main.py": "b", "README.md": TEXTS["02-b/README.md"] });
  });

  it("tells of a lesson how long it takes and the first sentence of its introduction", () => {
    const text = "---\nminutes: 6\n---\n\n# Waiting\n\nA *LED* blinks. A button, too.\n\n## Step\n";
    const texts = { "lessons/03/main.py": "x", "lessons/03/lesson.md": text, "lessons/03/figures.json": "{}" };
    const [lesson] = readExamples({ ...texts, "lessons/03/figures.ts": "y" });
    expect(lesson).toMatchObject({ title: "Waiting", description: "A LED blinks.", lesson: { minutes: 6 } });
    expect(Object.keys(lesson?.project.files ?? {})).toEqual(["figures.json", "lesson.md", "main.py"]);
    expect(examples.every((example) => example.lesson === undefined)).toBe(true);
  });

  it("finds an example by its name or the beginning of it", () => {
    expect(findExample(examples, "02-b")?.name).toBe("02-b");
    expect(findExample(examples, "05")?.name).toBe("05-ts/fade-and-scroll");
    expect(findExample(examples, "9")).toBeUndefined();
  });
});

describe("the head of a README", () => {
  it("is its first heading and its first paragraph, without marks", () => {
    const text = "# The *title*\n\nSee `code`, **bold** and [a link](http://x).\nMore.\n\nNot this.\n";
    expect(readmeHead(text)).toEqual({ title: "The title", description: "See code, bold and a link. More." });
  });

  it("passes over badges, lists, quotes and code", () => {
    const text = "![badge](x.svg)\n\n# T\n\n```sh\nrun it\n\nnow\n```\n\n- a list\n\n> a quote\n\nThe text.";
    expect(readmeHead(text)).toEqual({ title: "T", description: "The text." });
  });

  it("may be missing", () => {
    expect(readmeHead("")).toEqual({ title: "", description: "" });
    expect(readmeHead("Only text")).toEqual({ title: "", description: "Only text" });
  });

  it("takes a paragraph that follows its heading at once", () => {
    expect(readmeHead("# T\nText.\r\n")).toEqual({ title: "T", description: "Text." });
  });

  it("keeps stars and underscores that are no marks", () => {
    expect(readmeHead("`yield*` is 2 * 3, sleep_ms_now").description).toBe("yield* is 2 * 3, sleep_ms_now");
  });
});
