/*
 * Checks that the comparison of the TypeScript scheduler with MicroPython would notice mistakes: makes some, one at a time,
 * and expects it to fail. Prints a line for each.
 *
 *     npm run mutants
 */
import { fileURLToPath } from "node:url";
import { startVitest } from "vitest/node";
import { MUTANTS, mutate } from "../packages/tickless/tests/oracle/mutants.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const tests = ["packages/tickless/tests/oracle/programs.test.ts", "packages/tickless/tests/oracle/random.test.ts"];

/** Runs the comparison with these plugins; returns how many programs disagree, of how many, and whether random ones do. */
async function compare(plugins) {
  // Counterexamples need not be made small.
  const options = { root, watch: false, reporters: [{}], env: { TICKLESS_SHRINK: "0", TICKLESS_LONG: "" } };
  const vitest = await startVitest("test", tests, options, { plugins });
  const modules = vitest.state.getTestModules();
  const errors = modules.flatMap((module) => module.errors());
  const [programs, random] = tests.map((file) => statesOf(modules.find(({ moduleId }) => moduleId.endsWith(file))));
  await vitest.close();
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const failed = programs.filter((state) => state === "failed").length;
  return { failed, all: programs.length, randomFailed: random.some((state) => state !== "passed") };
}

const statesOf = (module) => [...module.children.allTests()].map((test) => test.result().state);

let ok = true;

function report(good, text) {
  ok &&= good;
  console.log(`${good ? "ok  " : "FAIL"}  ${text}`);
}

const { failed, all, randomFailed } = await compare([]);
report(
  failed === 0 && all > 0 && !randomFailed,
  `as it is: ${all - failed} of ${all} programs and the random ones agree`,
);
for (const mutant of MUTANTS) {
  const { failed, randomFailed } = await compare([mutate(mutant)]);
  const random = randomFailed ? ", and so do random ones" : ", random ones do not";
  report(failed > 0 && randomFailed, `${mutant.name}: ${failed} of ${all} programs notice${random}`);
}
process.exitCode = ok ? 0 : 1;
