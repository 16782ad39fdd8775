// Builds the documentation site into docs/site/dist, unless it is up to date, and looks for dead links in it.
//
//   npm run docs:build

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { base, root } from "./pages.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const stamp = `${here}.cache/stamp`;

/** All that the site is made from. */
const SOURCES = [
  "package-lock.json",
  "ARCHITECTURE.md",
  "docs",
  "examples",
  "packages/devices/docs",
  ...["sim-core", "devices", "micropython", "tickless", "viewer"].map((name) => `packages/${name}/src`),
  "packages/tickless/dist/viewer.stamp",
];
const isSource = (path) => !/\.test\.tsx?$|(^|\/)(\.cache|\.tickless|__pycache__)(\/|$)|^docs\/site\/dist\//.test(path);

function files(path) {
  if (!existsSync(root + path) || !isSource(path)) return [];
  if (statSync(root + path).isFile()) return [path];
  return readdirSync(root + path)
    .sort()
    .flatMap((name) => files(`${path}/${name}`));
}

function sourcesHash() {
  const hash = createHash("sha256").update(base);
  for (const path of SOURCES.flatMap(files)) {
    const content = readFileSync(root + path);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Returns the folder of the site. Throws when a link is dead. */
export async function buildSite() {
  const wanted = sourcesHash();
  const output = `${here}dist/`;
  const isFresh = existsSync(`${output}index.html`) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isFresh) return output;
  rmSync(stamp, { force: true });
  const { stage } = await import("./stage.mjs");
  const { build } = await import("vitepress");
  const { checkSite } = await import("./check.mjs");
  await stage();
  await build(here);
  const mistakes = checkSite(output, base);
  if (mistakes.length > 0) throw new Error(`the site has dead links:\n${mistakes.join("\n")}`);
  writeFileSync(stamp, wanted);
  return output;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    console.log(await buildSite());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
