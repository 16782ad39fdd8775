import { UsageError } from "@tickless/sim-core";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DIAGRAM, isLeftOut, programOf, programsSetting, SETTINGS } from "../project-files.js";

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

/** Throws ProjectError when a folder has no program, or nothing says which of two it is. */
export function checkProgram(folder: string, shown: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory() && !isLeftOut(entry.name));
  const below = inside.flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
  const texts = entries.filter(({ name }) => name === SETTINGS || name === DIAGRAM);
  const read = texts.filter((entry) => statSync(join(folder, entry.name), { throwIfNoEntry: false })?.isFile());
  const files = Object.fromEntries(read.map(({ name }) => [name, readFileSync(join(folder, name))]));
  // Those that it gives to boards are looked for when all files are known.
  if (programsSetting(files[SETTINGS]).length > 0) return;
  programOf(files, [...entries.map(({ name }) => name), ...below], shown);
}

export function tooMuch(shown: string): UsageError {
  return new UsageError(`${shown}: more than ${MAX_BYTES >> 20} MiB of files; is it a project?`);
}
