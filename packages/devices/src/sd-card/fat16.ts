/**
 * What is on a freshly formatted card: a FAT16 volume of 8 MiB without a partition table, and files. Source: Microsoft, FAT32 File
 * System Specification, version 1.03, which describes FAT16 and long names, too.
 */
import { shortNames, longNameEntries } from "./fat-names.js";

export const SECTOR = 512;
export const SECTORS = 16_384;

const SECTORS_PER_CLUSTER = 2;
const CLUSTER = SECTORS_PER_CLUSTER * SECTOR;
const FAT_SECTORS = 32;
export const ENTRY = 32;
const ROOT_ENTRIES = 512;
const ROOT_SECTOR = 1 + 2 * FAT_SECTORS;
const DATA_SECTOR = ROOT_SECTOR + (ROOT_ENTRIES * ENTRY) / SECTOR;
/** Clusters are counted from 2. */
const LAST_CLUSTER = 1 + Math.floor((SECTORS - DATA_SECTOR) / SECTORS_PER_CLUSTER);
const MEDIUM = 0xf8;
const END_OF_CHAIN = 0xffff;
const VOLUME = 0x08;
const DIRECTORY = 0x10;
const ARCHIVE = 0x20;
/** 1 January 2024: years since 1980, month, day. */
const DATE = ((2024 - 1980) << 9) | (1 << 5) | 1;

type Folder = Map<string, Uint8Array | Folder>;

/** Sectors that are not zero, by number. */
export type Sectors = Map<number, Uint8Array>;

/** Formats a card and puts files (by absolute path) on it, in order of their paths. `left`: those that there is no room for. */
export function formattedCard(files: ReadonlyMap<string, Uint8Array>): { sectors: Sectors; left: string[] } {
  const left: string[] = [];
  const root: Folder = new Map();
  let room = LAST_CLUSTER - 1;
  // One is the label.
  let entries = ROOT_ENTRIES - 1;
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first = "", ...inner] = path.split("/").filter(Boolean);
    // Each name may make its folder longer by a cluster.
    const clusters = clustersOf(bytes.length) + inner.length;
    const names = root.has(first) ? 0 : entriesOf(first);
    if (clusters > room || names > entries) left.push(path);
    else {
      room -= clusters;
      entries -= names;
      put(root, [first, ...inner], bytes);
    }
  }
  return { sectors: new Formatter().format(root), left };
}

const clustersOf = (bytes: number): number => Math.ceil(bytes / CLUSTER);

/** How many entries a name takes at most. */
const entriesOf = (name: string): number => 2 + Math.ceil(name.length / 13);

function put(folder: Folder, [name = "", ...inner]: readonly string[], bytes: Uint8Array): void {
  if (inner.length === 0) {
    folder.set(name, bytes);
    return;
  }
  const known = folder.get(name);
  const next = known instanceof Map ? known : (new Map() as Folder);
  folder.set(name, next);
  put(next, inner, bytes);
}

class Formatter {
  private readonly sectors: Sectors = new Map();
  private readonly table = new Uint16Array((FAT_SECTORS * SECTOR) / 2);
  private free = 2;

  format(root: Folder): Sectors {
    this.table.set([0xff00 | MEDIUM, END_OF_CHAIN]);
    this.write(ROOT_SECTOR, concat([label(), ...this.entries(root, 0)]));
    const table = new Uint8Array(this.table.length * 2);
    this.table.forEach((cluster, at) => table.set(words(cluster), 2 * at));
    for (const copy of [0, 1]) this.write(1 + copy * FAT_SECTORS, table);
    this.write(0, bootSector());
    return this.sectors;
  }

  /** The entries of a folder, all that is in it being written. `at`: the first cluster of the folder itself. */
  private entries(folder: Folder, at: number): Uint8Array[] {
    const short = shortNames([...folder.keys()]);
    return [...folder].flatMap(([name, content]) => {
      const { bytes, caseBits, long } = short.get(name)!;
      const isFolder = content instanceof Map;
      const first = isFolder ? this.folder(content, at) : this.file(content);
      const size = isFolder ? 0 : content.length;
      const entry = entryOf(bytes, isFolder ? DIRECTORY : ARCHIVE, first, size, caseBits);
      return [...(long ? longNameEntries(name, bytes) : []), entry];
    });
  }

  private file(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    const first = this.allocate(clustersOf(bytes.length));
    this.write(sectorOf(first), bytes);
    return first;
  }

  private folder(folder: Folder, parent: number): number {
    const most = [...folder.keys()].reduce((sum, name) => sum + entriesOf(name), 2);
    const first = this.allocate(clustersOf(most * ENTRY));
    const dots = [".", ".."].map((name, index) => {
      const bytes = new Uint8Array(11).fill(0x20);
      bytes.set([...name].map(() => 0x2e));
      return entryOf(bytes, DIRECTORY, index === 0 ? first : parent, 0, 0);
    });
    this.write(sectorOf(first), concat([...dots, ...this.entries(folder, first)]));
    return first;
  }

  /** A chain of so many clusters, one after the other. */
  private allocate(count: number): number {
    const first = this.free;
    this.free += count;
    for (let cluster = first; cluster < this.free; cluster++) {
      this.table[cluster] = cluster + 1 < this.free ? cluster + 1 : END_OF_CHAIN;
    }
    return first;
  }

  private write(sector: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += SECTOR) {
      const content = new Uint8Array(SECTOR);
      content.set(bytes.subarray(at, at + SECTOR));
      this.sectors.set(sector + at / SECTOR, content);
    }
  }
}

const sectorOf = (cluster: number): number => DATA_SECTOR + (cluster - 2) * SECTORS_PER_CLUSTER;
const words = (...values: number[]): number[] => values.flatMap((value) => [value & 0xff, value >> 8]);
const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

function entryOf(name: Uint8Array, attributes: number, cluster: number, size: number, caseBits: number): Uint8Array {
  const entry = new Uint8Array(ENTRY);
  entry.set(name);
  entry.set([attributes, caseBits], 11);
  entry.set(words(0, DATE, DATE), 14);
  entry.set(words(0, DATE, cluster, size & 0xffff, size >>> 16), 22);
  return entry;
}

const label = (): Uint8Array => entryOf(Uint8Array.from(ascii("TICKLESS   ")), VOLUME, 0, 0, 0);

/** The BIOS parameter block. */
function bootSector(): Uint8Array {
  const sector = new Uint8Array(SECTOR);
  sector.set([0xeb, 0x3c, 0x90, ...ascii("MSDOS5.0"), ...words(SECTOR), SECTORS_PER_CLUSTER, ...words(1), 2]);
  sector.set([...words(ROOT_ENTRIES, SECTORS), MEDIUM, ...words(FAT_SECTORS, 63, 255)], 17);
  sector.set([0x80, 0, 0x29, 0x01, 0x00, 0x54, 0x4b, ...ascii("TICKLESS   FAT16   ")], 36);
  sector.set([0x55, 0xaa], 510);
  return sector;
}
