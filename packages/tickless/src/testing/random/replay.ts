import { relative } from "node:path";

/** What the test runner knows of the test that runs. */
export interface RunningTest {
  /** The command that runs tests: "npx vitest run". */
  readonly runner: string;
  /** Absolute path of the test's file. */
  readonly file?: string | undefined;
  /** Its full name, "suite > test". */
  readonly test?: string | undefined;
}

let running: () => RunningTest = () => ({ runner: "<the command that runs this test>" });

/** Tells how to find out which test runs; for the replay command in messages. */
export function setRunner(ask: () => RunningTest): void {
  running = ask;
}

/** The command that runs the present test again with this value of TICKLESS_SEED, and nothing else. */
export function replayCommand(seed: string): string {
  const { runner, file, test } = running();
  const words = [`TICKLESS_SEED=${seed}`, runner];
  if (file !== undefined) words.push(quoted(relative(process.cwd(), file)));
  if (test !== undefined) words.push("-t", quoted(patternOf(test)));
  return words.join(" ");
}

/** For a POSIX shell. */
const quoted = (word: string): string => (/^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** Vitest looks for the pattern in the names of suites and test joined by blanks, and tells them joined by " > ". */
const patternOf = (test: string): string =>
  test
    .split(" > ")
    .map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join("( > | )");
