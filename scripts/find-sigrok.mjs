// Finds sigrok-cli for the tests of exported waveforms, or installs it: SIGROK_CLI, the system's; else apt (as root on Debian and
// Ubuntu). Says something only when it has to install.
//
//   node scripts/find-sigrok.mjs    prints the path

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";

const MINUTE = 60_000;
const APT = "/usr/bin/apt-get";

const works = (path) => spawnSync(path, ["--version"], { timeout: MINUTE / 2 }).status === 0;

function apt(minutes, ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status, stderr } = spawnSync(APT, ["-qq", ...args], { timeout: minutes * MINUTE, env, encoding: "utf8" });
  if (status !== 0) process.stderr.write((stderr ?? "").slice(-2000));
  return status === 0;
}

/** The path of a sigrok-cli that runs. Throws when there is none and none can be installed. */
export function findSigrok() {
  const given = process.env["SIGROK_CLI"];
  if (given) {
    if (works(given)) return given;
    throw new Error(`SIGROK_CLI=${given}: this is not a sigrok-cli that runs`);
  }
  const name = "sigrok-cli";
  if (works(name)) return name;
  if (process.getuid?.() === 0 && existsSync(APT)) {
    process.stderr.write("Installing sigrok-cli for the tests (apt-get install sigrok-cli) ...\n");
    const install = ["install", "-y", "--no-install-recommends", name];
    if (apt(3, "update") && apt(5, ...install) && works(name)) return name;
  }
  throw new Error(`there is no sigrok-cli to read exported waveforms with. ${advice()}`);
}

/** The one command that helps. */
function advice() {
  if (existsSync(APT)) return "Try: sudo apt-get install sigrok-cli";
  if (process.platform === "darwin") return "Try: brew install sigrok-cli";
  return "Install it (https://sigrok.org/wiki/Downloads) and give its path: SIGROK_CLI=/path/to/sigrok-cli npm test";
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(findSigrok());
