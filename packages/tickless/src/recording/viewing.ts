import { ProjectError } from "@tickless/sim-core";
import { isMap, parseDocument, type Document } from "yaml";
import { baseName, programOf, projectOfFiles, SETTINGS, toText, type FolderFiles } from "../project-files.js";
import type { TextFile } from "../project.js";
import { chooseScenario, NO_SCENARIO } from "../scenario-choice.js";
import { DEFAULT_DURATION, readSettings, type Settings } from "../settings.js";
import { oneLine, type Manifest } from "./manifest.js";
import type { Recording, RecordingHead } from "./recording.js";
import { ENGINE, PROGRAM } from "./versions.js";

/*
 * Between recordings and who shows projects as a folder of texts, and runs them as tickless.yaml says.
 */

/** A recording's project: texts, and the bytes of files that are none. */
export interface OpenedRecording {
  readonly files: Readonly<Record<string, string>>;
  readonly binary: Readonly<Record<string, Uint8Array>>;
}

/** The project of a recording. Its tickless.yaml says how it was recorded, except for seed and inputs. Throws UsageError. */
export function openRecording({ manifest, files }: Recording): OpenedRecording {
  const opened: Record<string, string> = {};
  const binary: Record<string, Uint8Array> = {};
  for (const [path, bytes] of Object.entries(files)) {
    const text = textOf(bytes);
    if (text === undefined) binary[path] = bytes;
    else opened[path] = text;
  }
  const settings = settingsFor(manifest, opened);
  return { files: settings === undefined ? opened : { ...opened, [SETTINGS]: settings }, binary };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = toText(bytes, "");
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The text of tickless.yaml with what was said elsewhere; undefined: it says all of it. */
function settingsFor(manifest: Manifest, texts: OpenedRecording["files"]): string | undefined {
  const { until, options } = manifest;
  const { settings, played } = playedBy(manifest.name, texts, manifest.main);
  const main = manifest.main.replace(/^\//, "");
  const wanted: [key: string, value: unknown, now: unknown][] = [
    ["main", main, settings.main ?? mainByName(texts)],
    ["duration", until, settings.duration ?? DEFAULT_DURATION],
    ["scenario", options.scenario, played],
    ["heap", options.heapBytes ?? settings.heap, settings.heap],
    ["cpu-time", options.cpuTime ?? settings.cpuTime, settings.cpuTime],
    ["board", options.board ?? settings.board, settings.board],
  ];
  const changes = wanted.filter(([, value, now]) => value !== now);
  if (changes.length === 0) return undefined;
  const document: Document = parseDocument(texts[SETTINGS] ?? "");
  // It may say nothing but "null".
  if (!isMap(document.contents)) document.contents = document.createNode({});
  for (const [key, value] of changes) document.set(key, key === "duration" ? `${until}ns` : value);
  return String(document);
}

/** The program that would be run if nothing else were said. */
function mainByName(texts: OpenedRecording["files"]): string | undefined {
  try {
    return programOf(texts, Object.keys(texts).sort(), "", true);
  } catch (error) {
    if (error instanceof ProjectError) return undefined;
    throw error;
  }
}

/** What the settings of a folder say, and the name of the scenario that is played when nothing else is said. */
function playedBy(name: string, files: FolderFiles, main: string): { settings: Settings; played: string } {
  const { settings: file, scenarios = [] } = projectOfFiles(name, files, { main: main.replace(/^\//, "") });
  const settings = file ? readSettings(file.text, file.file) : {};
  return { settings, played: nameOf(chooseScenario({ scenarios, settings })) };
}

const nameOf = (scenario: TextFile | undefined): string => (scenario ? baseName(scenario.file) : NO_SCENARIO);

/** A run of a project of texts, in which tickless.yaml says all but this. */
export interface ShownRun extends Pick<Manifest, "name" | "seed" | "inputs" | "end" | "ended"> {
  readonly files: Readonly<Record<string, string>>;
}

/** What the recording of such a run says of itself. Throws UsageError. */
export function headOf({ files, end, name, ...run }: ShownRun): RecordingHead {
  const { main } = projectOfFiles(name, files, { anyName: true });
  const { played: scenario } = playedBy(name, files, main);
  return {
    program: PROGRAM,
    engine: ENGINE,
    name: oneLine(name),
    main,
    ...run,
    end,
    until: end,
    options: { scenario },
  };
}
