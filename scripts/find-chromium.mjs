// Finds a Chromium for tests and benchmarks, or installs one: CHROMIUM_PATH, the system's, Playwright's cache; else apt (as root
// on Debian and Ubuntu), else Playwright's own download. Says something only when it has to install.
//
//   node scripts/find-chromium.mjs    prints the path

import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const MINUTE = 60_000;

/** For WebGL in software, and so that nothing but the test moves. */
export const CHROMIUM_FLAGS = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-unsafe-swiftshader",
];

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
];
const APPLICATIONS = ["Chromium", "Google Chrome", "Microsoft Edge"];
const ON_WINDOWS = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];

/** Where one may be, the likeliest first. */
function* candidates() {
  const { platform, env } = process;
  if (platform === "darwin") {
    for (const folder of ["/Applications", join(homedir(), "Applications")])
      for (const name of APPLICATIONS) yield join(folder, `${name}.app/Contents/MacOS/${name}`);
  } else if (platform === "win32") {
    for (const folder of [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]])
      for (const path of ON_WINDOWS) if (folder) yield join(folder, path);
  } else {
    const folders = [...(env["PATH"] ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/snap/bin"];
    for (const name of NAMES) for (const folder of folders) if (folder) yield join(folder, name);
  }
  yield* playwrights();
}

/** What Playwright has downloaded, of this version or another. */
function* playwrights() {
  const own = createRequire(import.meta.url)("playwright-core").chromium.executablePath();
  if (!own) return;
  yield own;
  const folder = /^(.*)([\\/])chromium-\d+\2(.*)$/.exec(own);
  if (!folder || !existsSync(folder[1])) return;
  for (const name of readdirSync(folder[1]).sort().reverse())
    if (/^chromium-\d+$/.test(name)) yield join(folder[1], name, folder[3]);
}

/** Some systems have a script of that name that only says where to get it. */
function works(path) {
  if (process.platform === "win32") return true; // it would open a window
  const { status, stdout } = spawnSync(path, ["--version"], { timeout: MINUTE / 2, encoding: "utf8" });
  return status === 0 && /\d+\.\d+\.\d+/.test(stdout);
}

function find() {
  for (const path of new Set(candidates())) if (existsSync(path) && works(path)) return path;
  return undefined;
}

/** Runs one command quietly; false if it fails or takes too long. */
function run(command, args, minutes) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      timeout: minutes * MINUTE,
    });
    let errors = "";
    child.stderr.on("data", (data) => (errors += data));
    child.on("error", () => resolve(false));
    child.on("close", (code) => {
      if (code !== 0) process.stderr.write(errors.slice(-2000));
      resolve(code === 0);
    });
  });
}

const isRoot = () => process.getuid?.() === 0;

async function installWithApt() {
  if (!isRoot() || !existsSync("/usr/bin/apt-get")) return;
  process.stderr.write("Installing Chromium for the tests (apt-get install chromium) ...\n");
  const updated = await run("apt-get", ["update", "-qq"], 3);
  if (updated) await run("apt-get", ["install", "-qq", "-y", "--no-install-recommends", "chromium"], 6);
}

async function installWithPlaywright() {
  process.stderr.write("Downloading Chromium for the tests (Playwright's) ...\n");
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")), "cli.js");
  const withDependencies = isRoot() && existsSync("/usr/bin/apt-get") ? ["--with-deps"] : [];
  await run(process.execPath, [cli, "install", ...withDependencies, "--no-shell", "chromium"], 6);
}

/** The path of a Chromium that runs. Throws when there is none and none can be installed. */
export async function findChromium() {
  const given = process.env["CHROMIUM_PATH"];
  if (given) {
    if (works(given)) return given;
    throw new Error(`CHROMIUM_PATH=${given}: this is not a Chromium that runs`);
  }
  const found = find();
  if (found) return found;
  for (const install of [installWithApt, installWithPlaywright]) {
    await install();
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(`there is no Chromium to test with, and none could be installed. ${advice()}`);
}

/** The one command that helps. */
function advice() {
  if (process.platform !== "linux") return "Try: npx playwright-core install chromium";
  if (existsSync("/usr/bin/apt-get")) return "Try: sudo apt-get install chromium";
  return "Install a Chromium and give its path: CHROMIUM_PATH=/path/to/chromium npm test";
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await findChromium());
