import { UsageError } from "@tickless/sim-core";
import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { entriesOf, statOf } from "../files.js";
import { DIAGRAM, isLeftOut, isPythonTest, isScenario, SCENARIO_SUFFIX, SETTINGS } from "../../project-files.js";

/** A file with tests. */
export interface TestFile {
  readonly kind: "scenario" | "python";
  /** Absolute paths: the file, and the folder of the project that it tests. */
  readonly file: string;
  readonly root: string;
  /** What messages call the file: its path from the working directory. */
  readonly shown: string;
}

/** Folders that are no part of a source tree. */
const NOT_SEARCHED = ["dist", "coverage"];
/** A folder with one of these is a project. */
const MARKS = [DIAGRAM, SETTINGS, "main.py", "firmware.ts"];

/** The files with tests in these files and folders, in order of their paths. Throws UsageError. */
export function findTests(paths: readonly string[], cwd: string): TestFile[] {
  const files = new Set(paths.flatMap((path) => [...testsAt(resolve(cwd, path), path)]));
  return [...files].sort(byPath).map((file) => ({
    kind: isPythonTest(basename(file)) ? "python" : "scenario",
    file,
    root: projectFolder(file, cwd),
    shown: relative(cwd, file).replaceAll("\\", "/"),
  }));
}

const isTest = (name: string): boolean => isScenario(name) || isPythonTest(name);

function* testsAt(absolute: string, given: string): Generator<string> {
  const stat = statOf(absolute, given);
  if (!stat) throw new UsageError(`${given}: there is no such file or folder`);
  if (stat.isDirectory()) yield* visit(absolute);
  else if (isTest(basename(absolute))) yield absolute;
  else throw new UsageError(`${given}: tests are in files called *${SCENARIO_SUFFIX} or test_*.py`);
}

function* visit(folder: string): Generator<string> {
  for (const entry of entriesOf(folder, folder)) {
    if (isLeftOut(entry.name) || NOT_SEARCHED.includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* visit(path);
    else if (entry.isFile() && isTest(entry.name)) yield path;
  }
}

const byPath = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The nearest folder around a file that is a project, not above the working directory; else the file's own. */
function projectFolder(file: string, cwd: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (MARKS.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (folder === resolve(cwd) || folder === dirname(folder)) return dirname(file);
  }
}
