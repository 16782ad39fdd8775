import { ProjectError, UsageError } from "@tickless/sim-core";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { readProject, type Project, type ProjectSource, type TextFile } from "../project.js";

const DIAGRAM = "diagram.json";
const SETTINGS = "tickless.yaml";
const SCENARIO_SUFFIX = ".scenario.yaml";
const MAINS = ["main.py", "firmware.ts"];
/** Files that are about the project rather than for its board. */
const NOT_FOR_THE_BOARD = [DIAGRAM, SETTINGS, "wokwi.toml"];
/** More than any board's flash: somebody named the wrong folder. */
const MAX_BYTES = 16 << 20;

/** Reads a project: a folder with a main.py or a firmware.ts, or a single .py or .ts file. Throws UsageError, and ProjectError. */
export function loadProject(path: string, cwd: string): Project {
  const absolute = resolve(cwd, path);
  const shown = relative(cwd, absolute) || ".";
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`${path}: there is no such file or folder`);
  if (stat.isDirectory()) return readProject(readFolder(absolute, shown));
  if (!/\.(py|ts)$/.test(absolute)) throw new UsageError(`${path}: a project is a folder, a .py or a .ts file`);
  const main = `/${basename(absolute)}`;
  return readProject({ name: shown, files: new Map([[main, readBytes(absolute, shown)]]), main });
}

/** Reads a text file that the user named. Throws UsageError. */
export function loadText(path: string, cwd: string): TextFile {
  return { file: path, text: readText(resolve(cwd, path), path) };
}

function readFolder(folder: string, shown: string): ProjectSource {
  const file = (name: string): string => join(shown, name);
  const top = readdirSync(folder).sort();
  const [main, second] = MAINS.filter((name) => top.includes(name));
  if (main === undefined) {
    const hint = "a project folder has its program in main.py or firmware.ts";
    throw new ProjectError([{ severity: "error", file: shown, message: "there is no main.py", hint }]);
  }
  if (second !== undefined) {
    const message = `there are two programs, ${main} and ${second}; give the one to run`;
    throw new ProjectError([{ severity: "error", file: shown, message }]);
  }
  const read = (name: string): TextFile => ({ file: file(name), text: readText(join(folder, name), file(name)) });
  return {
    name: shown === "." ? basename(folder) : shown,
    files: readFiles(folder, shown),
    main: `/${main}`,
    scenarios: top.filter((name) => name.endsWith(SCENARIO_SUFFIX)).map(read),
    ...(top.includes(DIAGRAM) ? { diagram: read(DIAGRAM) } : {}),
    ...(top.includes(SETTINGS) ? { settings: read(SETTINGS) } : {}),
  };
}

/** The board's files: all but hidden ones, notes, and the project's own description. */
function readFiles(folder: string, shown: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  const visit = (directory: string): void => {
    for (const entry of readdirSync(join(folder, directory), { withFileTypes: true }).sort(byName)) {
      const path = join(directory, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules" || entry.name === "__pycache__") continue;
      if (entry.isDirectory()) visit(path);
      else if (isForBoard(path) && statSync(join(folder, path), { throwIfNoEntry: false })?.isFile()) {
        const content = readBytes(join(folder, path), join(shown, path));
        bytes += content.length;
        if (bytes > MAX_BYTES)
          throw new UsageError(`${shown}: more than ${MAX_BYTES >> 20} MiB of files; is it a project?`);
        files.set(`/${path.split("\\").join("/")}`, content);
      }
    }
  };
  visit("");
  return files;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);

const isForBoard = (path: string): boolean =>
  !NOT_FOR_THE_BOARD.includes(path) && !path.endsWith(SCENARIO_SUFFIX) && !path.endsWith(".md");

function readBytes(path: string, shown: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw unreadable(error, shown);
  }
}

function readText(path: string, shown: string): string {
  const bytes = readBytes(path, shown);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${shown}: this is not text in UTF-8`);
  }
}

function unreadable(error: unknown, shown: string): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: "there is no such file",
    EISDIR: "this is a folder, not a file",
    EACCES: "reading it is not permitted",
  };
  return new UsageError(`${shown}: ${(code && reasons[code]) ?? message}`);
}
