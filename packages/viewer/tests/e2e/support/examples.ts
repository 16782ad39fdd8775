import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../../examples/", import.meta.url));

/** Folders with a program, or with a diagram and programs below it; a chapter may hold several. */
const programs = (folder: string): string[] =>
  readdirSync(root + folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => (folder === "" ? entry.name : `${folder}/${entry.name}`))
    .flatMap((path) => {
      const isOne = ["main.py", "firmware.ts", "diagram.json"].some((main) => existsSync(`${root}${path}/${main}`));
      return isOne ? [path] : programs(path);
    });

/** As the gallery names them. */
export const EXAMPLES = programs("").sort();
