import type { Nanos } from "../time.js";
import type { McuContext } from "./mcu-context.js";

/*
 * Real-time clock: RP2040 datasheet 4.8. Keeps its time over every reset but power-on.
 *
 * Not modelled: alarms, drift against the CPU's clock (they are one).
 */

/**
 * What it shows at power-on: Thursday, 2024-02-29, 13:57:42. Fixed, because a run may not depend on the host's clock, and
 * odd, so that clocks that are mixed up show: neither midnight nor an epoch, and a leap day.
 */
export const RTC_AT_POWER_ON = 1_709_215_062;

export interface RtcState {
  /** Seconds since 1970-01-01 that it showed when the board's clock showed `setAt`. */
  seconds: number;
  setAt: Nanos;
  /** What programs keep in its memory (`machine.RTC().memory()` of the ESP32). */
  memory: readonly number[];
}

export class Rtc {
  constructor(private readonly ctx: McuContext<RtcState>) {}

  static initialState(): RtcState {
    return { seconds: RTC_AT_POWER_ON, setAt: 0, memory: [] };
  }

  /** Seconds since 1970-01-01, when the board's clock shows this time; default now. */
  seconds(shown = this.ctx.clock.at(this.ctx.now)): number {
    return this.ctx.state.seconds + Math.floor((shown - this.ctx.state.setAt) / 1e9);
  }

  /** Nanoseconds within that second. */
  subsecondNs(): Nanos {
    return this.elapsed % 1e9;
  }

  /** Sets it to the beginning of a second. */
  set(seconds: number): void {
    Object.assign(this.ctx.state, { seconds: Math.floor(seconds), setAt: this.ctx.clock.at(this.ctx.now) });
  }

  get memory(): readonly number[] {
    return this.ctx.state.memory;
  }

  setMemory(bytes: ArrayLike<number>): void {
    this.ctx.state.memory = Array.from(bytes);
  }

  /** After power-on only. */
  reset(): void {
    this.setMemory([]);
    this.set(RTC_AT_POWER_ON);
  }

  private get elapsed(): Nanos {
    return this.ctx.clock.at(this.ctx.now) - this.ctx.state.setAt;
  }
}
