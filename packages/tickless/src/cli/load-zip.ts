import { UsageError } from "@tickless/sim-core";
import { readFileSync } from "node:fs";
import { projectOfFiles } from "../project-files.js";
import type { ProjectSource } from "../project.js";
import { unzip } from "../recording/unzip.js";
import { MAX_BYTES } from "./folder.js";

const MAX_ENTRIES = 5000;

export const isZip = (path: string): boolean => /\.zip$/i.test(path);

/** Reads a project from a zip, as wokwi.com hands it out. Throws UsageError, and ProjectError. `shown` is what messages call it. */
export function readZip(path: string, shown: string): ProjectSource {
  const files = Object.fromEntries(filesInZip(path, shown));
  const name = shown.replace(/\.zip$/i, "");
  return projectOfFiles(name, files, { folder: shown, shown: (file) => `${shown}/${file}`, anyName: true });
}

/** The files of the project in a zip, by their paths in it. Throws UsageError. */
export function filesInZip(path: string, shown: string): Map<string, Uint8Array> {
  const files = [...unpacked(path, shown)]
    .map(([name, bytes]) => [name.replaceAll("\\", "/"), bytes] as const)
    .filter(([name]) => !name.endsWith("/"));
  const root = folderOfAll(files.map(([name]) => name));
  return new Map(files.map(([name, bytes]) => [name.slice(root.length), bytes]));
}

function unpacked(path: string, shown: string): Map<string, Uint8Array> {
  try {
    const zip = new Uint8Array(readFileSync(path));
    // Every zip begins with an entry.
    if (new TextDecoder().decode(zip.subarray(0, 2)) !== "PK") throw new Error("it is none");
    return unzip(zip, { entries: MAX_ENTRIES, bytes: MAX_BYTES });
  } catch (error) {
    throw new UsageError(`${shown}: this zip cannot be read: ${(error as Error).message}`);
  }
}

/** The folder that all files are in, with a slash at its end; "": they share none. */
function folderOfAll(paths: readonly string[]): string {
  const [first = ""] = paths;
  const folder = first.slice(0, first.indexOf("/") + 1);
  return folder !== "" && paths.every((path) => path.startsWith(folder)) ? folder : "";
}
