import { readFileSync } from "node:fs";
import { readCheckArguments } from "../../src/cli/check-command.js";
import { readDiffArguments } from "../../src/cli/diff-command.js";
import { readExportArguments } from "../../src/cli/export-command.js";
import { readExportDiagramArguments } from "../../src/cli/export-diagram-command.js";
import { readRunArguments } from "../../src/cli/options.js";
import { readReplayArguments } from "../../src/cli/replay-command.js";
import { readTestArguments } from "../../src/cli/test/arguments.js";
import { readViewArguments } from "../../src/cli/view-options.js";
import { root } from "./documents.js";

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => unknown>> = {
  run: readRunArguments,
  test: readTestArguments,
  replay: readReplayArguments,
  diff: readDiffArguments,
  export: readExportArguments,
  "export-diagram": readExportDiagramArguments,
  check: readCheckArguments,
  view: readViewArguments,
};

/** Programs of others: what may stand behind them is their own. */
const OTHERS = ["sigrok-cli", "vitest", "cd", "git"];

const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { scripts: Record<string, string> };

/** The words of a line, without its comment. */
export const words = (line: string): string[] =>
  [...line.replace(/(^|\s)#.*$/, "").matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

/** Throws, with what is wrong, unless the line says something that could be done. */
export function checkCommandLine(line: string): void {
  const [program, command = "", ...args] = words(line.replace(/^npx /, ""));
  if (program === "npm") return checkNpm(command, args[0]);
  if (program === "tickless") {
    if (command === "--help" || command === "--version") return;
    const read = COMMANDS[command];
    if (!read) throw new Error(`there is no command '${command}'`);
    read(args);
  } else if (program !== undefined && !OTHERS.includes(program)) throw new Error(`what is '${program}'?`);
}

function checkNpm(command: string, script = ""): void {
  if (["start", "test", "ci", "install"].includes(command)) return;
  if (command !== "run" || !(script in scripts))
    throw new Error(`package.json has no script for 'npm ${command} ${script}'`);
}
