import { ProjectError, UsageError } from "@tickless/sim-core";
import { checkDiagram, checkProject, findingsOf } from "../check/check.js";
import type { Finding } from "../check/finding.js";
import { toJson, toSarif, toText } from "../check/report.js";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { DIAGRAM, NoProgramError } from "../project-files.js";
import type { TextFile } from "../project.js";
import { EXIT, type Io } from "./io.js";
import { loadProject, loadText } from "./load-project.js";
import { parse } from "./options.js";
import { writeOutput } from "./recording-file.js";
import { version } from "./version.js";

/** What `tickless check` was asked to do. */
export interface CheckArguments {
  readonly project: string;
  /** Warnings count as errors. */
  readonly strict: boolean;
  /** Files; "-": standard output. */
  readonly json: string | undefined;
  readonly sarif: string | undefined;
}

const OPTIONS = {
  strict: { type: "boolean" },
  json: { type: "string" },
  sarif: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads the arguments behind `check`. Throws UsageError. */
export function readCheckArguments(args: readonly string[]): CheckArguments | "help" {
  const { values, positionals } = parse(args, OPTIONS);
  if (values.help) return "help";
  const [project = ".", ...others] = positionals;
  if (others.length > 0) throw new UsageError(`one project at a time; what is '${others.join(" ")}'?`);
  if (values.json === "-" && values.sarif === "-") throw new UsageError("only one format fits standard output");
  return { project, strict: values.strict ?? false, json: values.json, sarif: values.sarif };
}

/** `tickless check`. Returns the exit code. */
export function checkCommand({ project, strict, json, sarif }: CheckArguments, io: Io): Promise<number> {
  const findings = findingsIn(project, io.cwd);
  const formats = [
    ["--json", json, () => toJson(findings)],
    ["--sarif", sarif, () => toSarif(findings, version())],
  ] as const;
  for (const [option, file, text] of formats) {
    if (file === "-") io.stdout.write(text());
    else if (file !== undefined) writeOutput(option, file, text(), io.cwd);
  }
  (json === "-" || sarif === "-" ? io.stderr : io.stdout).write(toText(findings));
  const failed = findings.some(({ severity }) => strict || severity === "error");
  return Promise.resolve(failed ? EXIT.failed : EXIT.ok);
}

/** A folder whose files cannot be read as a project has findings too. */
function findingsIn(path: string, cwd: string): Finding[] {
  try {
    return checkProject(loadProject(path, cwd));
  } catch (error) {
    const diagram = error instanceof NoProgramError ? diagramIn(path, cwd) : undefined;
    if (diagram) return [...findingsOf(error as NoProgramError).map(withoutProgram), ...checkDiagram(diagram)];
    if (error instanceof ProjectError) return findingsOf(error);
    throw error;
  }
}

/** Of a folder whose program is none that can be run: its wires can be looked at all the same. */
function diagramIn(path: string, cwd: string): TextFile | undefined {
  const file = join(path, DIAGRAM);
  return statSync(resolve(cwd, file), { throwIfNoEntry: false })?.isFile() ? loadText(file, cwd) : undefined;
}

const withoutProgram = (finding: Finding): Finding => ({
  ...finding,
  severity: "warning",
  hint: "the diagram alone is checked",
});
