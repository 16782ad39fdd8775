import type { Simulation } from "@tickless/sim-core";
import type { BoardProgram } from "../programs.js";

/** A line of the program. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** What is written there. */
  readonly text: string;
}

/** Where a program stands: by the numbers of its tasks; 0: the program itself. */
export type Places = ReadonlyMap<number, Place>;

/** Where a board's program stands now, in lines of the project; of TypeScript that is not known. */
export function placesIn({ runners }: Simulation, programs: readonly BoardProgram[], board: string): Places {
  const { files, root = "" } = programs.find((program) => program.board === board) ?? {};
  const firmware = runners.find(({ id }) => id === board)?.firmware;
  const places = new Map<number, Place>();
  for (const { task, frames } of firmware?.where?.() ?? []) {
    for (const { file, line } of frames) {
      const text = sourceLine(files?.get(`/${file.replace(/^\//, "")}`), line);
      if (text === undefined) continue;
      places.set(task, { file: root + file.replace(/^\//, ""), line, text });
      break;
    }
  }
  return places;
}

const sourceLine = (bytes: Uint8Array | undefined, line: number): string | undefined =>
  bytes && new TextDecoder().decode(bytes).split("\n")[line - 1]?.trim();

/** "main.py:12  led.toggle()". */
export const placeText = ({ file, line, text }: Place): string => `${file}:${line}  ${text}`;
