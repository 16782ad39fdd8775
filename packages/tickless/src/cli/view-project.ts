import { UsageError } from "@tickless/sim-core";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isCapture, isForBoard, isNamed, isPartModule, isScenario, SETTINGS } from "../project-files.js";
import { readSettings } from "../settings.js";
import { statOf } from "./files.js";
import { checkKind, checkProgram, MAX_BYTES, tooMuch, visit } from "./folder.js";
import { isZip, readZip } from "./load-zip.js";
import { packageFiles } from "./part-packages.js";
import { MAX_FILE_BYTES, textOf, type ProjectTexts } from "./view-texts.js";
import { zipTexts } from "./view-zip.js";

/** Where a project is: a folder, or one file of it. */
export interface ProjectPlace {
  readonly folder: string;
  /** The only file, when that was given: a program, or a zip of a project. */
  readonly file: string | undefined;
  /** What messages call it. */
  readonly shown: string;
}

/** Finds what the user named. Throws UsageError, and ProjectError. */
export function placeOf(path: string, cwd: string): ProjectPlace {
  const absolute = resolve(cwd, path);
  const shown = relative(cwd, absolute) || basename(absolute);
  const stat = statOf(absolute, path);
  if (!stat) throw new UsageError(`${path}: there is no such file or folder`);
  if (stat.isDirectory()) {
    checkProgram(absolute, shown);
    return { folder: absolute, file: undefined, shown };
  }
  if (isZip(absolute)) readZip(absolute, shown);
  else checkKind(absolute, path);
  return { folder: dirname(absolute), file: basename(absolute), shown };
}

/**
 * Reads the project as it is now. What is hidden or outside the folder (by a symbolic link) is left out. Throws UsageError when
 * it is too much.
 */
export function readTexts({ folder, file, shown }: ProjectPlace): ProjectTexts {
  if (file !== undefined && isZip(file)) return zipTexts(join(folder, file), shown);
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
    if (text === undefined && !(isForBoard(path) || isPartModule(path))) return;
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
  const scenarios = Object.entries(files).flatMap(([path, text]) => (isScenario(path) ? [text] : []));
  for (const path of captures) if (isNamed(path, scenarios)) add(path, MAX_BYTES);
  if (file === undefined) Object.assign(files, packagesOf(root, files));
  return { name: basename(file ?? folder), files, ...(Object.keys(binary).length > 0 ? { binary } : {}) };
}

/** What the parts of the project need of packages. A project with mistakes is read as well, and says so on the page. */
function packagesOf(root: string, files: Readonly<Record<string, string>>): Record<string, string> {
  const bytes = Object.entries(files).map(([path, text]) => [`/${path}`, new TextEncoder().encode(text)] as const);
  const sources = new Map(bytes);
  const found = packageFiles(root, {
    paths: [...sources.keys()],
    sources,
    said: partsSaid(files),
    settings: undefined,
  });
  return Object.fromEntries(
    Object.entries(found).flatMap(([path, module]) => {
      const text = textOf(module);
      return text === undefined ? [] : [[path, text]];
    }),
  );
}

function partsSaid(files: Readonly<Record<string, string>>): readonly string[] {
  try {
    return readSettings(files[SETTINGS] ?? "", SETTINGS).parts ?? [];
  } catch {
    return [];
  }
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
