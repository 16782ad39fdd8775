import { toWav, UsageError } from "@tickless/sim-core";
import type { ParseArgsConfig } from "node:util";
import { wireTrack } from "../measure/wire-track.js";
import { boardOf } from "../project.js";
import { projectOfRecording } from "../recording/project.js";
import type { Recording } from "../recording/recording.js";
import { writePieces } from "./export-files.js";
import { option, wholeNumber } from "./options.js";

/** A wire to be written as sound. */
export interface SoundArguments {
  readonly file: string;
  /** "GP15", "pico:GP15", or another part's pin on the wire. */
  readonly pin: string;
  readonly rate: number;
}

/** The command line's options for it. */
export const SOUND_OPTIONS = {
  wav: { type: "string" },
  pin: { type: "string" },
  rate: { type: "string" },
} as const satisfies ParseArgsConfig["options"];

type Values = { readonly [K in keyof typeof SOUND_OPTIONS]?: string | undefined };

const DEFAULT_RATE = 44_100;
const [LOWEST_RATE, HIGHEST_RATE] = [8000, 192_000];

/** Undefined: no sound is asked for. Throws UsageError. */
export function soundOf({ wav, pin, rate }: Values): SoundArguments | undefined {
  if (wav === undefined) {
    for (const [name, value] of Object.entries({ pin, rate })) {
      if (value !== undefined) throw new UsageError(`--${name} is for --wav FILE`);
    }
    return undefined;
  }
  if (pin === undefined) throw new UsageError("--wav: of which wire? Give --pin, for example --pin pico:GP15");
  return { file: wav, pin, rate: rate === undefined ? DEFAULT_RATE : option("--rate", () => rateOf(rate)) };
}

function rateOf(text: string): number {
  const rate = wholeNumber(text);
  if (rate >= LOWEST_RATE && rate <= HIGHEST_RATE) return rate;
  throw new UsageError(`${rate} samples a second; write ${LOWEST_RATE} to ${HIGHEST_RATE}`);
}

/** Writes the file. Throws UsageError. */
export function writeSound({ file, pin, rate }: SoundArguments, recording: Recording, cwd: string): void {
  const { manifest, trace } = recording;
  const { board } = boardOf(projectOfRecording(recording), manifest.options.board);
  const boards = board.parts.filter(({ definition }) => definition.mcu).map(({ id }) => id);
  const track = option("--pin", () => wireTrack(board, boards, pin));
  writePieces("--wav", file, toWav(trace, track, { end: manifest.end, rate }), cwd);
}
