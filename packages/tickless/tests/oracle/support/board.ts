import { readFileSync } from "node:fs";
import { s, type Nanos, type TaskState, type Trace } from "@tickless/sim-core";
import { loadRuntime } from "../../../src/cli/runtime.js";
import { readProject } from "../../../src/project.js";
import { micropython, type FirmwareFactory } from "../../../src/runner/firmware.js";
import { runProject } from "../../../src/runner/run.js";

/** What a program printed before any task's state changed. */
export interface Printed {
  readonly time: Nanos;
  readonly text: string;
}

/** A row of the track of tasks. */
export interface TaskRow {
  readonly time: Nanos;
  readonly task: number;
  readonly state: TaskState;
  /** What it waits for; the name of a new one. */
  readonly on: string;
}

export type Entry = Printed | TaskRow;

export interface Outcome {
  /** What happened, in the order in which it did. */
  readonly entries: readonly Entry[];
  /** Why the run ended, and the exception that ended it. */
  readonly end: string;
}

/** Texts of files, by their names on the board. */
type Sources = Readonly<Record<string, string>>;

/** Runs the program on a bare Pico that computes in no time. */
export function runOnPico(firmware: FirmwareFactory, sources: Sources, until: Nanos = s(10)): Outcome {
  const encoder = new TextEncoder();
  const files = new Map(Object.entries(sources).map(([name, text]) => [`/${name}`, encoder.encode(text)]));
  const project = readProject({ name: "oracle", files, main: "/main.py" });
  const { run, result } = runProject(project, { firmware, clock: () => 0, until, cpuTime: false });
  return { entries: entriesOf(run.sim.trace), end: result.end };
}

/** Both tracks as one list. What is printed in one instant, with nothing else happening, is one entry. */
function entriesOf(trace: Trace): Entry[] {
  const serial = read(trace, "pico.serial", (time, data): Printed => {
    const text = Buffer.from(data as Uint8Array).toString("utf8");
    return { time, text: text.replaceAll("\r\n", "\n") };
  });
  const tasks = read(trace, "pico.tasks", (time, task, state, on): TaskRow => {
    return { time, task: task as number, state: state as TaskState, on: on as string };
  });
  const entries: Entry[] = [];
  for (const { entry } of [...serial, ...tasks].sort(
    (a, b) => a.entry.time - b.entry.time || a.sequence - b.sequence,
  )) {
    const last = entries.at(-1);
    const joins = last && "text" in last && "text" in entry && last.time === entry.time;
    if (joins) entries[entries.length - 1] = { ...last, text: last.text + entry.text };
    else entries.push(entry);
  }
  return entries;
}

type Cell = number | string | Uint8Array;

function read<E>(trace: Trace, name: string, entry: (time: Nanos, ...cells: Cell[]) => E) {
  const track = trace.get(name);
  if (!track) throw new Error(`there is no track '${name}'`);
  return Array.from({ length: track.rows }, (_, row) => {
    const cells = track.columnNames.map((_, column) => track.value(row, column));
    return { sequence: track.sequence(row), entry: entry(track.time(row), ...cells) };
  });
}

const python = micropython(loadRuntime());

const source = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const LIBRARY: Sources = { "oracle.py": source("oracle.py"), "primitives.py": source("primitives.py") };

/** Runs a Python program on real MicroPython. */
export const runPython = (main: string, more: Sources = {}): Outcome =>
  runOnPico(python, { "main.py": main, ...LIBRARY, ...more });
