import { execFile } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folder } from "./cli.js";

/*
 * Tests of tests: vitest in a folder of its own, as a user has it.
 */

const CONFIG = `
const conditions = ["tickless-source", "module", "node", "development|production"];
export default { test: { testTimeout: 60_000, reporters: ['default', 'tickless/testing/reporter'] }, resolve: { conditions }, ssr: { resolve: { conditions } } };
`;

/** A folder with these files, in which `npx vitest run` works. */
export function vitestFolder(files: Readonly<Record<string, string>>): string {
  const cwd = folder({ "vitest.config.mjs": CONFIG, ...files });
  symlinkSync(fileURLToPath(new URL("../../../../node_modules", import.meta.url)), join(cwd, "node_modules"));
  return cwd;
}

interface Result {
  readonly code: number;
  readonly output: string;
}

/** Runs a command of the shell. */
export function runCommand(cwd: string, command: string, env: Readonly<Record<string, string>> = {}): Promise<Result> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|TICKLESS|FAIL|CI$)/.test(name));
  const options = { cwd, env: { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env } };
  return new Promise((resolve) => {
    execFile("sh", ["-c", command], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}
