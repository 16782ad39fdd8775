import { UsageError } from "@tickless/sim-core";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { checkWritable, readBytes, statOf } from "./files.js";
import { checkFingerprint, MAX_BYTES, readRecording, RecordingError, type Recording } from "../recording/recording.js";

export const isRecordingFile = (path: string): boolean => path.toLowerCase().endsWith(".tickless");

/** Reads a recording that the user named, and checks all of it. Throws UsageError. */
export function loadRecording(path: string, cwd: string): Recording {
  return recordingErrors(path, () => {
    const recording = readRecording(bytesOf(path, cwd));
    checkFingerprint(recording);
    return recording;
  });
}

function bytesOf(path: string, cwd: string): Uint8Array {
  const absolute = resolve(cwd, path);
  const stat = statOf(absolute, path);
  if (!stat) throw new UsageError(`${path}: there is no such file`);
  if (!stat.isFile()) throw new UsageError(`${path}: a recording is a file, written by tickless run --record`);
  if (stat.size > MAX_BYTES) throw new RecordingError(`it has more than ${MAX_BYTES >> 20} MiB`);
  return readBytes(absolute, path);
}

/** What is wrong with a recording is a mistake of the user's. `path` is what the message calls it. */
export function recordingErrors<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RecordingError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Writes a file that an option asks for; messages begin with the option. Throws UsageError. */
export function writeOutput(option: string, file: string, content: string | Uint8Array, cwd: string): void {
  checkWritable(option, file, cwd);
  try {
    writeFileSync(resolve(cwd, file), content);
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}
