import type { Nanos } from "../time.js";
import { Cursor } from "./cursor.js";
import { fingerprint } from "./fingerprint.js";
import type { Track } from "./track.js";

/** A control without a row: nothing ever happened to it. */
export const isUntouched = (track: Track): boolean => track.kind === "control" && track.rows === 0;

/** The columns of what happened: every track, by name. Known at time 0; rows are only ever appended. */
export class Trace {
  private readonly byName = new Map<string, Track>();

  add(track: Track): void {
    if (this.byName.has(track.name)) throw new Error(`track '${track.name}' is declared twice`);
    this.byName.set(track.name, track);
  }

  get(name: string): Track | undefined {
    return this.byName.get(name);
  }

  /** All tracks, sorted by name, whatever the order of declaration. */
  get tracks(): Track[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get rows(): number {
    return this.tracks.reduce((sum, track) => sum + track.rows, 0);
  }

  /** A reading position at `t`. */
  at(t: Nanos): Cursor {
    return new Cursor(this, t);
  }

  /**
   * 32 hex digits that are equal when, and only when, everything observable was equal. A control that was never set (a fault
   * that never was) leaves no mark, so that a part may learn to break without every run being another one.
   */
  fingerprint(): string {
    return fingerprint(this.tracks.filter((track) => !isUntouched(track)));
  }
}
