import { ms, type Random } from "@tickless/sim-core";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { readRecording } from "../../src/recording/recording.js";
import { bombFor } from "./bombs.js";
import { chance, NUMBERS, pick, TEXTS } from "./choose.js";
import { concat, mutateBytes } from "./mutate-bytes.js";
import { mutateText } from "./mutate-text.js";
import { mutateValue, toJson } from "./mutate-value.js";
import { writeZip, type ZipClaims, type ZipEntry } from "./zip.js";

/* Recordings made wrong on purpose, by somebody who knows the format. */

const MANIFEST = "manifest.json";
const PATHS = [
  "../x.py",
  "/etc/passwd",
  "a//b",
  "a/./b",
  "..",
  "C:\\x",
  "a\\..\\b",
  "x".repeat(70_000),
  "a/".repeat(900) + "b",
];

/** A recording, with something in it changed. */
export function mutateRecording(random: Random, recording: Uint8Array): Uint8Array {
  if (chance(random, 0.25)) return mutateBytes(random, recording);
  const entries = Object.entries(unzipSync(recording)).map(([name, data]): ZipEntry => ({ name, data }));
  if (chance(random, 0.25)) return zipOfLies(random, entries);
  const changed = changeEntries(random, entries);
  const zip = writeZip(changed.map((entry) => ({ ...entry, deflated: chance(random, 0.2) })));
  return chance(random, 0.5) ? withItsFingerprint(zip) : zip;
}

/** One of the entries is changed; its checksum is right. */
function changeEntries(random: Random, entries: readonly ZipEntry[]): ZipEntry[] {
  const start = pick(random, [MANIFEST, MANIFEST, "project/", "tracks/"]);
  const target = pick(
    random,
    entries.filter(({ name }) => name.startsWith(start)),
  );
  const data = changeData(random, target);
  return entries.map((entry) => (entry === target ? { ...entry, data } : entry));
}

function changeData(random: Random, { name, data }: ZipEntry): Uint8Array {
  if (name.startsWith("tracks/")) return mutateColumns(random, data);
  const text = strFromU8(data);
  if (name === MANIFEST && chance(random, 0.5)) return strToU8(toJson(mutateValue(random, JSON.parse(text))));
  if (name !== MANIFEST && chance(random, 0.1)) return strToU8(bombFor(name, random));
  return strToU8(mutateText(random, text));
}

function mutateColumns(random: Random, data: Uint8Array): Uint8Array {
  if (chance(random, 0.6)) return mutateBytes(random, data);
  const varint = pick(random, [
    [0x80, 0x00],
    [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f],
    [0xff, 0xff, 0xff, 0xff, 0x7f],
    [0x7f],
  ]);
  const at = chance(random, 0.3) ? 0 : random.int(0, data.length);
  return concat(data.subarray(0, at), Uint8Array.from(varint), data.subarray(at + random.int(0, varint.length)));
}

/** The zip itself is wrong. */
function zipOfLies(random: Random, entries: readonly ZipEntry[]): Uint8Array {
  const target = pick(random, entries);
  const put = (changed: Partial<ZipEntry>): ZipEntry[] =>
    entries.map((entry) => (entry === target ? { ...entry, ...changed } : entry));
  const number = pick(random, NUMBERS);
  const claim = (...names: readonly (keyof Required<ZipEntry>["claims"])[]): ZipEntry[] =>
    put({ claims: Object.fromEntries(names.map((name) => [name, number])), deflated: chance(random, 0.5) });
  const claims: readonly ZipClaims[] = [
    { count: number },
    { directory: number },
    { comment: new Uint8Array(random.int(0, 99)) },
  ];
  const bomb = { data: new Uint8Array(2 ** random.int(10, 24)), deflated: true };
  const lies: readonly (() => Uint8Array)[] = [
    () => writeZip(claim("size")),
    () => writeZip(claim("packed")),
    () => writeZip(claim("size", "packed")),
    () => writeZip(claim("crc")),
    () => writeZip(claim(pick(random, ["method", "flags", "offset", "nameLength", "extra"] as const))),
    () => writeZip(entries, pick(random, claims)),
    () => writeZip(put({ name: `project/${pick(random, [...PATHS, ...TEXTS])}` })),
    () => writeZip(put({ name: pick(random, [...PATHS, ...TEXTS]) })),
    () => writeZip([...entries, target]),
    () => writeZip([...entries, { ...target, data: mutateBytes(random, target.data) }]),
    () =>
      writeZip([
        ...entries,
        ...Array.from({ length: random.int(1, 2000) }, (_, n) => ({ ...target, name: `${n}`, shared: true })),
      ]),
    () => writeZip(entries.filter((entry) => entry !== target)),
    () => writeZip(put(bomb)),
    () => writeZip([...entries, { name: "bomb", ...bomb }]),
    () => writeZip(put({ ...bomb, claims: { size: random.int(0, 1000) } })),
    () => writeZip([{ name: "nested.zip", data: writeZip(entries) }]),
  ];
  return pick(random, lies)();
}

/** What somebody writes who wants it to be opened: the fingerprint is that of the changed tracks. */
function withItsFingerprint(zip: Uint8Array): Uint8Array {
  try {
    const { manifest, trace } = readRecording(zip);
    const changed = { ...manifest, until: Math.min(manifest.until, ms(20)), fingerprint: trace.fingerprint() };
    const entries = Object.entries(unzipSync(zip)).map(([name, data]) => ({ name, data }));
    const json = strToU8(JSON.stringify(changed));
    return writeZip(entries.map((entry) => (entry.name === MANIFEST ? { ...entry, data: json } : entry)));
  } catch {
    return zip;
  }
}
