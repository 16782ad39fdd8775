import { ModelError, UsageError } from "@tickless/sim-core";
import { inspect } from "node:util";
import { checkCommand, readCheckArguments } from "./check-command.js";
import { diffCommand, readDiffArguments } from "./diff-command.js";
import { exportDiagramCommand, readExportDiagramArguments } from "./export-diagram-command.js";
import { exportCommand, readExportArguments } from "./export-command.js";
import {
  CHECK_HELP,
  DIFF_HELP,
  EXPORT_DIAGRAM_HELP,
  EXPORT_HELP,
  HELP,
  REPLAY_HELP,
  RUN_HELP,
  TEST_HELP,
  VIEW_HELP,
} from "./help.js";
import { EXIT, type Io } from "./io.js";
import { readRunArguments } from "./options.js";
import { readReplayArguments, replayCommand } from "./replay-command.js";
import { runCommand } from "./run-command.js";
import { readTestArguments } from "./test/arguments.js";
import { testCommand } from "./test/command.js";
import { version } from "./version.js";
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
  const [name, ...others] = args;
  const command = COMMANDS.get(name);
  if (command) return command(others, io);
  if (name === "--help" || name === "-h" || name === "help") io.stdout.write(HELP);
  else if (name === "--version") io.stdout.write(`${version()}\n`);
  else if (name === undefined) throw new UsageError(`what to do? For example:\n\n${HELP}`);
  else throw new UsageError(`unknown command '${name}'; see tickless --help`);
  return EXIT.ok;
}

type Command = (args: readonly string[], io: Io) => Promise<number>;

/** What reads its arguments, or shows its help, and then does it. */
function commandOf<T>(
  read: (args: readonly string[]) => T | "help",
  help: string,
  run: (args: T, io: Io) => Promise<number>,
): Command {
  return async (args, io) => {
    const options = read(args);
    if (options !== "help") return run(options, io);
    io.stdout.write(help);
    return EXIT.ok;
  };
}

const COMMANDS: ReadonlyMap<string | undefined, Command> = new Map([
  ["run", commandOf(readRunArguments, RUN_HELP, runCommand)],
  ["test", commandOf(readTestArguments, TEST_HELP, testCommand)],
  ["replay", commandOf(readReplayArguments, REPLAY_HELP, replayCommand)],
  ["diff", commandOf(readDiffArguments, DIFF_HELP, diffCommand)],
  ["export", commandOf(readExportArguments, EXPORT_HELP, exportCommand)],
  ["export-diagram", commandOf(readExportDiagramArguments, EXPORT_DIAGRAM_HELP, exportDiagramCommand)],
  ["check", commandOf(readCheckArguments, CHECK_HELP, checkCommand)],
  ["view", commandOf(readViewArguments, VIEW_HELP, viewCommand)],
]);

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return `tickless: ${error.message}`;
  if (error instanceof ModelError && error.place) return `tickless: ${error.message}`;
  if (error instanceof ModelError) return `tickless: internal error in ${error.message}`;
  return `tickless: internal error: ${error instanceof Error ? error.message : String(error)}`;
}
