import { formatTime, parseDuration, UsageError, type Nanos } from "@tickless/sim-core";
import type { ParseArgsConfig } from "node:util";
import { displayAt, pictureText } from "../show/display.js";
import { toPng } from "../show/png.js";
import { checkExports, EXPORT_OPTIONS, exportsOf, writeExports, type ExportArguments } from "./export-files.js";
import { soundOf, SOUND_OPTIONS, writeSound, type SoundArguments } from "./export-sound.js";
import { EXIT, type Io } from "./io.js";
import { option, parse } from "./options.js";
import { loadRecording, writeOutput } from "./recording-file.js";

export interface ExportCommand {
  readonly file: string;
  readonly exports: ExportArguments;
  readonly display: DisplayArguments | undefined;
  readonly sound: SoundArguments | undefined;
}

interface DisplayArguments {
  readonly id: string;
  /** Undefined: the end. */
  readonly at: Nanos | undefined;
  readonly png: string | undefined;
  readonly ascii: boolean;
}

const OPTIONS = {
  ...EXPORT_OPTIONS,
  ...SOUND_OPTIONS,
  display: { type: "string" },
  at: { type: "string" },
  png: { type: "string" },
  ascii: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

/** Reads the arguments behind `export`; "help" when it was asked for. Throws UsageError. */
export function readExportArguments(args: readonly string[]): ExportCommand | "help" {
  const { values, positionals } = parse(args, OPTIONS);
  if (values.help) return "help";
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError("which recording? Give a .tickless file");
  if (others.length > 0) throw new UsageError(`one recording at a time; what is '${others.join(" ")}'?`);
  const { display: id, at, png, ascii = false } = values;
  const exports = exportsOf(values);
  const sound = soundOf(values);
  if (id === undefined) {
    for (const [name, value] of Object.entries({ at, png, ascii: ascii || undefined })) {
      if (value !== undefined) throw new UsageError(`--${name} is for --display; which display?`);
    }
    if (!sound && Object.values(exports).every((value) => value === undefined)) {
      throw new UsageError("export as what? For example --vcd FILE; see tickless export --help");
    }
    return { file, exports, sound, display: undefined };
  }
  if (png === undefined && !ascii) throw new UsageError("--display: as --png FILE, or as --ascii?");
  const time = at === undefined ? undefined : option("--at", () => parseDuration(at));
  return { file, exports, sound, display: { id, at: time, png, ascii } };
}

/** `tickless export`. Returns the exit code; throws UsageError. */
export function exportCommand({ file, exports, display, sound }: ExportCommand, io: Io): Promise<number> {
  const recording = loadRecording(file, io.cwd);
  const { manifest, trace } = recording;
  checkExports(exports, io.cwd);
  const { end, name, seed } = manifest;
  if (display) {
    const { id, at = end, png, ascii } = display;
    if (at > end) throw new UsageError(`--at: the recording ends at ${formatTime(end)}`);
    const picture = option("--display", () => displayAt(trace, id, at));
    if (png !== undefined) writeOutput("--png", png, toPng(picture), io.cwd);
    if (ascii) io.stdout.write(pictureText(picture));
  }
  writeExports(exports, { trace, end, name, seed }, io.cwd);
  if (sound) writeSound(sound, recording, io.cwd);
  return Promise.resolve(EXIT.ok);
}
