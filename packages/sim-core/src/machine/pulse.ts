import type { Timer } from "../device.js";
import { us, type Nanos } from "../time.js";
import { EINVAL } from "./errno.js";
import type { Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";

/*
 * `machine.time_pulse_us` (MicroPython extmod/machine_pulse.c), from the pin's edges instead of a polling loop. A level that
 * is there already counts as a pulse that begins now.
 *
 * Not modelled: what the polling loop misses or adds (about 1 µs).
 */

export const PULSE_NEVER_BEGAN = -2;
export const PULSE_NEVER_ENDED = -1;

export interface PulseState {
  /** The pin being measured, or -1. */
  gpio: number;
  level: 0 | 1;
  timeout: Nanos;
  /** When the pulse began, by the board's clock; -1: not yet. */
  beganAt: Nanos;
  result: number;
}

export class PulseMeter {
  private readonly timer: Timer;

  constructor(
    private readonly ctx: McuContext<PulseState>,
    private readonly gpio: Gpio,
  ) {
    this.timer = ctx.timer(() => this.finish(ctx.state.beganAt < 0 ? PULSE_NEVER_BEGAN : PULSE_NEVER_ENDED));
    gpio.edgeListeners.push((pin, level) => this.edge(pin, level));
  }

  static initialState(): PulseState {
    return { gpio: -1, level: 0, timeout: 0, beganAt: -1, result: 0 };
  }

  /** Undefined while it measures; then µs, -2 (the pulse never began) or -1 (it never ended). */
  result(): number | undefined {
    return this.ctx.state.gpio >= 0 ? undefined : this.ctx.state.result;
  }

  /** Starts a measurement; one that runs is given up. Each of the two phases has `timeoutUs`. Returns 0 or -EINVAL. */
  begin(gpio: number, level: 0 | 1, timeoutUs: number): number {
    if (!this.gpio.has(gpio)) return -EINVAL;
    this.reset();
    const there = this.gpio.read(gpio) === level;
    this.ctx.state = { gpio, level, timeout: us(timeoutUs), beganAt: there ? this.clockNow : -1, result: 0 };
    this.gpio.tap(gpio, true);
    this.startTimer();
    return 0;
  }

  reset(): void {
    this.timer.stop();
    if (this.ctx.state.gpio >= 0) this.gpio.tap(this.ctx.state.gpio, false);
    this.ctx.state = PulseMeter.initialState();
  }

  private edge(gpio: number, level: 0 | 1): void {
    const { state } = this.ctx;
    const now = this.clockNow;
    if (gpio !== state.gpio) return;
    if (state.beganAt < 0 && level === state.level) {
      state.beganAt = now;
      this.startTimer();
    } else if (state.beganAt >= 0 && level !== state.level) {
      this.finish(Math.floor(now / 1e3) - Math.floor(state.beganAt / 1e3));
    }
  }

  private get clockNow(): Nanos {
    return this.ctx.clock.at(this.ctx.now);
  }

  private startTimer(): void {
    const { clock, now, state } = this.ctx;
    this.timer.startAt(clock.after(now, state.timeout));
  }

  private finish(result: number): void {
    this.reset();
    this.ctx.state.result = result;
    this.ctx.attention();
  }
}
