// Makes a clone ready to run: installs dependencies, then builds whatever is stale. Runs before start, test and bench,
// so it uses nothing but Node itself, says nothing when there is nothing to do, and keeps to stderr.
//
//   node scripts/prepare.mjs            install if needed, then build
//   node scripts/prepare.mjs --stamp    only note that the installed dependencies are those of the lockfile

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stampFile = `${root}node_modules/.tickless-stamp`;
const quietMs = 1500;

function lockfileHash() {
  return createHash("sha256")
    .update(readFileSync(`${root}package-lock.json`))
    .digest("hex");
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === lockfileHash();
}

function stamp() {
  if (existsSync(`${root}node_modules`)) writeFileSync(stampFile, lockfileHash());
}

/** Runs one command; says so only if it takes long, and shows what it printed only if it fails. */
async function step(title, command, args, options = {}) {
  const started = Date.now();
  let announced = false;
  const announce = () => {
    announced = true;
    process.stderr.write(`${title} ...`);
  };
  const timer = setTimeout(announce, quietMs);

  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
  const output = [];
  child.stdout.on("data", (data) => output.push(data));
  child.stderr.on("data", (data) => output.push(data));
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });

  clearTimeout(timer);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (code === 0) {
    if (announced) process.stderr.write(` ${seconds} s\n`);
    return;
  }
  if (!announced) announce();
  process.stderr.write(` failed after ${seconds} s\n\n`);
  process.stderr.write(Buffer.concat(output));
  process.exit(1);
}

async function install() {
  const npm = process.env.npm_execpath; // set when npm runs this script
  if (npm) await step("Installing dependencies", process.execPath, [npm, "ci"]);
  else await step("Installing dependencies", "npm", ["ci"], { shell: process.platform === "win32" });
  stamp();
}

/** A package's own build script: it decides for itself whether anything is stale. */
async function runIfPresent(title, script) {
  if (existsSync(root + script)) await step(title, process.execPath, [script]);
}

if (process.argv.includes("--stamp")) {
  stamp();
} else {
  if (!isInstalled()) await install();
  await runIfPresent("Building the MicroPython engine (once)", "packages/micropython/scripts/build-engine.mjs");
  await runIfPresent("Bundling the Python library", "packages/micropython/scripts/bundle-python.mjs");
  await step("Compiling", process.execPath, ["node_modules/typescript/bin/tsc", "-b"]);
  await runIfPresent("Building the viewer", "packages/viewer/scripts/build-app.mjs");
}
