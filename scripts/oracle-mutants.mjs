/*
 * Checks that the comparison of the TypeScript scheduler with MicroPython would notice mistakes: makes some, one at a time,
 * and expects it to fail. Prints a line for each.
 *
 *     npm run mutants
 *
 * Each comparison runs in a process of its own, because a mistake can make the scheduler run for ever: that is noticed too,
 * when a comparison takes many times as long as that of the scheduler as it is.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { startVitest } from "vitest/node";
import { MUTANTS, mutate } from "../packages/tickless/tests/oracle/mutants.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const tests = ["packages/tickless/tests/oracle/programs.test.ts", "packages/tickless/tests/oracle/random.test.ts"];
/** To run on sources, as in vitest.config.ts. */
const conditions = ["tickless-source", "module", "node", "development|production"];
/** How many times as long as without a mistake a comparison may take. */
const PATIENCE = 5;

/** Runs one file of the comparison; prints how many of its tests fail, of how many, as JSON. */
async function compare(file, mutant) {
  // Counterexamples need not be made small. The projects of vitest.config.ts would not have the plugin.
  const env = { TICKLESS_SHRINK: "0", TICKLESS_LONG: "" };
  const options = { root, config: false, watch: false, reporters: [{}], env, pool: "forks", testTimeout: 60_000 };
  const vite = { plugins: mutant ? [mutate(mutant)] : [], resolve: { conditions }, ssr: { resolve: { conditions } } };
  const vitest = await startVitest("test", [file], options, vite);
  const [module] = vitest.state.getTestModules();
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const errors = module.errors().map(({ message }) => message);
  await vitest.close();
  const failed = states.filter((state) => state !== "passed").length;
  process.stdout.write(JSON.stringify({ failed, all: states.length, errors }), () => process.exit(0));
}

/** That in a process of its own, in a group of its own with its workers; `hung` if it does not end in time. */
function comparison(file, mutant, limit = 600_000) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), file, mutant ?? ""], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (data) => (printed += data));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      process.kill(-child.pid, "SIGKILL");
      resolve({ hung: true, failed: 0, all: 0 });
    }, limit);
    child.on("exit", (code) => {
      clearTimeout(timer);
      const result = code === 0 ? JSON.parse(printed) : { errors: [`the comparison ended with exit code ${code}`] };
      if (result.errors.length > 0) reject(new Error(result.errors.join("\n")));
      else resolve({ hung: false, ...result });
    });
    child.on("error", reject);
  });
}

let ok = true;

function report(good, text) {
  ok &&= good;
  console.log(`${good ? "ok  " : "FAIL"}  ${text}`);
}

const told = ({ hung, failed, all }) => (hung ? "does not end" : `${failed} of ${all} tests notice`);

async function main() {
  const start = performance.now();
  const [programs, random] = [await comparison(tests[0]), await comparison(tests[1])];
  const limit = PATIENCE * (performance.now() - start);
  report(
    programs.failed + random.failed === 0 && programs.all > 0 && random.all > 0,
    `as it is: ${programs.all} programs and the random ones agree`,
  );
  for (const { name } of MUTANTS) {
    const [programs, random] = [await comparison(tests[0], name, limit), await comparison(tests[1], name, limit)];
    const noticed = [programs, random].every(({ hung, failed }) => hung || failed > 0);
    report(noticed, `${name}: programs: ${told(programs)}; random ones: ${told(random)}`);
  }
  process.exitCode = ok ? 0 : 1;
}

const [file, name] = process.argv.slice(2);
if (file)
  await compare(
    file,
    MUTANTS.find((mutant) => mutant.name === name),
  );
else await main();
