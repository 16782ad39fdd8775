import type { Nanos } from "@tickless/sim-core";
import { deflateSync } from "fflate";
import type { Input, ProjectFiles } from "../protocol/project.js";
import { checksum, fromBase64Url, inflateAtMost, textOf, toBase64Url } from "./bytes.js";
import { isRecord, packBinary, readProjectFiles } from "./project-files.js";
import type { Span } from "./session.js";
import { wholeSpan } from "./url.js";

/*
 * A link that carries a whole project: "#share=1." and base64url of four bytes checksum and the deflated JSON. Everything
 * is in the part of the address that browsers keep to themselves.
 */

/** What a link carries. */
export interface Shared {
  readonly project: ProjectFiles;
  readonly seed: number;
  readonly inputs: readonly Input[];
  /** The moment shown; undefined: it runs live. */
  readonly cursor: Nanos | undefined;
  readonly view: Span | undefined;
}

export type ShareResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

const VERSION = "1";
/** Characters of a link that all browsers and most messengers carry. */
export const MAX_LINK = 60_000;
/** Bytes that a link may unpack to. */
const MAX_UNPACKED = 4 << 20;
const DAMAGED =
  "This link is damaged: a part of it is missing or was changed. Ask for it again, or for the project as a zip.";

/** Packs into the text behind "#share=". */
export function packShare(shared: Shared): ShareResult<string> {
  const { project, seed, inputs, cursor, view } = shared;
  const whole = view && wholeSpan(view);
  const json = JSON.stringify({
    name: project.name,
    files: project.files,
    binary: project.binary && packBinary(project.binary),
    seed,
    inputs,
    cursor: cursor === undefined ? undefined : Math.max(0, Math.round(cursor)),
    view: whole && [whole.start, whole.end],
  });
  const packed = deflateSync(new TextEncoder().encode(json), { level: 9 });
  const bytes = new Uint8Array(packed.length + 4);
  new DataView(bytes.buffer).setUint32(0, checksum(packed));
  bytes.set(packed, 4);
  const text = `${VERSION}.${toBase64Url(bytes)}`;
  if (text.length <= MAX_LINK) return { ok: true, value: text };
  const message = `This project needs a link of ${thousands(text.length)} characters; ${thousands(MAX_LINK)} is the most that travels safely. Export it as a zip instead.`;
  return { ok: false, message };
}

/** Unpacks what stands behind "#share=". Never throws. */
export function unpackShare(text: string): ShareResult<Shared> {
  const match = /^(\d{1,4})\.(.*)$/s.exec(text);
  if (!match) return { ok: false, message: DAMAGED };
  if (match[1] !== VERSION) {
    return {
      ok: false,
      message: `This link was made by a newer Tickless (version ${match[1]} of links; this page knows ${VERSION}).`,
    };
  }
  const value = readShared(unpackJson(match[2] as string));
  return value ? { ok: true, value } : { ok: false, message: DAMAGED };
}

function unpackJson(text: string): unknown {
  const bytes = fromBase64Url(text);
  if (!bytes || bytes.length < 5) return undefined;
  const packed = bytes.subarray(4);
  if (new DataView(bytes.buffer).getUint32(0) !== checksum(packed)) return undefined;
  const unpacked = inflateAtMost(packed, MAX_UNPACKED);
  const json = unpacked && textOf(unpacked);
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function readShared(value: unknown): Shared | undefined {
  const project = readProjectFiles(value);
  if (!project) return undefined;
  const { seed, inputs, cursor, view } = value as Record<string, unknown>;
  if (!isWhole(seed) || !Array.isArray(inputs) || !inputs.every(isInput)) return undefined;
  if (cursor !== undefined && !isWhole(cursor)) return undefined;
  if (view !== undefined && !isSpan(view)) return undefined;
  return { project, seed, inputs, cursor, view: view && { start: view[0], end: view[1] } };
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isSpan = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isWhole) && (value[0] as number) < (value[1] as number);

function isInput(value: unknown): value is Input {
  if (!isRecord(value) || !isWhole(value["time"])) return false;
  if (value["kind"] === "serial") {
    return typeof value["text"] === "string" && ["string", "undefined"].includes(typeof value["board"]);
  }
  const { kind, part, control, pin } = value;
  if (kind === "pin") {
    return typeof part === "string" && typeof pin === "string" && [0, 1, "z"].some((level) => level === value["value"]);
  }
  return (
    kind === "control" && typeof part === "string" && typeof control === "string" && Number.isFinite(value["value"])
  );
}

const thousands = (count: number): string => count.toLocaleString("en");
