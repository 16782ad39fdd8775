import { UsageError } from "@tickless/sim-core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entriesOf, isFile } from "./files.js";
import { DIAGRAM, isLeftOut, programOf, programsSetting, SETTINGS } from "../project-files.js";
import { isRecordingFile } from "./recording-file.js";

/** More than any board's flash: somebody named the wrong folder. */
export const MAX_BYTES = 16 << 20;

/** A file or a folder in a project; its path has slashes, none at its ends. */
export interface Entry {
  readonly path: string;
  readonly folder: boolean;
}

/** All that is in a project's folder, in order of name; hidden things and those of tools left out. */
export function* visit(root: string, folder = ""): Generator<Entry> {
  const entries = entriesOf(join(root, folder), folder === "" ? root : folder);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (isLeftOut(entry.name)) continue;
    if (entry.isDirectory()) {
      yield { path, folder: true };
      yield* visit(root, path);
    } else if (isFile(join(root, path))) yield { path, folder: false };
  }
}

/** Throws ProjectError when a folder has no program, or nothing says which of two it is. */
export function checkProgram(folder: string, shown: string): void {
  const entries = entriesOf(folder, shown);
  const inside = entries.filter((entry) => entry.isDirectory() && !isLeftOut(entry.name));
  const below = inside.flatMap(({ name }) =>
    entriesOf(join(folder, name), join(shown, name)).map((file) => `${name}/${file.name}`),
  );
  const texts = entries.filter(({ name }) => name === SETTINGS || name === DIAGRAM);
  const read = texts.filter((entry) => isFile(join(folder, entry.name)));
  const files = Object.fromEntries(read.map(({ name }) => [name, readFileSync(join(folder, name))]));
  // Those that it gives to boards are looked for when all files are known.
  if (programsSetting(files[SETTINGS]).length > 0) return;
  programOf(files, [...entries.map(({ name }) => name), ...below], shown);
}

/** Throws UsageError when a file is none that could be a project. */
export function checkKind(absolute: string, shown: string): void {
  if (/\.(py|ts)$/.test(absolute)) return;
  const advice = isRecordingFile(absolute) ? "; run a recording by tickless replay" : "";
  throw new UsageError(`${shown}: a project is a folder, a .zip, a .py or a .ts file${advice}`);
}

export function tooMuch(shown: string): UsageError {
  return new UsageError(`${shown}: more than ${MAX_BYTES >> 20} MiB of files; is it a project?`);
}
