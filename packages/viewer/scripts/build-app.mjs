// Builds the web app into packages/tickless/dist/viewer, from where `tickless view` serves it, unless it is up to date. It is put
// there because the command line must not depend on the viewer. Silent when there is nothing to do, else prints the sizes.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const viewer = join(root, "packages/viewer");
const output = join(root, "packages/tickless/dist/viewer");
const stamp = join(root, "packages/tickless/dist/viewer.stamp");

/** All that the app is built from. */
const SOURCES = [
  "package-lock.json",
  "packages/viewer/index.html",
  "packages/viewer/public",
  "packages/viewer/vite.config.ts",
  "packages/viewer/scripts",
  ...["sim-core", "devices", "micropython", "tickless", "viewer"].map((name) => `packages/${name}/src`),
  "packages/micropython/python",
  "packages/micropython/dist/engine.wasm",
  "examples",
];
const isSource = (path) => !/\.test\.tsx?$|(^|\/)(\.|__pycache__)|^packages\/tickless\/src\/cli\//.test(path);

/** Paths of the files in it, "/" between folders; itself if it is a file. */
function files(path) {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => files(`${path}/${name}`));
}

function sourcesHash() {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap(files).filter(isSource)) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** A folder of its own first, so that two builds at once do not meet, and nobody is served half of one. */
async function build() {
  const { build } = await import("vite");
  const fresh = `${output}.${process.pid}`;
  try {
    await build({ root: viewer, logLevel: "warn", build: { outDir: fresh, emptyOutDir: true } });
    rmSync(output, { recursive: true, force: true });
    renameSync(fresh, output);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function printSizes() {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
  let [all, zipped] = [0, 0];
  for (const entry of readdirSync(output, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    const small = gzipSync(content).length;
    all += content.length;
    zipped += small;
    console.log(
      `${kilobytes(content.length)} ${kilobytes(small)} gzip  ${relative(output, file).split(sep).join("/")}`,
    );
  }
  console.log(`${kilobytes(all)} ${kilobytes(zipped)} gzip  ${basename(output)}`);
}

// What changes while it is built is built the next time.
const wanted = sourcesHash();
const upToDate = existsSync(join(output, "index.html")) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
if (!upToDate) {
  rmSync(stamp, { force: true });
  await build();
  writeFileSync(stamp, wanted);
  printSizes();
}
