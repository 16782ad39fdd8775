import { plainDiagram } from "@tickless/devices";
import { formatProblem, ProjectError, UsageError } from "@tickless/sim-core";
import { join, resolve } from "node:path";
import { DIAGRAM } from "../project-files.js";
import { statOf } from "./files.js";
import { EXIT, type Io } from "./io.js";
import { loadText } from "./load-project.js";
import { parse } from "./options.js";
import { writeOutput } from "./recording-file.js";

export interface ExportDiagramArguments {
  /** A project's folder, or a diagram. */
  readonly source: string;
  /** Undefined: standard output. */
  readonly to: string | undefined;
}

/** Reads the arguments behind `export-diagram`; "help" when it was asked for. Throws UsageError. */
export function readExportDiagramArguments(args: readonly string[]): ExportDiagramArguments | "help" {
  const { values, positionals } = parse(args, { help: { type: "boolean", short: "h" } });
  if (values.help) return "help";
  const [source, to, ...others] = positionals;
  if (source === undefined) throw new UsageError("whose diagram? Give a project's folder, or a diagram.json");
  if (others.length > 0) throw new UsageError(`one diagram at a time; what is '${others.join(" ")}'?`);
  return { source, to };
}

/** `tickless export-diagram`. Returns the exit code; throws UsageError and ProjectError. */
export function exportDiagramCommand({ source, to }: ExportDiagramArguments, io: Io): Promise<number> {
  const isFolder = statOf(resolve(io.cwd, source), source)?.isDirectory();
  const { file, text } = loadText(isFolder ? join(source, DIAGRAM) : source, io.cwd);
  const { text: plain, problems } = plainDiagram(text, file);
  if (plain === undefined) throw new ProjectError(problems);
  for (const problem of problems) io.stderr.write(`${formatProblem(problem)}\n`);
  if (to === undefined) io.stdout.write(plain);
  else writeOutput("export-diagram", to, plain, io.cwd);
  return Promise.resolve(EXIT.ok);
}
