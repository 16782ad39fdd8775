import type { Trace } from "@tickless/sim-core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readRecording, type Recording } from "../../src/recording/recording.js";
import { tickless, type Outcome } from "./cli.js";

/** Runs a project in the folder and records it there. */
export async function record(cwd: string, file: string, ...args: readonly string[]): Promise<Outcome> {
  const outcome = await tickless(cwd, ["run", ...args, "--record", file]);
  expect(outcome.stderr).not.toContain("tickless:");
  return outcome;
}

export const readFile = (cwd: string, file: string): Recording =>
  readRecording(new Uint8Array(readFileSync(join(cwd, file))));

/** Every row of a recording as one line of text, with its time. */
export function allRows(trace: Trace): { readonly time: number; readonly text: string }[] {
  return trace.tracks.flatMap((track) =>
    Array.from({ length: track.rows }, (_, row) => {
      const values = track.columnNames.map((_, column) => track.value(row, column));
      const plain = values.map((value) => (value instanceof Uint8Array ? [...value] : value));
      return { time: track.time(row), text: `${track.name} ${track.time(row)} ${JSON.stringify(plain)}` };
    }),
  );
}
