import { UsageError } from "@tickless/sim-core";
import { basename, join, relative, resolve } from "node:path";
import { LESSON } from "../lesson/files.js";
import {
  isAboutProject,
  isCapture,
  isForBoard,
  isImage,
  isNamed,
  isPartModule,
  isScenario,
  projectOfFiles,
  toText,
} from "../project-files.js";
import { readProject, type Project, type ProjectSource, type TextFile } from "../project.js";
import { readBytes, statOf } from "./files.js";
import { evaluate } from "./firmware.js";
import { checkKind, checkProgram, MAX_BYTES, tooMuch, visit } from "./folder.js";
import { isZip, readZip } from "./load-zip.js";
import { withPackages } from "./part-packages.js";

/**
 * Reads a project: a folder with a main.py or a firmware.ts, a zip of one, or a single .py or .ts file. `main`: the path in the folder of
 * another program to run. Throws UsageError, and ProjectError.
 */
export function loadProject(path: string, cwd: string, main?: string): Project {
  const absolute = resolve(cwd, path);
  const shown = relative(cwd, absolute) || ".";
  const stat = statOf(absolute, path);
  if (!stat) throw new UsageError(`${path}: there is no such file or folder`);
  if (stat.isDirectory()) return readProject(withPackages(absolute, readFolder(absolute, shown, main)), evaluate);
  if (isZip(absolute)) return readProject(readZip(absolute, shown), evaluate);
  checkKind(absolute, path);
  const program = `/${basename(absolute)}`;
  return readProject({ name: shown, files: new Map([[program, readBytes(absolute, shown)]]), main: program });
}

/** Reads a text file that the user named. Throws UsageError. */
export function loadText(path: string, cwd: string): TextFile {
  return { file: path, text: readText(resolve(cwd, path), path) };
}

function readFolder(folder: string, shown: string, main?: string): ProjectSource {
  if (main === undefined) checkProgram(folder, shown);
  const files: Record<string, Uint8Array> = {};
  let bytes = 0;
  const add = (path: string): void => {
    const content = (files[path] = readBytes(join(folder, path), join(shown, path)));
    bytes += content.length;
    if (bytes > MAX_BYTES) throw tooMuch(shown);
  };
  const captures: string[] = [];
  const images: string[] = [];
  for (const { path, folder: isFolder } of visit(folder)) {
    if (isCapture(path) && !isFolder) captures.push(path);
    if (isImage(path) && !isFolder) images.push(path);
    // A folder in the place of a file that is read as text cannot be read, and says so.
    if (!isAboutProject(path) && (isFolder || !isRead(path))) continue;
    add(path);
  }
  const scenarios = Object.keys(files).filter(isScenario);
  const texts = scenarios.map((path) => readText(join(folder, path), join(shown, path)));
  for (const path of captures) if (isNamed(path, texts)) add(path);
  const name = shown === "." ? basename(folder) : shown;
  const program = main === undefined ? {} : { main };
  return projectOfFiles(name, files, { folder: shown, shown: (path) => join(shown, path), images, ...program });
}

const isRead = (path: string): boolean => isForBoard(path) || isPartModule(path) || path === LESSON;

function readText(path: string, shown: string): string {
  return toText(readBytes(path, shown), shown);
}
