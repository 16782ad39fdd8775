import { inflateAtMost } from "./bytes.js";
import { LIMITS, type FoundFile } from "./import-files.js";

/*
 * Reads the directory at the end of a zip file, and unpacks one file at a time and no further than the limit: a small zip
 * can hold very much. Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Not read: encrypted files, zip64,
 * other packings than stored (0) and deflated (8).
 */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 5_000;
/** Bytes of a zip file that is looked into at all. */
export const MAX_ZIP = 32 << 20;

/** The files in a zip. Throws an Error with a sentence for people when it is none. */
export function filesOfZip(zip: Uint8Array): FoundFile[] {
  if (zip.length > MAX_ZIP) throw new Error(`The zip is larger than ${MAX_ZIP >> 20} MiB.`);
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  try {
    return readDirectory(zip, view);
  } catch (error) {
    if (error instanceof RangeError) throw new Error("The zip is damaged.", { cause: error });
    throw error;
  }
}

function readDirectory(zip: Uint8Array, view: DataView): FoundFile[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES) throw new Error(`The zip holds more than ${MAX_ENTRIES} files.`);
  const found: FoundFile[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error("The zip is damaged.");
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const path = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + name)).replaceAll("\\", "/");
    if (!path.endsWith("/")) found.push(entryAt(zip, view, at, path));
    at += 46 + name + extra + comment;
  }
  return found;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) if (view.getUint32(at, true) === END) return at;
  throw new Error("This is not a zip file.");
}

function entryAt(zip: Uint8Array, view: DataView, at: number, path: string): FoundFile {
  const encrypted = (view.getUint16(at + 8, true) & 1) !== 0;
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  const unpack = (): Uint8Array | undefined => {
    if (encrypted || local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL) return undefined;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const data = zip.subarray(start, start + packed);
    if (method === 0) return data;
    return method === 8 ? inflateAtMost(data, Math.min(size, LIMITS.file)) : undefined;
  };
  const read = (): Promise<Uint8Array | undefined> => {
    const bytes = unpack();
    return Promise.resolve(bytes?.length === size ? bytes : undefined);
  };
  return { path, size, read };
}
