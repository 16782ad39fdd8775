import { allFiles, projectOf, sameFile, type ProjectFiles } from "../protocol/project.js";
import { checksum } from "./bytes.js";
import { isRecord, packBinary, readProjectFiles } from "./project-files.js";

/* What was edited of a project, as it is kept from one visit to the next. */

/** Edits of a project: the files that are otherwise, and those that are not there any more. */
export interface Edits {
  /** Of the project that they are edits of. */
  readonly hash: number;
  readonly changed: ProjectFiles;
  readonly removed: readonly string[];
}

/** Tells projects apart by all their files. */
export function hashOf(project: ProjectFiles): number {
  const files = Object.entries(project.files).sort(byPath);
  const binary = Object.entries(packBinary(project.binary ?? {})).sort(byPath);
  return checksum(new TextEncoder().encode(JSON.stringify([files, binary])));
}

const byPath = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);

/** What makes `edited` of `original`; undefined: they are the same. */
export function editsOf(original: ProjectFiles, edited: ProjectFiles): Edits | undefined {
  const [before, after] = [allFiles(original), allFiles(edited)];
  const isChanged = ([path]: readonly [string, unknown]): boolean => !sameFile(before[path], after[path]);
  const files = Object.fromEntries(Object.entries(edited.files).filter(isChanged));
  const binary = Object.fromEntries(Object.entries(edited.binary ?? {}).filter(isChanged));
  const removed = Object.keys(before).filter((path) => !(path in after));
  if (Object.keys(files).length + Object.keys(binary).length + removed.length === 0) return undefined;
  return { hash: hashOf(original), changed: projectOf(edited.name, files, binary), removed };
}

/** The project with these edits. */
export function withEdits({ name, files, binary }: ProjectFiles, { changed, removed }: Edits): ProjectFiles {
  const gone = new Set([...removed, ...Object.keys(allFiles(changed))]);
  const kept = <T>(all: Readonly<Record<string, T>> = {}): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([path]) => !gone.has(path)));
  return projectOf(name, { ...kept(files), ...changed.files }, { ...kept(binary), ...changed.binary });
}

export function writeEdits({ hash, changed, removed }: Edits): string {
  const { name, files, binary } = changed;
  return JSON.stringify({ hash, name, files, binary: binary && packBinary(binary), removed });
}

/** Undefined: the text says nothing that can be understood. */
export function readEdits(text: string | undefined): Edits | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (!isRecord(value) || !Number.isInteger(value["hash"]) || !Array.isArray(value["removed"])) return undefined;
    const changed = readProjectFiles(value, { empty: true });
    const removed = value["removed"].filter((path) => typeof path === "string");
    return changed && { hash: value["hash"] as number, changed, removed };
  } catch {
    return undefined;
  }
}
