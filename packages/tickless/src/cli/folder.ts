import { UsageError } from "@tickless/sim-core";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isLeftOut } from "../project-files.js";

/** More than any board's flash: somebody named the wrong folder. */
export const MAX_BYTES = 16 << 20;

/** A file or a folder in a project; its path has slashes, none at its ends. */
export interface Entry {
  readonly path: string;
  readonly folder: boolean;
}

/** All that is in a project's folder, in order of name; hidden things and those of tools left out. */
export function* visit(root: string, folder = ""): Generator<Entry> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (isLeftOut(entry.name)) continue;
    if (entry.isDirectory()) {
      yield { path, folder: true };
      yield* visit(root, path);
    } else if (statSync(join(root, path), { throwIfNoEntry: false })?.isFile()) yield { path, folder: false };
  }
}

export function tooMuch(shown: string): UsageError {
  return new UsageError(`${shown}: more than ${MAX_BYTES >> 20} MiB of files; is it a project?`);
}
