import { deflateSync, strToU8 } from "fflate";
import { crc32 } from "../../src/recording/crc32.js";
import { concat } from "./mutate-bytes.js";

/* Zips (PKWARE's APPNOTE.TXT, 4.3) that may lie about what is in them. */

export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflated?: boolean;
  /** What the headers say instead of the truth. */
  readonly claims?: Partial<
    Record<"crc" | "packed" | "size" | "method" | "flags" | "offset" | "nameLength" | "extra", number>
  >;
  /** No bytes of its own: those of the entry before. */
  readonly shared?: boolean;
}

export interface ZipClaims {
  readonly count?: number;
  readonly directory?: number;
  readonly comment?: Uint8Array;
}

export function writeZip(entries: readonly ZipEntry[], claims: ZipClaims = {}): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let [at, last] = [0, 0];
  for (const entry of entries) {
    const packed = entry.deflated === true ? deflateSync(entry.data, { level: 1 }) : entry.data;
    const offset = entry.shared === true ? last : at;
    const name = strToU8(entry.name);
    const fields = fieldsOf(entry, name, packed);
    directory.push(concat(header([0x50, 0x4b, 1, 2, 20, 0], fields, offsetFields(entry, offset)), name));
    if (entry.shared === true) continue;
    const file = concat(header([0x50, 0x4b, 3, 4], fields), name, packed);
    files.push(file);
    last = at;
    at += file.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const { count = entries.length, comment = new Uint8Array(0) } = claims;
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, size, true);
  end.setUint32(16, claims.directory ?? at, true);
  end.setUint16(20, comment.length, true);
  return concat(...files, ...directory, new Uint8Array(end.buffer), comment);
}

/** Sizes in bytes and values. */
type Fields = readonly (readonly [bytes: 2 | 4, value: number])[];

/** Those that both headers of a file have, from "version needed" on. */
function fieldsOf({ data, deflated, claims = {} }: ZipEntry, name: Uint8Array, packed: Uint8Array): Fields {
  return [
    [2, 20],
    [2, claims.flags ?? 0x800],
    [2, claims.method ?? (deflated === true ? 8 : 0)],
    [4, 0x00210000],
    [4, claims.crc ?? crc32(data)],
    [4, claims.packed ?? packed.length],
    [4, claims.size ?? data.length],
    [2, claims.nameLength ?? name.length],
    [2, claims.extra ?? 0],
  ];
}

const offsetFields = ({ claims = {} }: ZipEntry, offset: number): Fields => [
  [2, 0],
  [2, 0],
  [2, 0],
  [4, 0],
  [4, claims.offset ?? offset],
];

function header(magic: readonly number[], ...fields: readonly Fields[]): Uint8Array {
  const all = fields.flat();
  const view = new DataView(new ArrayBuffer(magic.length + all.reduce((sum, [bytes]) => sum + bytes, 0)));
  magic.forEach((byte, index) => view.setUint8(index, byte));
  let at = magic.length;
  for (const [bytes, value] of all) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}
