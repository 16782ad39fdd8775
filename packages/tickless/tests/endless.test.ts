import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folder } from "./support/cli.js";

const packageFolder = fileURLToPath(new URL("../", import.meta.url));
const PART = { type: "board-pi-pico", id: "pico" };
const MESSAGE = "it has computed for 10 s without coming back; is this loop endless?\n";

const project = (part: string): Record<string, string> => ({
  "main.py": "import time\nprint('begun')\ntime.sleep(1)\n",
  "diagram.json": JSON.stringify({
    version: 1,
    parts: [PART, { type: "own", id: "own1" }],
    connections: [["own1:A", "pico:GP0", "", []]],
  }),
  "parts/own.part.ts": part,
});

const ENDLESS: readonly [string, Record<string, string>, place: string, printed: string][] = [
  [
    "in a program",
    {
      "firmware.ts": `import { sleepMs } from "@tickless/sim-core/firmware/asyncio";
export default function* main(mcu) {
  mcu.print("begun");
  yield* sleepMs(1);
  for (let n = 0; n >= 0; ) n++;
}
`,
    },
    "firmware.ts:5",
    "begun\n",
  ],
  [
    "in a part",
    project(`import { definePart } from "tickless/part";
export default definePart({
  type: "own",
  label: "Own",
  pins: ["A"],
  createState: () => ({}),
  connect(ctx) {
    const timer = ctx.timer(() => {
      for (let n = 0; n >= 0; ) n++;
    });
    timer.start(5e8);
  },
});
`),
    "parts/own.part.ts:9",
    "begun\n",
  ],
  ["in a module of a part", project("\nfor (let n = 0; n >= 0; ) n++;\n"), "parts/own.part.ts:2", ""],
];

// The command line watches over itself where it is compiled.
describe.runIf(existsSync(`${packageFolder}dist/cli/endless-watch.js`)).concurrent("an endless loop", () => {
  it.each(ENDLESS)("%s ends with its place, and what was printed is not lost", async (_, files, place, printed) => {
    const args = [`${packageFolder}bin/tickless.js`, "run", "."];
    const { code, stdout, stderr } = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, args, { cwd: folder(files) }, (error, stdout, stderr) =>
        resolve({ code: error?.code, stdout, stderr }),
      );
    });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: printed, stderr: `tickless: ${place}: ${MESSAGE}` });
  });
});
