import { toCsv, toPerfetto, toVcd, UsageError, type Nanos, type Trace } from "@tickless/sim-core";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ParseArgsConfig } from "node:util";
import { checkWritable, statOf } from "./files.js";

/** Files to be written of a recording; undefined: not. */
export interface ExportArguments {
  readonly vcd: string | undefined;
  readonly vcdLogic: string | undefined;
  readonly perfetto: string | undefined;
  /** A folder. */
  readonly csv: string | undefined;
}

/** The command line's options for them. */
export const EXPORT_OPTIONS = {
  vcd: { type: "string" },
  "vcd-logic": { type: "string" },
  perfetto: { type: "string" },
  csv: { type: "string" },
} as const satisfies ParseArgsConfig["options"];

type Values = { readonly [K in keyof typeof EXPORT_OPTIONS]?: string | undefined };

export const exportsOf = (values: Values): ExportArguments => ({
  vcd: values.vcd,
  vcdLogic: values["vcd-logic"],
  perfetto: values.perfetto,
  csv: values.csv,
});

/** What is exported, and what its files tell of where it comes from. */
export interface ExportSource {
  readonly trace: Trace;
  readonly end: Nanos;
  readonly name: string;
  readonly seed: number;
}

/** Writes the files asked for. Throws UsageError. */
export function writeExports(
  { vcd, vcdLogic, perfetto, csv }: ExportArguments,
  source: ExportSource,
  cwd: string,
): void {
  const { trace, end, name, seed } = source;
  const comment = `${name}, seed ${seed}`;
  if (vcd !== undefined) writePieces("--vcd", vcd, toVcd(trace, { end, levels: "simulated", comment }), cwd);
  if (vcdLogic !== undefined)
    writePieces("--vcd-logic", vcdLogic, toVcd(trace, { end, levels: "logic", comment }), cwd);
  if (perfetto !== undefined)
    writePieces("--perfetto", perfetto, toPerfetto(trace, { end, about: { name, seed } }), cwd);
  if (csv !== undefined) writeTables(csv, trace, cwd);
}

/** Looks whether they can be written, before there is anything to write. Throws UsageError. */
export function checkExports({ vcd, vcdLogic, perfetto, csv }: ExportArguments, cwd: string): void {
  const files = { "--vcd": vcd, "--vcd-logic": vcdLogic, "--perfetto": perfetto };
  for (const [option, file] of Object.entries(files)) if (file !== undefined) checkWritable(option, file, cwd);
  if (csv !== undefined) checkFolder(csv, cwd);
}

function checkFolder(csv: string, cwd: string): void {
  if (csv === "") throw new UsageError("--csv: which folder?");
  const there = statOf(resolve(cwd, csv), `--csv: ${csv}`);
  if (there && !there.isDirectory()) throw new UsageError(`--csv: ${csv} is no folder`);
}

/** A file for each track that has rows. */
function writeTables(folder: string, trace: Trace, cwd: string): void {
  const option = "--csv";
  checkFolder(folder, cwd);
  guarded(option, () => mkdirSync(resolve(cwd, folder), { recursive: true }));
  const names = new Set<string>();
  for (const track of trace.tracks) {
    if (track.rows === 0) continue;
    // A name from elsewhere is no path, and not all systems tell capitals.
    const stem = track.name.replaceAll(/[^\w.+-]/g, "_");
    let name = stem;
    for (let n = 2; names.has(name.toLowerCase()); n++) name = `${stem}-${n}`;
    names.add(name.toLowerCase());
    writePieces(option, join(folder, `${name}.csv`), toCsv(track), cwd);
  }
}

/** Writes a file piece by piece. Throws UsageError, in which `option` is what asked for it. */
export function writePieces(option: string, file: string, pieces: Iterable<string | Uint8Array>, cwd: string): void {
  checkWritable(option, file, cwd);
  guarded(option, () => {
    const descriptor = openSync(resolve(cwd, file), "w");
    try {
      for (const piece of pieces) {
        if (typeof piece === "string") writeSync(descriptor, piece);
        else writeSync(descriptor, piece);
      }
    } finally {
      closeSync(descriptor);
    }
  });
}

function guarded(option: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${option}: ${message}`);
  }
}
