import { ms, TaskFirmware, type Nanos } from "@tickless/sim-core";
import * as fc from "fast-check";
import { strToU8 } from "fflate";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { firmwareFor } from "../src/cli/firmware.js";
import { loadProject } from "../src/cli/load-project.js";
import { loadRuntime } from "../src/cli/runtime.js";
import { readProject, type Project } from "../src/project.js";
import { recordingOf } from "../src/recording/project.js";
import { readRecording } from "../src/recording/recording.js";
import { Replay } from "../src/recording/replay.js";
import { micropython, type FirmwareFactory } from "../src/runner/firmware.js";
import type { Input } from "../src/runner/model.js";
import { Runner } from "../src/runner/runner.js";
import { chooseScenario } from "../src/scenario-choice.js";
import { descriptions } from "./oracle/random/arbitrary.js";
import { pythonSources, typescriptMain } from "./oracle/random/run.js";
import { programOf } from "./oracle/support/typescript.js";

/* What was recorded is run again, from the bytes of its file alone. TICKLESS_LONG=1 for many, TICKLESS_SEED for others. */

const long = Boolean(process.env["TICKLESS_LONG"]);
const seed = Number(process.env["TICKLESS_SEED"] ?? 1);
const TIMEOUT = long ? 3_600_000 : 300_000;

const root = fileURLToPath(new URL("../../../", import.meta.url));
const python = micropython(loadRuntime());
const clock = (): number => 0;

interface Run {
  readonly seed: number;
  readonly until: Nanos;
  readonly inputs: readonly Input[];
}

/** Records a run, replays it, and records the replay: the same file. Returns the number of rows. */
function roundTrip(project: Project, firmware: FirmwareFactory, { seed, until, inputs }: Run): number {
  const runner = new Runner(project, { firmware, clock, seed, inputs });
  while (runner.step(1000, until));
  const fileOf = ({ sim, end }: Runner): Uint8Array => {
    const run = { project, scenario: chooseScenario(project), seed, until, inputs: [...inputs], trace: sim.trace };
    return recordingOf({ ...run, end: sim.now, ended: end?.kind ?? "limit" });
  };
  const file = fileOf(runner);
  const recording = readRecording(file);
  expect(recording.manifest.fingerprint).toBe(runner.fingerprint());
  const replay = new Replay(recording, { firmware: () => firmware, clock });
  while (replay.step(1000));
  expect(replay.same).toBe(true);
  expect(replay.differences).toEqual([]);
  expect(Buffer.from(fileOf(replay.runner)).equals(file)).toBe(true);
  return runner.sim.trace.rows;
}

/** Folders with a program. */
function* projects(folder: string): Generator<string> {
  if (["main.py", "firmware.ts"].some((main) => existsSync(join(root, folder, main)))) yield folder;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (entry.isDirectory()) yield* projects(`${folder}/${entry.name}`);
  }
}

/** Anything that can be done to the project's board, in order of time. */
function anyInputs(project: Project, firmware: FirmwareFactory, until: Nanos): fc.Arbitrary<Input[]> {
  const { sim } = new Runner(project, { firmware, clock });
  const time = fc.oneof(fc.integer({ min: 0, max: until }), fc.nat(until / ms(1)).map(ms));
  const controls = sim.board.parts.flatMap(({ id: part }) =>
    sim.controls(part).map(({ name: control, min, max }): fc.Arbitrary<Input> => {
      const value = fc.oneof(fc.constantFrom(min, max), fc.double({ min, max, noNaN: true }));
      return fc.record({
        time,
        kind: fc.constant("control"),
        part: fc.constant(part),
        control: fc.constant(control),
        value,
      });
    }),
  );
  const typed = fc.record({ time, kind: fc.constant("serial"), text: fc.string({ unit: "grapheme" }) });
  return fc
    .array(fc.oneof<fc.Arbitrary<Input>[]>(typed, ...controls), { minLength: 6, maxLength: 20, size: "max" })
    .map((inputs) => inputs.sort((a, b) => a.time - b.time));
}

describe("a recording, replayed from its file, is the same run", () => {
  const numRuns = long ? 100 : 3;

  it.each([...projects("examples")])(
    `of %s with any seed and inputs (${numRuns})`,
    (example) => {
      const project = loadProject(example, root);
      const firmware = project.main.endsWith(".ts") ? firmwareFor(project) : python;
      const until = ms(400);
      const law = fc.property(fc.nat(2 ** 31), anyInputs(project, firmware, until), (seed, inputs) => {
        expect(roundTrip(project, firmware, { seed, until, inputs })).toBeGreaterThan(0);
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
        roundTrip(project, python, run(seed));
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
});
