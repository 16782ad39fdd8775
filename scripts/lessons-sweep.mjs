// Finds anew how often each way of debouncing fails (examples/lessons/05-debouncing/sweep.json): 1,000 seeds for each way and each
// kind of contact, in as many processes as there are ways and processors. Takes some minutes; says what it has found as it goes.
//
//   npm run lessons:sweep            all of them
//   npm run lessons:sweep -- tasks   one

import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const METHODS = ["naive", "timed", "state_machine", "tasks"];
const root = fileURLToPath(new URL("..", import.meta.url));
const test = "examples/lessons/05-debouncing/sweep.test.ts";

const asked = process.argv.slice(2);
const unknown = asked.find((method) => !METHODS.includes(method));
if (unknown !== undefined) {
  console.error(`there is no way '${unknown}' (there are: ${METHODS.join(", ")})`);
  process.exit(2);
}

/** Each is written to the file when it is found. */
async function sweep(method) {
  const vitest = [`${root}node_modules/vitest/vitest.mjs`, "run", "--project", "unit", test, "-t", `^${method} `];
  const env = { ...process.env, TICKLESS_SWEEP: "1", NO_COLOR: "1" };
  const child = spawn(process.execPath, vitest, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  let log = "";
  createInterface({ input: child.stdout }).on("line", (line) => {
    log += `${line}\n`;
    const found = /[\w-]+ [\w-]+: \d+ of \d+ fail$/.exec(line);
    if (found) console.log(found[0]);
  });
  const [code] = await once(child, "close");
  if (code !== 0) {
    console.error(log);
    process.exitCode = 1;
  }
}

const queue = asked.length > 0 ? asked : METHODS;
const next = async () => {
  for (let method = queue.shift(); method !== undefined; method = queue.shift()) await sweep(method);
};
await Promise.all(Array.from({ length: Math.min(availableParallelism(), queue.length) }, next));
