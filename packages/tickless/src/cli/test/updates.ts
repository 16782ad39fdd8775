import { UsageError } from "@tickless/sim-core";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Update } from "./job.js";

/** Writes what is expected from now on; says what, a line each. Throws UsageError when a file cannot be written. */
export function writeUpdates(updates: readonly Update[]): string[] {
  const said: string[] = [];
  const known = new Map<string, Update>();
  for (const update of updates) {
    const place = update.kind === "file" ? update.path : `${update.path}:${update.line}`;
    const other = known.get(place);
    if (other) {
      if (contentOf(other) !== contentOf(update)) {
        throw new UsageError(`${update.shown}: tests do not agree on what is to be written there`);
      }
      continue;
    }
    known.set(place, update);
    said.push(write(update));
  }
  return said;
}

function write(update: Update): string {
  const { path, shown } = update;
  try {
    if (update.kind === "file") {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, update.text);
      return `${update.made ? "written" : "updated"}  ${shown}`;
    }
    const lines = readFileSync(path, "utf8").split("\n");
    const index = update.line - 1;
    lines[index] = (lines[index] ?? "").replace(
      new RegExp(`\\b${update.from}\\b(?!.*\\b${update.from}\\b)`, "i"),
      update.to,
    );
    writeFileSync(path, lines.join("\n"));
    return `${update.from === "new" ? "written" : "updated"}  ${shown}:${update.line}`;
  } catch (error) {
    throw new UsageError(`${shown}: ${(error as Error).message}`);
  }
}

const contentOf = (update: Update): string => (update.kind === "file" ? update.text : update.to);
