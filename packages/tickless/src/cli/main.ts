import { ModelError, UsageError } from "@tickless/sim-core";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { HELP, RUN_HELP, VIEW_HELP } from "./help.js";
import { EXIT, type Io } from "./io.js";
import { readRunArguments } from "./options.js";
import { runCommand } from "./run-command.js";
import { viewCommand } from "./view-command.js";
import { readViewArguments } from "./view-options.js";

/** The command line: `args` without the program's name. Returns the exit code; writes to nothing but `io` and `--json`. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    io.stderr.write(`${messageOf(error)}\n`);
    if (io.env["TICKLESS_DEBUG"]) io.stderr.write(`${inspect(error)}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.internal;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [command, ...others] = args;
  if (command === "--help" || command === "-h" || command === "help") io.stdout.write(HELP);
  else if (command === "--version") io.stdout.write(`${version()}\n`);
  else if (command === "run") {
    const options = readRunArguments(others);
    if (options !== "help") return runCommand(options, io);
    io.stdout.write(RUN_HELP);
  } else if (command === "view") {
    const options = readViewArguments(others);
    if (options !== "help") return viewCommand(options, io);
    io.stdout.write(VIEW_HELP);
  } else if (command === undefined) throw new UsageError(`what to do? For example:\n\n${HELP}`);
  else throw new UsageError(`unknown command '${command}'; see tickless --help`);
  return EXIT.ok;
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return `tickless: ${error.message}`;
  if (error instanceof ModelError) return `tickless: internal error in ${error.message}`;
  return `tickless: internal error: ${error instanceof Error ? error.message : String(error)}`;
}

function version(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
