import { expect, it } from "vitest";
import * as v from "valibot";
import { SETTING_KEYS } from "../src/settings.js";
import { textOf } from "./support/documents.js";

it("docs/settings.md has every key, as the schema describes it", () => {
  const rows = Object.entries(SETTING_KEYS).map(
    ([key, schema]) => `| \`${key}\` | ${v.getDescription(schema.wrapped)} |`,
  );
  const table = ["| key | |", "| --- | --- |", ...rows].join("\n");
  const written = /<!-- settings -->\n([^]*?)\n?<!-- \/settings -->/.exec(textOf("docs/settings.md"))?.[1];
  expect(written).toBe(table);
});
