// Makes dist/engine.wasm from the installed MicroPython package, unless it is up to date. Silent when it is.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { instrument } from "./instrument.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const dist = join(here, "../dist");
const output = join(dist, "engine.wasm");
const stamp = join(dist, "engine.stamp");

const upstream = require.resolve("@micropython/micropython-webassembly-pyscript/micropython.wasm");
const binaryen = dirname(require.resolve("binaryen"));

const hash = createHash("sha256");
const scripts = ["instrument.mjs", "round-floats.mjs", "like-a-board.mjs", "wat.mjs"].map((name) => join(here, name));
for (const file of [upstream, ...scripts, join(binaryen, "package.json")]) hash.update(readFileSync(file));
const wanted = hash.digest("hex");

if (!existsSync(output) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  const started = Date.now();
  mkdirSync(dist, { recursive: true });
  const fresh = `${output}.${process.pid}`; // so that two builds at once do not meet
  instrument(upstream, fresh, join(binaryen, "bin"));
  renameSync(fresh, output);
  writeFileSync(stamp, wanted);
  process.stderr.write(`MicroPython engine built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}
