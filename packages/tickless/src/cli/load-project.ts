import { UsageError } from "@tickless/sim-core";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { isAboutProject, isForBoard, mainOf, projectOfFiles, toText } from "../project-files.js";
import { readProject, type Project, type ProjectSource, type TextFile } from "../project.js";
import { MAX_BYTES, tooMuch, visit } from "./folder.js";

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
  mainOf(readdirSync(folder), shown);
  const files: Record<string, Uint8Array> = {};
  let bytes = 0;
  for (const { path, folder: isFolder } of visit(folder)) {
    // A folder in the place of a file that is read as text cannot be read, and says so.
    if (!isAboutProject(path) && (isFolder || !isForBoard(path))) continue;
    const content = (files[path] = readBytes(join(folder, path), join(shown, path)));
    bytes += content.length;
    if (bytes > MAX_BYTES) throw tooMuch(shown);
  }
  const name = shown === "." ? basename(folder) : shown;
  return projectOfFiles(name, files, { folder: shown, shown: (path) => join(shown, path) });
}

function readBytes(path: string, shown: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw unreadable(error, shown);
  }
}

function readText(path: string, shown: string): string {
  return toText(readBytes(path, shown), shown);
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
