import { inflateSync } from "fflate";
import { crc32 } from "./crc32.js";

/*
 * Reading a zip (PKWARE's APPNOTE.TXT, 4.3) that anybody may have made: memory is bounded by what the caller allows, whatever
 * the file says, and each file's checksum is checked. Not read: encrypted files, several disks, more than 4 GiB.
 */

export interface ZipLimits {
  readonly entries: number;
  /** Of all files together. */
  readonly bytes: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const [STORED, DEFLATED] = [0, 8];

/** The files in it by name. Throws Error: not a zip, damaged, or beyond the limits. */
export function unzip(zip: Uint8Array, limits: ZipLimits): Map<string, Uint8Array> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) throw new Error(`it has more than ${limits.entries} files`);
  const files = new Map<string, Uint8Array>();
  let room = limits.bytes;
  // Entries that share their bytes would be unpacked for ever.
  let left = zip.length;
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== ENTRY) throw new Error("its directory is damaged");
    const [nameSize, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as Three;
    const name = new TextDecoder().decode(zip.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameSize));
    left -= view.getUint32(at + 20, true);
    if (left < 0) throw new Error("its directory is damaged");
    room -= view.getUint32(at + 24, true);
    if (room < 0) throw new Error(`it has more than ${limits.bytes >> 20} MiB`);
    const bytes = unpack(zip, view, at);
    if (!bytes) throw new Error(`${name} is damaged`);
    files.set(name, bytes);
    at += ENTRY_SIZE + nameSize + extra + comment;
  }
  return files;
}

type Three = [number, number, number];

/** Where the record is with which a zip ends. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) if (view.getUint32(at, true) === END) return at;
  throw new Error("it is not a recording, or cut off");
}

/** The file of the directory's entry at `at`; undefined: it is damaged. */
function unpack(zip: Uint8Array, view: DataView, at: number): Uint8Array | undefined {
  const method = view.getUint16(at + 10, true);
  const [checksum, packed, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true)) as Three;
  const local = view.getUint32(at + 42, true);
  if (local + LOCAL_SIZE > zip.length || view.getUint32(local, true) !== LOCAL) return undefined;
  const start = local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const data = zip.subarray(start, start + packed);
  if (data.length !== packed || (method !== STORED && method !== DEFLATED)) return undefined;
  const bytes = method === STORED ? data : inflate(data, size);
  return bytes?.length === size && crc32(bytes) === checksum ? bytes : undefined;
}

/** What does not fit into `size` bytes is not kept. */
function inflate(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateSync(data, { out: new Uint8Array(size) });
  } catch {
    return undefined;
  }
}
