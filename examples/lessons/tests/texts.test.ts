import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { draftOf, folderOf, LESSONS, textOf } from "./rig.js";

/* What holds for the texts of all lessons, without running them. */

const shown = LESSONS.flatMap((name) =>
  [...textOf(name).matchAll(/^```(?!step\b)(\w+)\n([^]*?)^```$/gm)].map(([, , code]) => ({ name, code: code ?? "" })),
);

it("there is code in them besides what their steps mark", () => expect(shown).not.toEqual([]));

it.each(shown)("code in the text of $name is that of a file beside it", ({ name, code }) => {
  const files = readdirSync(folderOf(name)).filter((file) => /\.(py|ts)$/.test(file));
  const texts = files.map((file) => readFileSync(join(folderOf(name), file), "utf8"));
  expect(texts.some((text) => text.includes(code))).toBe(true);
});

// The viewer reads from the files which changes have been made.
it.each(LESSONS)("in %s no change leaves what it replaces", (name) => {
  const edits = draftOf(name).steps.flatMap(({ edit }) => edit ?? []);
  expect(edits.filter(({ find, replace }) => replace.includes(find))).toEqual([]);
});
