import { appendDelta, Trace, Track, type Nanos, type TraceDelta, type TrackKind } from "@tickless/sim-core";
import type { TrackInfo } from "../protocol/project.js";
import { indexOf, InterruptIndex, ProgramIndex, TaskIndex, type TrackIndex } from "./index/index.js";

const PROGRAM = ".program";

/** One run as it was recorded so far, and what is known about each track. */
export class Recording {
  readonly trace = new Trace();
  /** In the order of `tracks`. */
  readonly indexes: readonly TrackIndex[];
  /** How far the recording reaches. */
  end: Nanos = 0;
  rows = 0;
  private readonly byName = new Map<string, TrackIndex>();
  private readonly programs: readonly ProgramIndex[];
  /** What ends with a program. */
  private readonly followers: readonly (InterruptIndex | TaskIndex)[];

  constructor(
    readonly run: number,
    readonly tracks: readonly TrackInfo[],
  ) {
    const all = tracks.map(({ name, kind }) => new Track(name, kind as TrackKind));
    const programs = new Map(all.filter(isProgram).map((track) => [mcuOf(track.name), new ProgramIndex(track)]));
    this.indexes = all.map((track) => {
      this.trace.add(track);
      const program = programs.get(mcuOf(track.name));
      const index = program?.track === track ? program : indexOf(track, program?.stops ?? []);
      this.byName.set(track.name, index);
      return index;
    });
    this.programs = [...programs.values()];
    this.followers = this.indexes.filter((index) => index instanceof InterruptIndex || index instanceof TaskIndex);
  }

  append(delta: TraceDelta): void {
    appendDelta(this.trace, delta);
    const isFirst = ({ name }: { readonly name: string }): boolean => this.byName.get(name) instanceof ProgramIndex;
    for (const group of [delta.tracks.filter(isFirst), delta.tracks.filter((track) => !isFirst(track))]) {
      for (const { name, chunks } of group) this.appendTo(this.byName.get(name) as TrackIndex, chunks);
    }
    if (this.programs.length > 0) for (const follower of this.followers) follower.settle();
    this.end = Math.max(this.end, delta.end);
  }

  get(name: string): TrackIndex | undefined {
    return this.byName.get(name);
  }

  /** The track of this name if it is of this kind. */
  find<T extends TrackIndex>(kind: abstract new (...args: never[]) => T, name: string | undefined): T | undefined {
    const index = name === undefined ? undefined : this.byName.get(name);
    return index instanceof kind ? index : undefined;
  }

  private appendTo(index: TrackIndex, chunks: TraceDelta["tracks"][number]["chunks"]): void {
    for (const packed of chunks) {
      index.append(packed);
      this.rows += packed.rows;
    }
  }
}

const isProgram = ({ name, kind }: Track): boolean => kind === "marker" && name.endsWith(PROGRAM);

/** The part before the track's own name. */
const mcuOf = (name: string): string => name.slice(0, name.lastIndexOf("."));
