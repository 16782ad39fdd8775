import type { Nanos, PackedRows } from "@tickless/sim-core";
import { TrackIndex } from "./track-index.js";

/** The program of a board stopped; `reset`: the chip was reset, so that its handlers are gone too. */
export interface Stop {
  readonly time: Nanos;
  readonly sequence: number;
  readonly reset: boolean;
}

const STARTED = "started";

/** What became of a board's program (`<mcu>.program`): its tasks and handlers end without rows of their own. */
export class ProgramIndex extends TrackIndex {
  readonly stops: Stop[] = [];

  protected override index({ base, offsets, sequences, rows, columns }: PackedRows): void {
    const texts = columns[0] as readonly string[];
    for (let row = 0; row < rows; row++) {
      const text = texts[row] as string;
      if (text === STARTED) continue;
      const time = base + (offsets[row] as number);
      this.stops.push({ time, sequence: sequences[row] as number, reset: /^(reset|power off)/.test(text) });
    }
  }
}

/** Goes through the stops of a program in step with rows of another track. */
export class StopReader {
  private next = 0;

  constructor(
    private readonly stops: readonly Stop[],
    private readonly stopped: (stop: Stop) => void,
  ) {}

  /** Tells of those before the row with this sequence. */
  before(sequence: number): void {
    for (let stop = this.stops[this.next]; stop && stop.sequence < sequence; stop = this.stops[this.next]) {
      this.next++;
      this.stopped(stop);
    }
  }
}
