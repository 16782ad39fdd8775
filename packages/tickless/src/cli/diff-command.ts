import { differences, formatTime, UsageError, type Trace } from "@tickless/sim-core";
import { basename } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ParseArgsConfig } from "node:util";
import type { Project } from "../project.js";
import { filesOf, runnerOptionsOf } from "../recording/project.js";
import type { Manifest } from "../recording/manifest.js";
import type { Recording } from "../recording/recording.js";
import { otherVersions } from "../recording/versions.js";
import { Runner, type RunnerOptions } from "../runner/runner.js";
import { DEFAULT_DURATION } from "../settings.js";
import { differenceJson, firstDifference, trackTable, type Compared } from "./difference-report.js";
import { clock } from "./endless.js";
import { firmwareFor } from "./firmware.js";
import { EXIT, type Io } from "./io.js";
import { loadProject } from "./load-project.js";
import { parse } from "./options.js";
import { isRecordingFile, loadRecording } from "./recording-file.js";

export interface DiffArguments {
  readonly sides: readonly [string, string];
  readonly json: boolean;
}

const OPTIONS = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

const BREATHE_MS = 50;

/** Reads the arguments behind `diff`; "help" when it was asked for. Throws UsageError. */
export function readDiffArguments(args: readonly string[]): DiffArguments | "help" {
  const { values, positionals } = parse(args, OPTIONS);
  if (values.help) return "help";
  const [a, b, ...others] = positionals;
  if (a === undefined || b === undefined) throw new UsageError("which two? Give two recordings, or projects");
  if (others.length > 0) throw new UsageError(`two at a time; what is '${others.join(" ")}'?`);
  return { sides: [a, b], json: values.json ?? false };
}

/** One of the two, however it came to be. */
interface Side {
  readonly trace: Trace;
  readonly fingerprint: string;
  readonly seed: number;
  readonly end: number;
  readonly files: Recording["files"];
  readonly manifest: Manifest | undefined;
}

/** `tickless diff`. Returns the exit code; throws UsageError for what cannot be read or run. */
export async function diffCommand({ sides, json }: DiffArguments, io: Io): Promise<number> {
  const recordings = sides.map((path) => (isRecordingFile(path) ? loadRecording(path, io.cwd) : undefined));
  const manifest = recordings.find((recording) => recording !== undefined)?.manifest;
  const found: Side[] = [];
  for (const [index, path] of sides.entries()) {
    const recording = recordings[index];
    const side = recording ? sideOf(recording) : await run(loadProject(path, io.cwd), manifest, io);
    if (!side) return EXIT.interrupted;
    found.push(side);
  }
  const [a, b] = found as [Side, Side];
  const compared: Compared = {
    names: namesOf(sides),
    traces: [a.trace, b.trace],
    differences: a.fingerprint === b.fingerprint ? [] : differences(a.trace, b.trace),
  };
  io.stdout.write(json ? jsonOf(compared, a, b) : textOf(compared, a, b));
  return compared.differences.length === 0 ? EXIT.ok : EXIT.failed;
}

/** Short names, if they tell the two apart. */
function namesOf([a, b]: DiffArguments["sides"]): readonly [string, string] {
  const [left, right] = [basename(a), basename(b)];
  return left === right ? [a, b] : [left, right];
}

function sideOf({ manifest, files, trace }: Recording): Side {
  const { fingerprint, seed, end } = manifest;
  return { trace, fingerprint, seed, end, files, manifest };
}

/** Runs a project, as `like` was run. Undefined: the user stopped it. */
async function run(project: Project, like: Manifest | undefined, io: Io): Promise<Side | undefined> {
  const host = { firmware: firmwareFor(project), clock };
  const runner = new Runner(project, { ...optionsFor(project, like), ...host });
  const until = like?.until ?? project.settings.duration ?? DEFAULT_DURATION;
  while (runner.step(BREATHE_MS, until)) {
    await setImmediate();
    if (io.signal?.aborted) return undefined;
  }
  if (runner.end?.kind === "failed") throw new UsageError(`${project.name}: ${runner.end.message}`);
  const { files } = filesOf(project, undefined);
  const { seed, now: end } = runner;
  return { trace: runner.sim.trace, fingerprint: runner.fingerprint(), seed, end, files, manifest: undefined };
}

function optionsFor(project: Project, like: Manifest | undefined): Partial<RunnerOptions> {
  if (!like) return { stopsAtFailure: true };
  const { scenario, board, ...options } = runnerOptionsOf(like);
  const known = scenario === "none" || project.scenarios.some(({ file }) => basename(file) === scenario);
  return { ...options, ...(known ? { scenario } : {}), ...(project.diagram ? {} : { board }) };
}

function textOf(compared: Compared, a: Side, b: Side): string {
  if (compared.differences.length === 0) return `same: ${a.fingerprint}\n`;
  const about = aboutProjects(a, b).map((line) => `${line}\n`);
  return firstDifference(compared) + about.join("") + trackTable(compared);
}

function jsonOf(compared: Compared, a: Side, b: Side): string {
  const same = compared.differences.length === 0;
  const fingerprints = [a.fingerprint, b.fingerprint];
  const value = { same, fingerprints, about: aboutProjects(a, b), ...differenceJson(compared) };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What is different about the runs, besides what happened in them. */
function aboutProjects(a: Side, b: Side): string[] {
  const paths = [...new Set([...Object.keys(a.files), ...Object.keys(b.files)])].sort();
  const files = paths.flatMap((path) => fileDifference(path, a.files[path], b.files[path]) ?? []);
  const versions = [a, b].flatMap(({ manifest }) => (manifest && otherVersions(manifest)) ?? []);
  return [
    ...(a.seed === b.seed ? [] : [`seeds: ${a.seed} and ${b.seed}`]),
    ...(a.end === b.end ? [] : [`ends: ${formatTime(a.end)} and ${formatTime(b.end)}`]),
    ...inputDifference(a, b),
    ...files,
    ...new Set(versions),
  ];
}

function inputDifference({ manifest: a }: Side, { manifest: b }: Side): string[] {
  if (!a || !b || JSON.stringify(a.inputs) === JSON.stringify(b.inputs)) return [];
  return [`what was done by hand: ${a.inputs.length} and ${b.inputs.length} inputs, not the same`];
}

function fileDifference(path: string, a: Uint8Array | undefined, b: Uint8Array | undefined): string | undefined {
  if (!a || !b) return `${path}: only in the ${a ? "first" : "second"}`;
  const [left, right] = [a, b].map((bytes) => new TextDecoder().decode(bytes).split("\n")) as [string[], string[]];
  if (Buffer.from(a).equals(b)) return undefined;
  const line = left.findIndex((text, index) => text !== right[index]);
  return `${path} differs, first in line ${(line < 0 ? left.length : line) + 1}`;
}
