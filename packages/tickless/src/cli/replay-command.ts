import { formatTime, UsageError } from "@tickless/sim-core";
import { setImmediate } from "node:timers/promises";
import type { ParseArgsConfig } from "node:util";
import { Replay } from "../recording/replay.js";
import { otherVersions } from "../recording/versions.js";
import { differingTracks, firstDifference } from "./difference-report.js";
import { clock } from "./endless.js";
import { firmwareFor } from "./firmware.js";
import { EXIT, type Io } from "./io.js";
import { parse } from "./options.js";
import { Progress } from "./progress.js";
import { loadRecording, recordingErrors } from "./recording-file.js";

/** How long the run may keep the host's event loop waiting. */
const BREATHE_MS = 50;

const OPTIONS = { help: { type: "boolean", short: "h" } } as const satisfies ParseArgsConfig["options"];

/** Reads the arguments behind `replay`: the file, or "help" when it was asked for. Throws UsageError. */
export function readReplayArguments(args: readonly string[]): { readonly file: string } | "help" {
  const { values, positionals } = parse(args, OPTIONS);
  if (values.help) return "help";
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError("which recording? Give a .tickless file");
  if (others.length > 0) throw new UsageError(`one recording at a time; what is '${others.join(" ")}'?`);
  return { file };
}

/** `tickless replay`. Returns the exit code; throws UsageError when the file is no recording that can be run. */
export async function replayCommand({ file }: { readonly file: string }, io: Io): Promise<number> {
  const recording = loadRecording(file, io.cwd);
  const { manifest, trace } = recording;
  const replay = recordingErrors(file, () => new Replay(recording, { firmware: firmwareFor, clock }));
  const progress = new Progress(io.stderr, false, clock);
  try {
    if (!(await finished(replay, progress, io))) return EXIT.interrupted;
  } finally {
    progress.erase();
  }
  const { runner, same } = replay;
  if (same) {
    io.stdout.write(`same: ${manifest.fingerprint}, ${formatTime(manifest.end)} of virtual time\n`);
    return EXIT.ok;
  }
  const { differences } = replay;
  const compared = {
    names: ["recorded", "now"] as const,
    traces: [trace, runner.sim.trace] as const,
    differences,
  };
  io.stdout.write(`${firstDifference(compared)}${differingTracks(compared)}\n`);
  if (runner.end?.kind === "failed") io.stdout.write(`the run failed: ${runner.end.message}\n`);
  const versions = otherVersions(manifest);
  if (versions !== undefined) io.stdout.write(`${versions}\n`);
  return EXIT.failed;
}

/** Runs to the end; false when the user stopped it. */
async function finished(replay: Replay, progress: Progress, io: Io): Promise<boolean> {
  while (replay.step(BREATHE_MS)) {
    progress.draw(replay.runner.now, replay.until);
    await setImmediate();
    if (io.signal?.aborted) return false;
  }
  return true;
}
