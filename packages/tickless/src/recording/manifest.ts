import { TRACK_KINDS, type TrackKind } from "@tickless/sim-core";
import * as v from "valibot";
import { heap, text, whole } from "../schemas.js";

/* What a recording says of itself: `manifest.json`. */

const time = whole(0);
/** It is shown in terminals, to which control characters are commands. */
const line = v.pipe(text, v.regex(/^\P{Cc}{0,500}$/u, "expected a line of text"));
/** A name as a manifest may have it. */
export const oneLine = (name: string): string => name.replaceAll(/\p{Cc}+/gu, " ").slice(0, 500);
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, "expected 32 hex digits"));

/** Something that was done to the board while it ran; see `Input`. */
const inputTime = { time, rows: v.optional(whole(0)) };
const InputSchema = v.variant("kind", [
  v.object({
    ...inputTime,
    kind: v.literal("control"),
    part: text,
    control: text,
    value: v.pipe(v.number(), v.finite()),
  }),
  v.object({ ...inputTime, kind: v.literal("pin"), part: text, pin: text, value: v.picklist([0, 1, "z"]) }),
  v.object({ ...inputTime, kind: v.literal("serial"), text, board: v.optional(text) }),
]);

const ManifestSchema = v.object({
  format: v.literal("tickless"),
  /** Of the format. */
  version: whole(1),
  /** What made it: name and version of this program, and of the engine. */
  program: line,
  engine: line,
  /** The project's name, and its program's path on the board. */
  name: line,
  main: line,
  seed: whole(0),
  /** How far it goes, ns, and how far it was to go. */
  end: time,
  until: time,
  /** Why it goes no further: how the run ended, or "limit" or "interrupted"; "test": a test let time pass no further. */
  ended: line,
  /** What was said on the command line instead of in the project. */
  options: v.object({
    cpuTime: v.optional(v.boolean()),
    heapBytes: v.optional(heap),
    board: v.optional(line),
    /** The file of the scenario that was played, among the project's; or "none". */
    scenario: line,
  }),
  /** In order of time. */
  inputs: v.array(InputSchema),
  /** Paths of the project's files. */
  files: v.array(line),
  tracks: v.array(
    v.object({
      name: line,
      kind: v.picklist(Object.keys(TRACK_KINDS) as TrackKind[]),
      rows: whole(0),
      file: line,
    }),
  ),
  fingerprint: hash,
});

export type Manifest = v.InferOutput<typeof ManifestSchema>;

/** Throws an Error with the first thing that is wrong, for people. */
export function readManifest(json: string, known: number): Manifest {
  const value = parseJson(json);
  const format = v.safeParse(v.object({ format: v.literal("tickless"), version: whole(1) }), value);
  if (!format.success) throw new Error("its manifest is not that of a recording");
  const { version } = format.output;
  if (version !== known) {
    const writer = version > known ? "a newer version wrote it" : "an older version wrote it, record it anew";
    throw new Error(`it has format ${version}, and this program knows ${known}: ${writer}`);
  }
  const result = v.safeParse(ManifestSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`its manifest is damaged: ${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new Error("its manifest is damaged: it is not JSON");
  }
}
