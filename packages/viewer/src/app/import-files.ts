import { projectOf, type ProjectFiles } from "../protocol/project.js";
import { textOf } from "./bytes.js";
import { isSafePath } from "./project-files.js";

/*
 * Files from outside become a project: texts within bounds. What is left out is told.
 */

/** A file that was dropped or chosen; read only if its path and size are acceptable. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** Undefined: it cannot be unpacked. */
  read(): Promise<Uint8Array | undefined>;
}

export interface Imported {
  readonly files: Readonly<Record<string, string>>;
  /** Those that are no text. */
  readonly binary: Readonly<Record<string, Uint8Array>>;
  /** Paths that were left out, and why. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

export const LIMITS = {
  files: 300,
  /** Bytes of one file. */
  file: 512 << 10,
  /** Bytes of all files. */
  total: 4 << 20,
};

const FOLDERS = ["node_modules", "__pycache__", "dist", "venv", "__MACOSX"];
export const MAINS = ["main.py", "firmware.ts"];
const ROOT_FILES = [...MAINS, "diagram.json", "tickless.yaml", "wokwi.toml"];

/** Why a file is no part of a project, by its path alone; undefined: it may be one. */
export function unwanted(path: string): string | undefined {
  const parts = path.split("/");
  if (parts.some((part) => part.startsWith("."))) return "hidden";
  if (parts.slice(0, -1).some((part) => FOLDERS.includes(part))) return "made by a tool";
  if (!isSafePath(path)) return "its name is no path in a project";
  return undefined;
}

/** Reads what belongs to a project. */
export async function importFiles(found: readonly FoundFile[]): Promise<Imported> {
  const files: Record<string, string> = {};
  const binary: Record<string, Uint8Array> = {};
  const skipped: { path: string; why: string }[] = [];
  let [count, total] = [0, 0];
  for (const file of [...found].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const why = unwanted(file.path) ?? tooMuch(file.size, total, count);
    const bytes = why === undefined ? await file.read() : undefined;
    if (bytes === undefined) {
      skipped.push({ path: file.path, why: why ?? "it cannot be unpacked" });
      continue;
    }
    const text = textOf(bytes);
    if (text === undefined) binary[file.path] = bytes;
    else files[file.path] = text;
    count++;
    total += file.size;
  }
  return { files, binary, skipped };
}

function tooMuch(size: number, total: number, count: number): string | undefined {
  if (size > LIMITS.file) return `larger than ${LIMITS.file >> 10} KiB`;
  if (total + size > LIMITS.total) return `more than ${LIMITS.total >> 20} MiB in all`;
  return count >= LIMITS.files ? `more than ${LIMITS.files} files` : undefined;
}

/** The folder of the files that is the project: the uppermost with a program or a diagram, else the one that all share. */
export function projectRoot(paths: readonly string[]): string {
  const roots = paths
    .filter((path) => ROOT_FILES.includes(path.slice(path.lastIndexOf("/") + 1)))
    .map((path) => path.slice(0, path.lastIndexOf("/") + 1));
  if (roots.length > 0) return roots.reduce((a, b) => (depth(b) < depth(a) ? b : a));
  return paths.map((path) => path.slice(0, path.lastIndexOf("/") + 1)).reduce(shared, paths[0] ?? "");
}

const depth = (folder: string): number => folder.split("/").length;

/** The longest folder in which both are. */
function shared(a: string, b: string): string {
  let end = 0;
  for (let i = 0; i < Math.min(a.length, b.length) && a[i] === b[i]; i++) if (a[i] === "/") end = i + 1;
  return a.slice(0, end);
}

/** The files below the project's folder, by their paths in it. `fallback`: what it is called when the folder has no name. */
export function toProject(imported: Imported, fallback: string): { project: ProjectFiles; imported: Imported } {
  const { files, binary } = imported;
  const paths = [...Object.keys(files), ...Object.keys(binary)];
  const root = projectRoot(Object.keys(files));
  const inside = <T>(all: Readonly<Record<string, T>>): Record<string, T> => {
    const own = Object.entries(all).filter(([path]) => path.startsWith(root));
    return Object.fromEntries(own.map(([path, content]) => [path.slice(root.length), content]));
  };
  const name = root.split("/").at(-2) ?? fallback;
  const outside = paths.filter((path) => !path.startsWith(root));
  const skipped = [...imported.skipped, ...outside.map((path) => ({ path, why: "outside of the project's folder" }))];
  return { project: projectOf(name, inside(files), inside(binary)), imported: { files, binary, skipped } };
}

/** A project of one program: it is called what the simulator looks for. */
export function projectOfProgram(fileName: string, text: string): ProjectFiles {
  const main = fileName.endsWith(".ts") ? "firmware.ts" : "main.py";
  return { name: fileName.replace(/\.[^.]*$/, ""), files: { [main]: text } };
}

/** "3 files were left out: a.png (not text), …"; "" when there is nothing to say. Hidden files go without saying. */
export function skippedMessage({ skipped }: Pick<Imported, "skipped">): string {
  const told = skipped.filter(({ why }) => why !== "hidden" && why !== "made by a tool");
  if (told.length === 0) return "";
  const named = told.slice(0, 3).map(({ path, why }) => `${path} (${why})`);
  const more = told.length > named.length ? ` and ${told.length - named.length} more` : "";
  return `Left out: ${named.join(", ")}${more}.`;
}
