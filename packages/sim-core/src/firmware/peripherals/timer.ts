import { ms } from "../../time.js";
import type { Processor } from "../processor.js";
import { checked } from "./errors.js";

export interface TimerOptions {
  /** Milliseconds, or `freq` in Hz. */
  readonly period?: number;
  readonly freq?: number;
  readonly mode?: "periodic" | "one-shot";
  readonly hard?: boolean;
  /** A plain function. */
  readonly callback: (timer: Timer) => void;
}

/** A virtual timer, as `machine.Timer`. A hard one that throws does not run again. */
export class Timer {
  private running = true;

  constructor(
    private readonly cpu: Processor,
    readonly id: number,
    private readonly options: TimerOptions,
  ) {
    const { period, freq, mode = "periodic", hard = false } = options;
    const ns = freq === undefined ? ms(period ?? NaN) : 1e9 / freq;
    if (!(ns > 0)) throw new RangeError("a timer needs a period in ms or a freq in Hz");
    cpu.charge("timer_start");
    checked(cpu.mcu.timers.start(id, ns, mode === "periodic", hard));
  }

  deinit(): void {
    this.cpu.charge("timer_stop");
    this.cpu.mcu.timers.stop(this.id);
    this.running = false;
  }

  /** Calls the handler. */
  fire(): void {
    if (!this.running) return;
    try {
      return this.options.callback(this);
    } catch (error) {
      if (this.options.hard) this.deinit();
      throw error;
    }
  }
}
