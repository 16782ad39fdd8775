import { UsageError } from "@tickless/sim-core";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { mainOf } from "../project-files.js";
import { MAX_BYTES, tooMuch, visit } from "./folder.js";

/** What the viewer opens: a project's texts, by their path in the folder. */
export interface ProjectTexts {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Where a project is: a folder, or one file of it. */
export interface ProjectPlace {
  readonly folder: string;
  /** The only file, when that was given. */
  readonly file: string | undefined;
  /** What messages call it. */
  readonly shown: string;
}

/** Longer ones are data; an editor is no place for them. */
const MAX_FILE_BYTES = 1 << 20;

/** Finds what the user named. Throws UsageError. */
export function placeOf(path: string, cwd: string): ProjectPlace {
  const absolute = resolve(cwd, path);
  const shown = relative(cwd, absolute) || basename(absolute);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`${path}: there is no such file or folder`);
  if (stat.isDirectory()) {
    mainOf(readdirSync(absolute), shown);
    return { folder: absolute, file: undefined, shown };
  }
  if (!/\.(py|ts)$/.test(absolute)) throw new UsageError(`${path}: a project is a folder, a .py or a .ts file`);
  return { folder: dirname(absolute), file: basename(absolute), shown };
}

/**
 * Reads the project as it is now. What is hidden, not text, very long, or outside the folder (by a symbolic link) is left out.
 * Throws UsageError when it is too much.
 */
export function readTexts({ folder, file, shown }: ProjectPlace): ProjectTexts {
  const root = realpathSync(folder);
  const files: Record<string, string> = {};
  let bytes = 0;
  const paths = file === undefined ? visit(root) : [{ path: file, folder: false }];
  for (const { path, folder: isFolder } of paths) {
    if (isFolder || !(file !== undefined || isInside(root, path))) continue;
    const text = readText(join(root, path));
    if (text === undefined) continue;
    bytes += text.length;
    if (bytes > MAX_BYTES) throw tooMuch(shown);
    files[path] = text;
  }
  return { name: basename(file ?? folder), files };
}

const isInside = (root: string, path: string): boolean => realpathSync(join(root, path)).startsWith(root + sep);

/** Undefined: it is not text, or too long; or it went away. */
function readText(path: string): string | undefined {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) return undefined;
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
