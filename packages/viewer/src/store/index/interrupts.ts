import type { Nanos, PackedRows, Track } from "@tickless/sim-core";
import { Pages } from "../pages.js";
import { StopReader, type Stop } from "./program.js";
import { TrackIndex } from "./track-index.js";

/** Calls of one handler, which follow each other. */
export interface SourceCalls {
  readonly source: string;
  readonly starts: Pages<Float64Array>;
  /** Infinity: not yet. */
  readonly ends: Pages<Float64Array>;
}

const HARD = " hard";

/**
 * Calls of interrupt handlers. A hard handler runs on top of a soft one; others do not nest. So a call that begins where it
 * could not tells that those below it never returned: the chip was reset.
 */
export class InterruptIndex extends TrackIndex {
  /** In order of first call. */
  readonly sources: SourceCalls[] = [];
  private readonly bySource = new Map<string, SourceCalls>();
  /** Handlers that run after each row. */
  private readonly depths = new Pages(Uint8Array);
  private readonly running: string[] = [];
  private readonly reader: StopReader;

  constructor(
    track: Track,
    private readonly stops: readonly Stop[],
  ) {
    super(track);
    this.reader = new StopReader(stops, ({ time, reset }) => reset && this.closeTo(0, time));
  }

  /** All rows of the board up to now have come. */
  settle(): void {
    this.reader.before(Infinity);
  }

  protected override index({ base, offsets, sequences, rows, columns }: PackedRows): void {
    const [sources, phases] = columns as readonly [readonly string[], Uint8Array];
    for (let index = 0; index < rows; index++) {
      const time = base + (offsets[index] as number);
      const source = sources[index] as string;
      this.reader.before(sequences[index] as number);
      if (phases[index] === 1) this.enter(source, time);
      else this.leave(source, time);
      this.depths.push(this.running.length);
    }
  }

  override valueAt(time: Nanos): number {
    const row = this.rows.at(time);
    if (row < 0) return NaN;
    if (this.depths.get(row) === 0) return 0;
    const sequence = this.rows.sequence(row);
    return this.stops.some((stop) => stop.reset && stop.time <= time && stop.sequence > sequence) ? 0 : 1;
  }

  private enter(source: string, time: Nanos): void {
    const nests = source.endsWith(HARD) && !this.running.at(-1)?.endsWith(HARD);
    this.closeTo(nests ? 1 : 0, time);
    let calls = this.bySource.get(source);
    if (!calls) {
      calls = { source, starts: new Pages(Float64Array), ends: new Pages(Float64Array) };
      this.bySource.set(source, calls);
      this.sources.push(calls);
    }
    calls.starts.push(time);
    calls.ends.push(Infinity);
    this.running.push(source);
  }

  private leave(source: string, time: Nanos): void {
    const depth = this.running.lastIndexOf(source);
    if (depth >= 0) this.closeTo(depth, time);
  }

  private closeTo(depth: number, time: Nanos): void {
    for (const source of this.running.splice(depth)) {
      const { ends } = this.bySource.get(source) as SourceCalls;
      ends.set(ends.length - 1, time);
    }
  }
}
