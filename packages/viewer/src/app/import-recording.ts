import { effect } from "@preact/signals";
import type { Nanos } from "@tickless/sim-core";
import { projectOf } from "../protocol/project.js";
import type { Notice, PageModel, Recorded } from "./page-model.js";

/*
 * A recording (.tickless) is opened as its project, which is run again to where the recording ends: the same project, seed and
 * inputs give the same run. Whether they did, the fingerprint tells.
 */

/** Bytes of a file that is looked into at all. */
export const MAX_RECORDING = 128 << 20;

export const isRecordingName = (path: string): boolean => path.toLowerCase().endsWith(".tickless");

/** Reads a file. `at`: the time to show; undefined: its end. Throws an Error with a sentence for people. */
export async function readRecorded(bytes: Uint8Array, at?: Nanos): Promise<Recorded> {
  if (bytes.length > MAX_RECORDING) throw new Error(`The recording is larger than ${MAX_RECORDING >> 20} MiB.`);
  const { openRecording, otherVersions, readRecording } = await import("./import-recording-lazy.js");
  try {
    const recording = readRecording(bytes);
    const { name, seed, inputs, end, ended, fingerprint } = recording.manifest;
    const { files, binary } = openRecording(recording);
    const versions = otherVersions(recording.manifest);
    return {
      project: projectOf(name, files, binary),
      options: { seed, inputs, at: Math.min(at ?? end, end), from: "recording" },
      fingerprint,
      file: bytes,
      failed: ended === "scenario",
      doubts: [...(versions === undefined ? [] : [`${versions}.`])],
    };
  } catch (error) {
    throw new Error(`This recording cannot be opened: ${(error as Error).message}.`, { cause: error });
  }
}

/** Once the recording's project is open and has been run, tells whether that was the recorded run. */
export function tellWhetherSame({ session, notice }: Pick<PageModel, "session" | "notice">, recorded: Recorded): void {
  const { project, original } = session.project;
  const { status, starting } = session.run;
  /** Number of the last run of something else. */
  let before = 0;
  let done = false;
  const stop = effect(() => {
    const now = status.value;
    const open = original.value === recorded.project;
    if (!open || starting.value || done) {
      if (!open) before = now?.run ?? 0;
      return;
    }
    if (!now || now.run <= before || now.fingerprint === "") return;
    done = true;
    // What was edited meanwhile is another run.
    if (project.peek() === recorded.project) notice.value = verdict(recorded, now.fingerprint);
    queueMicrotask(() => stop());
  });
}

function verdict({ fingerprint, failed, doubts }: Recorded, now: string): Notice {
  if (now === fingerprint) {
    return { kind: "info", text: "This is the recorded run: everything happened again as it was recorded." };
  }
  if (failed) {
    return { kind: "info", text: "The scenario failed where the recording ends. Here the run goes on from there." };
  }
  const text = ["This is not the recorded run: something happened otherwise.", ...doubts].join(" ");
  return { kind: "error", text };
}
