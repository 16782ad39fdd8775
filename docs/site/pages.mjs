// Which file of the repository is which page of the site.

import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The path below which the site will be put. */
export const base = process.env.DOCS_BASE ?? "/";

/** Documents that are kept where they belong, outside of docs/. */
const ELSEWHERE = {
  "ARCHITECTURE.md": "architecture",
  "packages/devices/docs/speed-of-the-pico.md": "speed-of-the-pico",
};

/** What other files of the repository are on the site, where they are linked to. */
const GENERATED = {
  "examples/lessons": "lessons/",
  "packages/tickless/src/cli/help.ts": "cli",
};

/** The modules of the API reference: what they are imported as, and their files. */
export const MODULES = {
  "tickless/testing": "packages/tickless/src/testing.ts",
  "tickless/testing/vitest": "packages/tickless/src/testing/vitest.ts",
  "tickless/testing/random": "packages/tickless/src/testing/random.ts",
  "tickless/part": "packages/tickless/src/part.ts",
  "tickless/lesson/lesson": "packages/tickless/src/lesson/lesson.ts",
  tickless: "packages/tickless/src/index.ts",
  "@tickless/devices": "packages/devices/src/index.ts",
  "@tickless/sim-core/simulation": "packages/sim-core/src/simulation.ts",
  "@tickless/sim-core/board": "packages/sim-core/src/board.ts",
  "@tickless/sim-core/device": "packages/sim-core/src/device.ts",
  "@tickless/sim-core/time": "packages/sim-core/src/time.ts",
  "@tickless/sim-core/net": "packages/sim-core/src/net.ts",
  "@tickless/sim-core/random": "packages/sim-core/src/random.ts",
  "@tickless/sim-core/errors": "packages/sim-core/src/errors.ts",
  "@tickless/sim-core/trace": "packages/sim-core/src/trace/index.ts",
  "@tickless/sim-core/firmware": "packages/sim-core/src/firmware/firmware.ts",
  "@tickless/sim-core/firmware/task-mcu": "packages/sim-core/src/firmware/task-mcu.ts",
  "@tickless/sim-core/firmware/asyncio": "packages/sim-core/src/firmware/asyncio/index.ts",
  "@tickless/sim-core/machine/mcu-spec": "packages/sim-core/src/machine/mcu-spec.ts",
  "@tickless/sim-core/bench": "packages/sim-core/src/bench/index.ts",
};

/** "@tickless/sim-core/time" is at api/sim-core/time. */
export const modulePage = (name) => `api/${name.replace("@tickless/", "")}`;

const markdownIn = (folder) =>
  readdirSync(root + folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);

/** Folders of lessons in order: "03-waiting". Those whose figures have not been found yet cannot be read. */
export const lessons = () =>
  readdirSync(`${root}examples/lessons`)
    .filter((name) =>
      ["lesson.md", "figures.json"].every((file) => existsSync(`${root}examples/lessons/${name}/${file}`)),
    )
    .sort();

/** Paths of the pages, without ".md", by the files that they are made from. */
export function pages() {
  const own = [...markdownIn("docs"), ...markdownIn("docs/guides")].map((file) => [
    file,
    file.slice("docs/".length, -".md".length),
  ]);
  return new Map([
    ...own,
    ...Object.entries(ELSEWHERE),
    ...Object.entries(GENERATED),
    ...Object.entries(MODULES).map(([name, file]) => [file, modulePage(name)]),
    ...lessons().map((name) => [`examples/lessons/${name}/lesson.md`, `lessons/${name}`]),
  ]);
}
