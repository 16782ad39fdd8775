import { ms, type Nanos } from "../time.js";
import type { TrackWriter } from "../trace/index.js";
import type { McuContext } from "./mcu-context.js";

/** Rows are at least so far apart: to count a heap takes its time, and a finer curve says no more. */
const PAUSE: Nanos = ms(20);

export interface HeapLogState {
  /** No look before this time. */
  next: Nanos;
  /** Bytes in the last row. */
  used: number;
}

/** How much of its heap the program has in use, garbage included: the track `<mcu>.heap`. */
export class HeapLog {
  private readonly track: TrackWriter;

  constructor(private readonly ctx: McuContext<HeapLogState>) {
    this.track = ctx.output("heap", "heap");
  }

  static initialState(): HeapLogState {
    return { next: 0, used: -1 };
  }

  /** Counts and writes, if it is time to. */
  look(count: () => number): void {
    const { now, state } = this.ctx;
    if (now < state.next || !this.track.enabled) return;
    state.next = now + PAUSE;
    const used = count();
    if (used !== state.used) this.track.write((state.used = used));
  }
}
