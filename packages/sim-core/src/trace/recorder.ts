import type { Nanos } from "../time.js";
import { Trace } from "./trace.js";
import { Track, type TrackKind, type Value } from "./track.js";

/** How far the recording had come: rows of each track. */
export interface RecorderMark {
  readonly sequence: number;
  readonly rows: Readonly<Record<string, number>>;
}

/** Writes a track; the time of a row is the simulation's. */
export interface TrackWriter {
  readonly name: string;
  /** False: nothing is recorded. */
  readonly enabled: boolean;
  /** Appends a row of the kind's columns at the present time. */
  write(...values: Value[]): void;
  /** Appends a row that began earlier (a transfer is written when it ends). Times within a track must not decrease. */
  writeAt(time: Nanos, ...values: Value[]): void;
}

/** The only writer of a Trace. */
export class Recorder {
  readonly trace = new Trace();
  /** Called after each row. */
  onRow: (() => void) | undefined = undefined;
  private sequence = 0;

  /** `enabled` false: tracks are declared and stay empty. */
  constructor(
    private readonly now: () => Nanos,
    readonly enabled = true,
  ) {}

  /** Declares a track; all are declared before the simulation starts. */
  track(name: string, kind: TrackKind): TrackWriter {
    const track = new Track(name, kind);
    this.trace.add(track);
    const { enabled } = this;
    if (!enabled) return { name, enabled, write: () => undefined, writeAt: () => undefined };
    return {
      name,
      enabled,
      write: (...values) => this.append(track, this.now(), values),
      writeAt: (time, ...values) => this.append(track, time, values),
    };
  }

  /** How many rows were written so far, of all tracks. */
  get rows(): number {
    return this.sequence;
  }

  private append(track: Track, time: Nanos, values: readonly Value[]): void {
    track.append(time, this.sequence++, values);
    this.onRow?.();
  }

  mark(): RecorderMark {
    const rows = Object.fromEntries(this.trace.tracks.map((track) => [track.name, track.rows]));
    return { sequence: this.sequence, rows };
  }

  /** Forgets everything recorded after the mark. */
  rewind(mark: RecorderMark): void {
    this.sequence = mark.sequence;
    for (const track of this.trace.tracks) track.truncate(mark.rows[track.name] ?? 0);
  }
}
