import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SHORTCUTS } from "./shortcuts.js";

test("docs/viewer.md lists the keys there are", () => {
  const doc = readFileSync(new URL("../../../../docs/viewer.md", import.meta.url), "utf8");
  const [, table] = /<!-- keys -->\n([^]*)<!-- \/keys -->/.exec(doc) ?? [];
  const rows = SHORTCUTS.map(({ keys, text }) => `| \`${keys}\` | ${text} |\n`);
  expect(table).toBe(`| key | does |\n| --- | --- |\n${rows.join("")}`);
});
