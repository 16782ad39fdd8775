import { firmwareFor } from "tickless/cli/firmware";
import { projectOfFiles } from "tickless/project-files";
import { readProject, type Project } from "tickless";
import { Runner } from "tickless/runner/runner";
import type { Nanos, Trace, Track } from "@tickless/sim-core";
import type { Input, ProjectFiles } from "../../../src/protocol/project.js";

/** What the page has to agree with: the same project, run here by the same library but without any of the viewer. */
export interface Reference {
  readonly trace: Trace;
  readonly fingerprint: string;
  readonly end: Nanos;
}

export const projectOf = ({ name, files }: ProjectFiles): Project =>
  readProject(projectOfFiles(name, files, { anyName: true }));

/** Runs to `until`, or to the project's own length. */
export function runHere(
  project: Project,
  options: { readonly until?: Nanos; readonly seed?: number; readonly inputs?: readonly Input[] } = {},
): Reference {
  const { until, seed, inputs = [] } = options;
  const runner = new Runner(project, { firmware: firmwareFor(project), clock: () => performance.now(), seed, inputs });
  const end = until ?? runner.duration;
  while (runner.step(100, end));
  return { trace: runner.sim.trace, fingerprint: runner.fingerprint(), end: runner.now };
}

/** The number that the board's state has for a track at a time; see `BoardState.values`. */
export function valueAt(track: Track, time: Nanos): number {
  const row = track.rowAt(time);
  if (row < 0) return NaN;
  const value = (column: number): number => track.value(row, column) as number;
  switch (track.kind) {
    case "digital":
    case "analog":
    case "control":
    case "output":
    case "heap":
      return value(0);
    case "pwm":
      return value(0) === 0 ? 0 : value(1) / value(0);
    case "i2c":
    case "spi":
    case "uart":
    case "bitstream":
      return time < track.time(row) + value(0) ? 1 : 0;
    case "interrupt":
      return insideHandler(track, row);
    default:
      return row + 1;
  }
}

/** All that the board's state says at a time. `pixels`: framebuffers as long as the ones to compare with. */
export function stateOf(
  trace: Trace,
  time: Nanos,
  pixels: Readonly<Record<string, readonly number[]>>,
): { values: Record<string, number>; pixels: Record<string, number[]> } {
  const cursor = trace.at(time);
  const buffers = Object.entries(pixels).map(([name, { length }]) => [name, [...cursor.pixels(name, length)]]);
  return {
    values: Object.fromEntries(trace.tracks.map((track) => [track.name, valueAt(track, time)])),
    pixels: Object.fromEntries(buffers) as Record<string, number[]>,
  };
}

/** Handlers may be interrupted by others: more have been entered than left. */
function insideHandler(track: Track, last: number): number {
  let depth = 0;
  for (let row = 0; row <= last; row++) depth += track.value(row, 1) === 1 ? 1 : -1;
  return depth > 0 ? 1 : 0;
}
