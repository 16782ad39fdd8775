import { UsageError } from "@tickless/sim-core";
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { writeOutput } from "./recording-file.js";

/** Writes the pictures that a scenario wants saved, below its folder. Throws UsageError. */
export function writeScreenshots(pictures: ReadonlyMap<string, Uint8Array>, folder: string): void {
  for (const [path, png] of pictures) {
    const file = resolve(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
    } catch (error) {
      throw new UsageError(`save-to: ${(error as Error).message}`);
    }
    writeOutput("save-to", file, png, folder);
  }
}
