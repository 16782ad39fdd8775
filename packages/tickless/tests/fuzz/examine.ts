import {
  differences,
  formatProblem,
  ms,
  ProjectError,
  TaskFirmware,
  toCsv,
  toPerfetto,
  toVcd,
  us,
  UsageError,
  type Problem,
  type Random,
} from "@tickless/sim-core";
import { strFromU8, strToU8 } from "fflate";
import { readProject, type Project } from "../../src/project.js";
import { tasksAt } from "../../src/recording/parting.js";
import { projectOfRecording } from "../../src/recording/project.js";
import { checkFingerprint, readRecording, RecordingError, type Recording } from "../../src/recording/recording.js";
import { Replay } from "../../src/recording/replay.js";
import { openRecording } from "../../src/recording/viewing.js";
import type { FirmwareFactory } from "../../src/runner/firmware.js";
import type { RunEndModel } from "../../src/runner/model.js";
import { Runner } from "../../src/runner/runner.js";
import { typescript } from "../../src/runner/typescript.js";
import { readScenario } from "../../src/scenario.js";
import { readWokwiToml } from "../../src/wokwi-toml.js";
import { chance } from "./choose.js";
import { DATA, DIAGRAM, FIRMWARE, python, STIMULI } from "./originals.js";

/* What is done with something that may be wrong. Whatever may not happen is thrown. */

/** How it went: it was refused, or read, or even run. */
export type Outcome = "refused" | "read" | "run";

const VIRTUAL = ms(20);
const MOST_EVENTS = 100_000;
const typescripts = typescript();
const firmware = (project: Project): FirmwareFactory => (project.main.endsWith(".ts") ? typescripts : python);
/** Waits for its inputs. */
const idle: FirmwareFactory = () =>
  new TaskFirmware(function* (mcu) {
    yield* mcu.delayMs(1000);
  });

/** Undefined when it is refused as it should be. */
function refusable<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof ProjectError) checkProblems(error.problems);
    else if (!(error instanceof RecordingError) && !(error instanceof UsageError)) throw error;
    else if (isMistake(error.cause)) throw error.cause as Error;
    return undefined;
  }
}

/** One of the program's own, in the clothes of one in the file. */
function isMistake(cause: unknown): boolean {
  if (!(cause instanceof Error) || cause instanceof UsageError) return false;
  if (cause.name === "RangeError") return /call stack|array length|allocation|out of bounds/i.test(cause.message);
  return cause.name !== "Error";
}

function checkProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) throw new Error("refused without a reason");
  for (const { message, file, line, part } of problems) {
    // What is missing is in no line.
    const placed = line !== undefined || part !== undefined || message.startsWith("there is no");
    if (file === undefined || !placed) throw new Error(`nobody knows where this is: ${file}: ${message}`);
    if (line !== undefined && !(Number.isInteger(line) && line > 0)) throw new Error(`line ${line}: ${message}`);
    const shown = formatProblem({ severity: "error", message });
    if (shown.trim() === "" || /[\r\n]/.test(shown)) throw new Error(`not one line: ${JSON.stringify(shown)}`);
  }
}

export function examineRecording(bytes: Uint8Array, random: Random): Outcome {
  const recording = refusable(() => readRecording(bytes));
  if (!recording) return "refused";
  refusable(() => openRecording(recording));
  const project = refusable(() => projectOfRecording(recording));
  const checked = refusable(() => {
    checkFingerprint(recording);
    return true;
  });
  if (!project || !checked) return "read";
  if (chance(random, 0.3)) exported(recording);
  if (!chance(random, 0.3)) return "read";
  return replayed(recording) ? "run" : "refused";
}

/** Pieces of each file; rows that say so make endless ones. */
const PIECES = 300;

