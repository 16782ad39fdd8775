import type { Nanos } from "../../time.js";
import type { McuContext } from "../mcu-context.js";
import type { PioState } from "./state.js";

/*
 * Cycles of the system's clock, counted from an epoch. The clock is a whole number of kilohertz, so that as many cycles as that are a
 * millisecond, and no error adds up.
 */

const MILLISECOND = 1e6;

export class CycleClock {
  constructor(private readonly ctx: McuContext<PioState>) {}

  /** When a cycle begins. */
  timeOf(cycle: number): Nanos {
    return this.ctx.clock.when(this.ctx.state.epoch + this.nsTo(cycle));
  }

  /** The last cycle that has begun. */
  get cycle(): number {
    const { clock, now, state } = this.ctx;
    if (state.stoppedAt >= 0) return state.stoppedAt;
    const passed = clock.at(now) - state.epoch;
    const whole = Math.floor(passed / MILLISECOND);
    let cycle = whole * state.khz + Math.floor(((passed - whole * MILLISECOND) * state.khz) / MILLISECOND);
    while (this.nsTo(cycle + 1) <= passed) cycle++;
    while (this.nsTo(cycle) > passed) cycle--;
    return cycle;
  }

  /** Length of cycles, ns, not rounded. */
  length(cycles: number): number {
    return this.ctx.clock.length((cycles * MILLISECOND) / this.ctx.state.khz);
  }

  /** Goes on from this cycle, at this frequency. */
  restartAt(cycle: number, khz: number): void {
    const { state, clock, now } = this.ctx;
    state.khz = khz;
    state.epoch = clock.at(now) - this.nsTo(cycle);
  }

  /** Nanoseconds of the board's clock from the epoch to a cycle, rounded up: what happens at that time is in the cycle. */
  private nsTo(cycle: number): Nanos {
    const { khz } = this.ctx.state;
    const whole = Math.floor(cycle / khz);
    return whole * MILLISECOND + Math.ceil(((cycle - whole * khz) * MILLISECOND) / khz);
  }
}
