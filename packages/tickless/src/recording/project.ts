import type { Trace } from "@tickless/sim-core";
import { baseName, DIAGRAM, projectOfFiles, SCENARIO_SUFFIX, SETTINGS } from "../project-files.js";
import { readProject, type Project, type TextFile } from "../project.js";
import { NO_SCENARIO } from "../scenario-choice.js";
import type { RunnerOptions } from "../runner/runner.js";
import { oneLine, type Manifest } from "./manifest.js";
import { writeRecording, type Recording } from "./recording.js";
import { ENGINE, PROGRAM } from "./versions.js";

/* How a project goes into a recording, and comes out of it to be run again. */

/** A run, as far as its recording is made of it. */
export interface RecordedRun extends Pick<Manifest, "seed" | "end" | "until" | "ended" | "inputs"> {
  readonly project: Project;
  readonly trace: Trace;
  /** What was given instead of what the project says. */
  readonly options?: Pick<Manifest["options"], "cpuTime" | "heapBytes" | "board">;
  /** The one that was played; it need not be one of the project's. */
  readonly scenario: TextFile | undefined;
}

/** The file of a run. Throws RecordingError when that would be too large. */
export function recordingOf({ project, trace, options = {}, scenario, ...run }: RecordedRun): Uint8Array {
  const { files, played } = filesOf(project, scenario);
  const head = {
    program: PROGRAM,
    engine: ENGINE,
    name: oneLine(baseName(project.name)),
    main: project.main,
    ...run,
    options: { ...options, scenario: played },
  };
  return writeRecording(head, files, trace);
}

/** The project's files by their path in its folder, the scenario among them, and what that is called there. */
export function filesOf(
  project: Project,
  scenario: TextFile | undefined,
): { files: Recording["files"]; played: string } {
  const { diagram, settingsFile, scenarios } = project;
  const encoder = new TextEncoder();
  const files: Record<string, Uint8Array> = {};
  for (const [path, bytes] of project.files) files[path.slice(1)] = bytes;
  for (const [path, bytes] of project.captures) files[path] = bytes;
  for (const [path, bytes] of project.parts?.files ?? []) files[path] = bytes;
  for (const [path, bytes] of project.lesson ?? []) files[path] = bytes;
  if (diagram) files[DIAGRAM] = encoder.encode(diagram.text);
  if (settingsFile) files[SETTINGS] = encoder.encode(settingsFile.text);
  for (const { file, text } of scenarios) files[baseName(file)] = encoder.encode(text);
  if (!scenario) return { files, played: NO_SCENARIO };
  const known = scenarios.find(({ text }) => text === scenario.text);
  if (known) return { files, played: baseName(known.file) };
  // Under a name that no file of the board can have.
  const stem = baseName(scenario.file).replace(/(\.(scenario|test))?\.ya?ml$/, "");
  let played = stem + SCENARIO_SUFFIX;
  for (let n = 2; played in files; n++) played = `${stem}-${n}${SCENARIO_SUFFIX}`;
  files[played] = encoder.encode(scenario.text);
  return { files, played };
}

/** How a run ended that a test made: time went on there when the program had ended. */
export const TEST = "test";

/** The project that was recorded. Throws ProjectError and UsageError. */
export function projectOfRecording({ manifest, files }: Pick<Recording, "manifest" | "files">): Project {
  return readProject(projectOfFiles(manifest.name, files, { main: manifest.main.replace(/^\//, "") }));
}

/** With what the project is to be run so that it gives this recording, up to `manifest.until`. */
export function runnerOptionsOf({ seed, inputs, options, ended }: Manifest): Partial<RunnerOptions> {
  return { ...options, seed, inputs, stopsAtFailure: ended === "scenario", goesOn: ended === TEST };
}