/** Takes it for something to be shown in other programs, and compared. */
function exported({ manifest: { end }, trace }: Recording): void {
  const files: Iterable<string>[] = [
    toVcd(trace, { end, levels: "simulated" }),
    toVcd(trace, { end, levels: "logic" }),
    ...trace.tracks.map((track) => toCsv(track)),
  ];
  for (const file of files) {
    let left = PIECES;
    for (const _ of file) if (left-- === 0) break;
  }
  JSON.parse([...toPerfetto(trace, { end, about: {} })].join(""));
  tasksAt(trace, end, Infinity);
  if (differences(trace, trace).length > 0) throw new Error("it differs from itself");
}

/** Runs a little of it. Returns whether that could be done. */
function replayed(recording: Recording): boolean {
  const manifest = { ...recording.manifest, until: Math.min(recording.manifest.until, VIRTUAL) };
  const replay = refusable(() => new Replay({ ...recording, manifest }, { firmware, clock: () => 0 }));
  if (!replay) return false;
  const { main, files } = replay.runner.project;
  // An endless loop in TypeScript is one of this process.
  if (main.endsWith(".ts") && strFromU8(files.get(main) as Uint8Array) !== FIRMWARE) return true;
  while (replay.step(1000));
  checkEnd(replay.end);
  void [replay.same, replay.differences];
  return true;
}

const bare = { name: "p", files: new Map([["/main.py", strToU8("")]]), main: "/main.py" };

function checkEnd(end: RunEndModel | undefined): void {
  if (end?.kind === "failed" && end.message.startsWith("internal error")) throw new Error(end.message);
  if (end?.kind === "failed") checkProblems([{ severity: "error", ...end }]);
}

/** Plays the project a little. */
function played(project: Project, program = idle): boolean {
  const runner = refusable(() => new Runner(project, { firmware: program, clock: () => 0 }));
  if (!runner) return false;
  checkEach(runner.problems);
  // Gates that are wired in a ring oscillate, which is right and takes long.
  for (let until = us(20); until < 2 * VIRTUAL && runner.sim.eventCount < MOST_EVENTS; until *= 2) {
    while (runner.step(1000, Math.min(until, VIRTUAL)));
  }
  checkEnd(runner.end);
  return true;
}

/** Those that there are. */
const checkEach = (problems: readonly Problem[]): void => (problems.length > 0 ? checkProblems(problems) : undefined);

export function examineScenario(text: string): Outcome {
  const file = "a.scenario.yaml";
  const { scenario, problems } = readScenario(text, file);
  checkEach(problems);
  if (problems.some(({ line }) => line === undefined)) throw new Error("a mistake without its line");
  if (!scenario) return "refused";
  return played(projectOf(text)) ? "run" : "read";
}

/** A project that plays the scenario, on a board with all parts; `data` in place of files that it names. */
function projectOf(text: string, data: Readonly<Record<string, string>> = {}): Project {
  const diagram = { file: "diagram.json", text: DIAGRAM };
  const captures = new Map(Object.entries({ ...DATA, ...data }).map(([path, each]) => [path, strToU8(each)]));
  return readProject({ ...bare, diagram, scenarios: [{ file: "a.scenario.yaml", text }], captures });
}

/** A file that a scenario plays. */
export const examineData =
  (path: keyof typeof DATA) =>
  (text: string): Outcome =>
    played(projectOf(STIMULI, { [path]: text })) ? "run" : "refused";

export function examineSettings(text: string, random: Random): Outcome {
  const scenarios = [{ file: "a.scenario.yaml", text: "steps: []" }];
  const project = refusable(() => readProject({ ...bare, settings: { file: "tickless.yaml", text }, scenarios }));
  if (!project) return "refused";
  return played(project, chance(random, 0.2) ? python : idle) ? "run" : "read";
}

export function examineDiagram(text: string): Outcome {
  return played(readProject({ ...bare, diagram: { file: "diagram.json", text } })) ? "run" : "refused";
}

/** Nothing in it is refused. */
export function examineToml(text: string): Outcome {
  const notes = readWokwiToml(text, "wokwi.toml");
  checkEach(notes);
  return notes.length === 0 ? "read" : "run";
}
