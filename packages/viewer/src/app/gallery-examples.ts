import { readExamples } from "./gallery.js";

/* The examples of the repository, taken into the page when it is built. A chunk of its own, loaded when it is needed. */

const ROOT = "../../../../examples/";
const texts = import.meta.glob<string>(
  [
    "../../../../examples/**/*.{py,ts,json,yaml,md,txt,vcd,csv}",
    "!../../../../examples/**/*.test.ts",
    "!../../../../examples/lessons/**/{figures.ts,sweep.*}",
    "!../../../../examples/lessons/tests/**",
    "!**/node_modules/**",
  ],
  { query: "?raw", import: "default", eager: true },
);

export const EXAMPLES = readExamples(
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [path.slice(ROOT.length), text])),
);
