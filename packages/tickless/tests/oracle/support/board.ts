import { readFileSync } from "node:fs";
import { s, type Nanos } from "@tickless/sim-core";
import { loadRuntime } from "../../../src/cli/runtime.js";
import { readProject } from "../../../src/project.js";
import { micropython, type FirmwareFactory } from "../../../src/runner/firmware.js";
import { runProject } from "../../../src/runner/run.js";

/** What a program printed: one entry for each instant at which it printed. */
export type Output = readonly { readonly time: Nanos; readonly text: string }[];

export interface Outcome {
  readonly output: Output;
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
  const track = run.sim.trace.get("pico.serial");
  if (!track) throw new Error("there is no serial track");
  const output: { time: Nanos; text: string }[] = [];
  for (let row = 0; row < track.rows; row++) {
    const time = track.time(row);
    const text = Buffer.from(track.value(row) as Uint8Array)
      .toString("utf8")
      .replaceAll("\r\n", "\n");
    const last = output.at(-1);
    if (last?.time === time) last.text += text;
    else output.push({ time, text });
  }
  return { output, end: result.end };
}

const python = micropython(loadRuntime());

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const LIBRARY: Sources = { "oracle.py": read("oracle.py"), "primitives.py": read("primitives.py") };

/** Runs a Python program on real MicroPython. */
export const runPython = (main: string, more: Sources = {}): Outcome =>
  runOnPico(python, { "main.py": main, ...LIBRARY, ...more });
