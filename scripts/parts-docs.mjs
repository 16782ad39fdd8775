// Writes docs/parts.md: every part there is a model of.
//
//   npm run parts-docs

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { partsMarkdown, readParts } from "./parts-markdown.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = `${root}packages/devices/src/`;
const files = readdirSync(sources, { recursive: true })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => name.slice(0, -".ts".length).replaceAll("\\", "/"))
  .sort();

const parts = await readParts(
  files,
  (file) => import(`../packages/devices/dist/${file}.js`),
  (file) => readFileSync(`${sources}${file}.ts`, "utf8"),
);
writeFileSync(
  `${root}docs/parts.md`,
  partsMarkdown(parts, (type) => existsSync(`${root}docs/images/parts/${type}.png`)),
);
console.log(`docs/parts.md: ${parts.flatMap(({ definitions }) => definitions).length} parts`);
