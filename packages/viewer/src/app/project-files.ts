import { projectOf, type ProjectFiles } from "../protocol/project.js";
import { fromBase64Url, toBase64Url } from "./bytes.js";

const MAX_FILES = 500;

/** A project as JSON: `{ name, files, binary }`, bytes as base64url. Undefined when it is none, or empty without being allowed to. */
export function readProjectFiles(value: unknown, { empty = false } = {}): ProjectFiles | undefined {
  if (!isRecord(value) || typeof value["name"] !== "string" || !isRecord(value["files"])) return undefined;
  const files = Object.entries(value["files"]);
  const binary = unpackBinary(value["binary"] ?? {});
  if (!binary || (files.length === 0 && !empty) || files.length + binary.length > MAX_FILES) return undefined;
  if (!files.every(([path, text]) => isSafePath(path) && typeof text === "string")) return undefined;
  return projectOf(value["name"], Object.fromEntries(files) as Record<string, string>, Object.fromEntries(binary));
}

/** Binary files as they stand in JSON. */
export const packBinary = (binary: NonNullable<ProjectFiles["binary"]>): Record<string, string> =>
  Object.fromEntries(Object.entries(binary).map(([path, bytes]) => [path, toBase64Url(bytes)]));

function unpackBinary(value: unknown): (readonly [string, Uint8Array])[] | undefined {
  if (!isRecord(value)) return undefined;
  const files = Object.entries(value).map(([path, text]) => {
    const bytes = isSafePath(path) && typeof text === "string" ? fromBase64Url(text) : undefined;
    return bytes && ([path, bytes] as const);
  });
  return files.every((file) => file !== undefined) ? files : undefined;
}

/** A path inside of a project: relative, with "/", and without a way out. */
export const isSafePath = (path: string): boolean =>
  path.length <= 200 &&
  /^[^/\\\0]+(\/[^/\\\0]+)*$/.test(path) &&
  !path.split("/").some((part) => /^\.{1,2}$|^__proto__$/.test(part));

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
