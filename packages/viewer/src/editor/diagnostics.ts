import type { Problem } from "@tickless/sim-core";
import type { RunEndModel, ScenarioFailure } from "../protocol/project.js";

/** A remark at a line of a file. */
export interface Remark {
  /** From 1. */
  readonly line: number;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly source: string;
}

/** What there is to say about the lines of a file: the project's problems, and what went wrong there in the run. */
export function remarksOn(
  path: string,
  problems: readonly Problem[],
  failures: readonly (RunEndModel | ScenarioFailure)[],
): Remark[] {
  const remarks = problems
    .filter((problem) => problem.file === path)
    .map(({ line, severity, message, hint, part }): Remark => {
      const text = `${part ? `${part}: ` : ""}${message}${hint ? ` (${hint})` : ""}`;
      return { line: line ?? 1, severity, message: text, source: "project" };
    });
  for (const { file, line, message } of failures) {
    if (file === path) remarks.push({ line: line ?? 1, severity: "error", message, source: "run" });
  }
  return remarks.sort((a, b) => a.line - b.line);
}

/** Paths of a project in the order in which people look for them: the program, its modules, the board, the rest. */
export function inOrder(paths: readonly string[]): string[] {
  return [...paths].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(path: string): number {
  if (path === "main.py" || path === "firmware.ts") return 0;
  if (/^[^/]+\/(main\.py|firmware\.ts)$/.test(path)) return 0.5;
  if (/\.(py|ts)$/.test(path)) return 1;
  if (path === "diagram.json") return 2;
  if (/\.ya?ml$/.test(path)) return 3;
  return /\.md$/i.test(path) ? 5 : 4;
}

/** Why this cannot be the name of a new file; undefined: it can. */
export function wrongName(name: string, taken: readonly string[]): string | undefined {
  if (name === "") return "A file needs a name.";
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(name) || /(^|\/)\.{1,2}(\/|$)/.test(name)) {
    return "A name has letters, digits, “-”, “_” and “.”; folders are written with “/”.";
  }
  return taken.includes(name) ? `There is a file ${name} already.` : undefined;
}

/** The one piece in which two texts differ: `[from, to)` of the first becomes `insert`. Undefined: they are equal. */
export function difference(before: string, after: string): { from: number; to: number; insert: string } | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let tail = 0;
  while (tail < shorter - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
