import type { Timer } from "../device.js";
import { ms, type Nanos } from "../time.js";
import { EINVAL } from "./errno.js";
import type { McuContext } from "./mcu-context.js";

/*
 * Watchdog: RP2040 datasheet 4.7. Once started it can only be fed, or restarted with another time; a soft reset leaves it
 * running.
 *
 * Not modelled: scratch registers, pausing in debug mode, choice of what it resets.
 */

export interface WatchdogState {
  /** 0: not started. */
  timeout: Nanos;
}

export class Watchdog {
  private readonly timer: Timer;

  constructor(private readonly ctx: McuContext<WatchdogState>) {
    this.timer = ctx.timer(() => ctx.requestReset("watchdog"));
  }

  static initialState(): WatchdogState {
    return { timeout: 0 };
  }

  get armed(): boolean {
    return this.ctx.state.timeout > 0;
  }

  /** Returns 0, or -EINVAL when the counter cannot hold it. */
  start(timeoutMs: number): number {
    if (!(timeoutMs >= 1 && timeoutMs <= this.ctx.spec.watchdogMaxMs)) return -EINVAL;
    this.ctx.state.timeout = ms(timeoutMs);
    this.feed();
    return 0;
  }

  feed(): void {
    const { clock, now, state } = this.ctx;
    if (this.armed) this.timer.startAt(clock.after(now, state.timeout));
  }

  reset(): void {
    this.timer.stop();
    this.ctx.state = Watchdog.initialState();
  }
}
