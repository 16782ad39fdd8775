import type { ProjectFiles } from "../protocol/project.js";

const MAX_FILES = 500;

/** A project as JSON: `{ name, files }`. Undefined when it is none. */
export function readProjectFiles(value: unknown): ProjectFiles | undefined {
  if (!isRecord(value) || typeof value["name"] !== "string" || !isRecord(value["files"])) return undefined;
  const files = Object.entries(value["files"]);
  if (files.length === 0 || files.length > MAX_FILES) return undefined;
  if (!files.every(([path, text]) => isSafePath(path) && typeof text === "string")) return undefined;
  return { name: value["name"], files: Object.fromEntries(files) as Record<string, string> };
}

/** A path inside of a project: relative, with "/", and without a way out. */
export const isSafePath = (path: string): boolean =>
  path.length <= 200 &&
  /^[^/\\\0]+(\/[^/\\\0]+)*$/.test(path) &&
  !path.split("/").some((part) => /^\.{1,2}$|^__proto__$/.test(part));

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
