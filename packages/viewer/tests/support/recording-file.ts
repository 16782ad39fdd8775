import type { Nanos, Trace } from "@tickless/sim-core";
import { firmwareFor } from "tickless/cli/firmware";
import { projectOfFiles } from "tickless/project-files";
import { readProject } from "tickless/project";
import { recordingOf } from "tickless/recording/project";
import { writeRecording } from "tickless/recording/recording";
import { Runner } from "tickless/runner/runner";
import type { Input, ProjectFiles } from "../../src/protocol/project.js";

export interface RecordedRun {
  readonly seed?: number;
  readonly end: Nanos;
  readonly inputs?: readonly Input[];
}

/** The file of a run of a project, played by hand. */
export function recordingFile({ name, files }: ProjectFiles, { seed = 1, end, inputs = [] }: RecordedRun): Uint8Array {
  const project = readProject(projectOfFiles(name, files));
  const runner = new Runner(project, {
    firmware: firmwareFor(project),
    clock: () => 0,
    seed,
    inputs,
    scenario: "none",
  });
  while (runner.step(1000, end));
  const { trace } = runner.sim;
  return recordingOf({
    project,
    trace,
    seed,
    end,
    until: end,
    ended: "limit",
    inputs: [...inputs],
    scenario: undefined,
  });
}

/** The file of any tracks, as if they were of a run. */
export function fileOfTrace(trace: Trace, end: Nanos): Uint8Array {
  const run = {
    name: "made",
    main: "main.py",
    seed: 1,
    inputs: [],
    ended: "limit",
    end,
    until: end,
    options: { scenario: "none" },
  };
  return writeRecording({ program: "made", engine: "made", ...run }, { "main.py": new Uint8Array() }, trace);
}
