import { Trace, Track, type Nanos } from "@tickless/sim-core";
import { packTrack } from "tickless/recording/columns";
import { checkFingerprint, readRecording, writeRecording } from "tickless/recording/recording";

/*
 * Recordings as files.
 */

/** Most ns between two edges: as in a pulse train of a kilohertz that somebody dims. */
const GAP = 1_000_000;
/** Most rows of other tracks between two of them. */
const OTHERS = 4;

/** A pin that changes so many times, irregularly. */
export function pinTrack(edges: number): Track {
  const track = new Track("pico.GP0", "digital");
  let [time, sequence, noise]: [Nanos, number, number] = [0, 0, 1];
  for (let row = 0; row < edges; row++) {
    noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
    time += 1 + ((noise >>> 8) % GAP);
    sequence += 1 + ((noise >>> 4) % OTHERS);
    track.append(time, sequence, [row & 1]);
  }
  return track;
}

/** Bytes a row takes in the file, before compression. */
export const bytesPerRow = (track: Track): number => packTrack(track).length / track.rows;

/** The file of a recording that has this track alone. */
export function fileOf(track: Track): Uint8Array {
  const trace = new Trace();
  trace.add(track);
  const end = track.time(track.rows - 1);
  const made = { program: "tickless", engine: "none", name: "bench", main: "/main.py" };
  const run = { seed: 1, end, until: end, ended: "limit", options: { scenario: "none" }, inputs: [] };
  return writeRecording({ ...made, ...run }, {}, trace);
}

/** Reads the file and checks all of it, as the command line does. */
export const openFile = (file: Uint8Array): void => checkFingerprint(readRecording(file));
