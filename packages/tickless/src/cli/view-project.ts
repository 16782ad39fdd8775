import { UsageError } from "@tickless/sim-core";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isCapture, isForBoard, isNamed, SCENARIO_SUFFIX } from "../project-files.js";
import { checkProgram, MAX_BYTES, tooMuch, visit } from "./folder.js";

/** What the viewer opens: a project's texts, by their path in the folder. */
export interface ProjectTexts {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** What else the board's file system has, as base64url: files that are no text, or long. */
  readonly binary?: Readonly<Record<string, string>>;
}

/** Where a project is: a folder, or one file of it. */
export interface ProjectPlace {
  readonly folder: string;
  /** The only file, when that was given. */
  readonly file: string | undefined;
  /** What messages call it. */
  readonly shown: string;
}

/** Longer ones are data; an editor is no place for them. Captures that are played are text however long they are. */
const MAX_FILE_BYTES = 1 << 20;

/** Finds what the user named. Throws UsageError. */
export function placeOf(path: string, cwd: string): ProjectPlace {
  const absolute = resolve(cwd, path);
  const shown = relative(cwd, absolute) || basename(absolute);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`${path}: there is no such file or folder`);
  if (stat.isDirectory()) {
    checkProgram(absolute, shown);
    return { folder: absolute, file: undefined, shown };
  }
  if (!/\.(py|ts)$/.test(absolute)) throw new UsageError(`${path}: a project is a folder, a .py or a .ts file`);
  return { folder: dirname(absolute), file: basename(absolute), shown };
}

/**
 * Reads the project as it is now. What is hidden or outside the folder (by a symbolic link) is left out. Throws UsageError when
 * it is too much.
 */
export function readTexts({ folder, file, shown }: ProjectPlace): ProjectTexts {
  const root = realpathSync(folder);
  const files: Record<string, string> = {};
  const binary: Record<string, string> = {};
  const captures: string[] = [];
  let size = 0;
  const add = (path: string, longest: number): void => {
    if (sizeOf(join(root, path)) > MAX_BYTES) {
      if (isForBoard(path)) throw tooMuch(shown);
      return;
    }
    const bytes = readBytes(join(root, path));
    if (!bytes) return;
    const text = bytes.length > longest ? undefined : textOf(bytes);
    if (text === undefined && !isForBoard(path)) return;
    size += bytes.length;
    if (size > MAX_BYTES) throw tooMuch(shown);
    if (text === undefined) binary[path] = bytes.toString("base64url");
    else files[path] = text;
  };
  const paths = file === undefined ? visit(root) : [{ path: file, folder: false }];
  for (const { path, folder: isFolder } of paths) {
    if (isFolder || !(file !== undefined || isInside(root, path))) continue;
    if (isCapture(path)) captures.push(path);
    else add(path, MAX_FILE_BYTES);
  }
  const scenarios = Object.entries(files).flatMap(([path, text]) => (path.endsWith(SCENARIO_SUFFIX) ? [text] : []));
  for (const path of captures) if (isNamed(path, scenarios)) add(path, MAX_BYTES);
  return { name: basename(file ?? folder), files, ...(Object.keys(binary).length > 0 ? { binary } : {}) };
}

const isInside = (root: string, path: string): boolean => realpathSync(join(root, path)).startsWith(root + sep);

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Undefined: it went away. */
function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Undefined: it is not text. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
