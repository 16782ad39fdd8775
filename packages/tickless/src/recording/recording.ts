import { digest, Trace } from "@tickless/sim-core";
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { packTrack, unpackTrack } from "./columns.js";
import { readManifest, type Manifest } from "./manifest.js";

/*
 * A recording as a file, `.tickless`: a zip of `manifest.json`, the project's files under `project/`, and one file of columns
 * for each track under `tracks/`. The same run makes the same bytes.
 */

/** All that is needed to look at a run, and to run it again. */
export interface Recording {
  readonly manifest: Manifest;
  /** The project's files by their path in its folder. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly trace: Trace;
}

/** A file that is no recording, or a damaged one. The message is for people. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

/** Newer files are refused. */
export const FORMAT_VERSION = 1;
/** More than any recording has: so much memory is not given away. */
const MAX_BYTES = 2 ** 30;
const MAX_ENTRIES = 20_000;
/** Zip entries carry a date, in local time; all have this one. */
const MTIME = "1980-01-01T00:00:00";

/** What the caller knows of a run; the rest of the manifest follows from it. */
export type RecordingHead = Omit<Manifest, "format" | "version" | "tracks" | "files" | "fingerprint">;

/** The bytes of the file. */
export function writeRecording(head: RecordingHead, files: Recording["files"], trace: Trace): Uint8Array {
  const entries: Zippable = {};
  const tracks = trace.tracks.map((track, index) => {
    const file = `tracks/${index}.bin`;
    const bytes = (entries[file] = packTrack(track));
    return { name: track.name, kind: track.kind, rows: track.rows, file, hash: digest(bytes) };
  });
  const listed = Object.keys(files)
    .sort()
    .map((path) => {
      const bytes = (entries[`project/${path}`] = files[path] as Uint8Array);
      return { path, hash: digest(bytes) };
    });
  const manifest: Manifest = {
    format: "tickless",
    version: FORMAT_VERSION,
    ...head,
    files: listed,
    tracks,
    fingerprint: trace.fingerprint(),
  };
  const first = { "manifest.json": strToU8(`${JSON.stringify(manifest, null, 1)}\n`) };
  return zipSync({ ...first, ...entries }, { level: 6, mtime: MTIME });
}

/** Reads a file and checks all of it. Throws RecordingError. Memory is bounded whatever the file says. */
export function readRecording(bytes: Uint8Array): Recording {
  const entries = unzip(bytes);
  const entry = (name: string): Uint8Array => {
    const found = entries[name];
    if (!found) throw new RecordingError(`${name} is missing`);
    return found;
  };
  const manifest = guarded("", () => readManifest(strFromU8(entry("manifest.json")), FORMAT_VERSION));
  const files: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>;
  for (const { path, hash } of manifest.files) {
    if (!isPlainPath(path)) throw new RecordingError(`'${path}' is not a path inside a project`);
    files[path] = checked(`project/${path}`, entry(`project/${path}`), hash);
  }
  const trace = new Trace();
  for (const { name, kind, rows, file, hash } of manifest.tracks) {
    const packed = checked(file, entry(file), hash);
    const track = guarded(`the track ${name} is damaged: `, () => unpackTrack(name, kind, packed));
    if (track.rows !== rows) throw new RecordingError(`the track ${name} has ${track.rows} rows instead of ${rows}`);
    guarded("", () => trace.add(track));
  }
  if (trace.fingerprint() !== manifest.fingerprint) {
    throw new RecordingError("its tracks are not those that its fingerprint was made of");
  }
  return { manifest, files, trace };
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  let count = 0;
  const problem = (message: string): never => {
    throw new RecordingError(message);
  };
  return guarded("it is not a recording, or cut off: ", () =>
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (++count > MAX_ENTRIES) problem(`it has more than ${MAX_ENTRIES} files`);
        if (total > MAX_BYTES) problem(`it has more than ${MAX_BYTES >> 20} MiB`);
        return true;
      },
    }),
  );
}

function checked(name: string, bytes: Uint8Array, hash: string): Uint8Array {
  if (digest(bytes) !== hash) throw new RecordingError(`${name} is damaged: its checksum differs`);
  return bytes;
}

/** A relative path that stays where it is put. */
const isPlainPath = (path: string): boolean =>
  path.length > 0 &&
  path.length < 1000 &&
  !/[\\\u0000-\u001f]|^[a-z]:/i.test(path) &&
  path.split("/").every((name) => name !== "" && name !== "." && name !== "..");

/** Errors of libraries become such for people. */
function guarded<T>(prefix: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RecordingError) throw error;
    throw new RecordingError(prefix + (error instanceof Error ? error.message : String(error)), { cause: error });
  }
}
