import { Trace } from "@tickless/sim-core";
import { strFromU8, strToU8, zipSync, type Zippable } from "fflate";
import { packTrack, Room, unpackTrack } from "./columns.js";
import { readManifest, type Manifest } from "./manifest.js";
import { unzip } from "./unzip.js";

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

/** A file that is no recording, or a damaged one. The message is one line for people, whatever of the file is in it. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  constructor(message: string, options?: ErrorOptions) {
    super(message.replaceAll(/\p{Cc}+/gu, " ").slice(0, 500), options);
  }
}

/** Of another version files are refused. 2: rows of UARTs carry their format. */
export const FORMAT_VERSION = 2;
/** More than any recording has: so much memory is not given away. */
export const MAX_BYTES = 2 ** 29;
const MAX_MANIFEST = 2 ** 25;
const MAX_ENTRIES = 20_000;
/** Bytes; most tracks are shorter, and packing them would take longer than all else. */
const WORTH_PACKING = 100;
const MANIFEST = "manifest.json";
/** Zip entries carry a date, in local time; all have this one. */
const MTIME = "1980-01-01T00:00:00";

/** What the caller knows of a run; the rest of the manifest follows from it. */
export type RecordingHead = Omit<Manifest, "format" | "version" | "tracks" | "files" | "fingerprint">;

/** The bytes of the file. Throws RecordingError when it would be too much to be read again. */
export function writeRecording(head: RecordingHead, files: Recording["files"], trace: Trace): Uint8Array {
  const entries: Zippable = {};
  let size = 0;
  const room = new Room();
  const tracks = trace.tracks.map((track, index) => {
    guarded(`the track ${track.name} is too much: `, () => room.takeTrack(track));
    const file = `tracks/${index}.bin`;
    const bytes = packTrack(track);
    entries[file] = bytes.length < WORTH_PACKING ? [bytes, { level: 0 }] : bytes;
    size += bytes.length;
    return { name: track.name, kind: track.kind, rows: track.rows, file };
  });
  const paths = Object.keys(files).sort();
  for (const path of paths) {
    const bytes = (entries[`project/${path}`] = files[path] as Uint8Array);
    size += bytes.length;
  }
  const manifest: Manifest = {
    format: "tickless",
    version: FORMAT_VERSION,
    ...head,
    files: paths,
    tracks,
    fingerprint: trace.fingerprint(),
  };
  if (size > MAX_BYTES) throw new RecordingError(`it would have more than ${MAX_BYTES >> 20} MiB`);
  const first = { [MANIFEST]: strToU8(`${JSON.stringify(manifest, null, 1)}\n`) };
  return zipSync({ ...first, ...entries }, { level: 6, mtime: MTIME });
}

/**
 * Reads a file and checks all of it but the fingerprint (see `checkFingerprint`). Throws RecordingError. Memory is bounded
 * whatever the file says.
 */
export function readRecording(bytes: Uint8Array): Recording {
  if (bytes.length > MAX_BYTES) throw new RecordingError(`it has more than ${MAX_BYTES >> 20} MiB`);
  const entries = guarded("", () => unzip(bytes, { entries: MAX_ENTRIES, bytes: MAX_BYTES }));
  /** Each file is read once, so that what is read is no more than what was unpacked. */
  const entry = (name: string): Uint8Array => {
    const found = entries.get(name);
    if (!found) throw new RecordingError(`${name} is missing`);
    entries.delete(name);
    return found;
  };
  const json = entry(MANIFEST);
  if (json.length > MAX_MANIFEST) throw new RecordingError("its manifest is too long");
  const manifest = guarded("", () => readManifest(strFromU8(json), FORMAT_VERSION));
  const files: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>;
  for (const path of manifest.files) {
    if (!isPlainPath(path)) throw new RecordingError(`'${path}' is not a path inside a project`);
    files[path] = entry(`project/${path}`);
  }
  const trace = new Trace();
  const room = new Room();
  for (const { name, kind, rows, file } of manifest.tracks) {
    const packed = entry(file);
    const track = guarded(`the track ${name} is damaged: `, () => unpackTrack(name, kind, packed, room));
    if (track.rows !== rows) throw new RecordingError(`the track ${name} has ${track.rows} rows instead of ${rows}`);
    guarded("", () => trace.add(track));
  }
  return { manifest, files, trace };
}

/** Throws RecordingError when the fingerprint that a recording tells is not that of its tracks. */
export function checkFingerprint({ manifest, trace }: Recording): void {
  if (trace.fingerprint() === manifest.fingerprint) return;
  throw new RecordingError("its tracks are not those that its fingerprint was made of");
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
