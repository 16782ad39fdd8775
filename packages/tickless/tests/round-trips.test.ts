import { ms, TaskFirmware } from "@tickless/sim-core";
import * as fc from "fast-check";
import { strToU8 } from "fflate";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { firmwareFor } from "../src/cli/firmware.js";
import { loadProject } from "../src/cli/load-project.js";
import { readProject } from "../src/project.js";
import { descriptions } from "./oracle/random/arbitrary.js";
import { pythonSources, typescriptMain } from "./oracle/random/run.js";
import { programOf } from "./oracle/support/typescript.js";
import { describedBoards, projectOfBoards } from "./support/random-boards.js";
import { anyInputs, roundTrip, type Run } from "./support/round-trip.js";

/* What was recorded is run again, from the bytes of its file alone. TICKLESS_LONG=1 for many, TICKLESS_SEED for others. */

const long = Boolean(process.env["TICKLESS_LONG"]);
const seed = Number(process.env["TICKLESS_SEED"] ?? 1);
const TIMEOUT = long ? 3_600_000 : 300_000;

const root = fileURLToPath(new URL("../../../", import.meta.url));
/** Folders that are projects. */
function* projects(folder: string): Generator<string> {
  if (["main.py", "firmware.ts", "tickless.yaml"].some((name) => existsSync(join(root, folder, name)))) yield folder;
  else {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.isDirectory()) yield* projects(`${folder}/${entry.name}`);
    }
  }
}

describe("a recording, replayed from its file, is the same run", () => {
  const numRuns = long ? 100 : 3;

  it.each([...projects("examples")])(
    `of %s with any seed and inputs (${numRuns})`,
    (example) => {
      const project = loadProject(example, root);
      const firmware = firmwareFor(project);
      const until = ms(400);
      const law = fc.property(fc.nat(2 ** 31), anyInputs(project, firmware, until), (seed, inputs) => {
        expect(roundTrip(project, firmware, { seed, until, inputs }).sim.trace.rows).toBeGreaterThan(0);
      });
      fc.assert(law, { numRuns, seed });
    },
    TIMEOUT,
  );

  const programs = long ? 2000 : 200;
  const run = (seed: number): Run => ({ seed, until: ms(200), inputs: [] });

  it(
    `of ${programs} random programs in Python`,
    () => {
      const law = fc.property(descriptions, fc.nat(2 ** 31), (description, seed) => {
        const { main, ...more } = pythonSources(description);
        const files = Object.entries({ "main.py": main, ...more }).map(
          ([name, text]) => [`/${name}`, strToU8(text)] as const,
        );
        const project = readProject({ name: "random", files: new Map(files), main: "/main.py" });
        roundTrip(project, firmwareFor(project), run(seed));
      });
      fc.assert(law, { numRuns: programs, seed });
    },
    TIMEOUT,
  );

  it(
    `of ${programs} random programs in TypeScript`,
    () => {
      const files = new Map([["/firmware.ts", strToU8("")]]);
      const project = readProject({ name: "random", files, main: "/firmware.ts" });
      const law = fc.property(descriptions, fc.nat(2 ** 31), (description, seed) => {
        const main = programOf(typescriptMain(description));
        roundTrip(project, ({ cpuTime }) => new TaskFirmware(main, { cpuTime }), run(seed));
      });
      fc.assert(law, { numRuns: programs, seed });
    },
    TIMEOUT,
  );

  // They take ten times as long.
  const boards = long ? 1000 : 40;

  it(
    `of ${boards} random projects with several boards, parts of their own and of packages, faults and other inputs`,
    () => {
      const until = ms(60);
      const law = fc.property(
        describedBoards.chain((described) => {
          const project = projectOfBoards(described);
          const inputs = anyInputs(project, firmwareFor(project), until);
          return fc.record({ described: fc.constant(described), inputs, seed: fc.nat(2 ** 31) });
        }),
        ({ described, inputs, seed }) => {
          const project = projectOfBoards(described);
          const { end } = roundTrip(project, firmwareFor(project), { seed, until, inputs });
          expect(end).not.toMatchObject({ kind: "failed" });
        },
      );
      fc.assert(law, { numRuns: boards, seed });
    },
    TIMEOUT,
  );
});
