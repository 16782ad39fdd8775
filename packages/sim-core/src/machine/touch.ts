import { EINVAL } from "./errno.js";
import type { McuContext } from "./mcu-context.js";

/*
 * Capacitive touch sensors of the ESP32 (technical reference manual, chapter 29.3). Each is a control of the board, `touch<n>` with n
 * the GPIO: what it counts, which is less while a finger is near.
 *
 * Not modelled: what is wired to the pin, the interrupt of a threshold other than waking (wake.ts), the time of a measurement.
 */

/** Of a pin with nothing on it; a finger brings it below about 200. */
export const TOUCH_AT_REST = 600;
const TOUCH_MAX = 1023;

export interface TouchState {
  /** By GPIO. */
  counts: Record<number, number>;
  /** Below which a sensor counts as touched, by GPIO. */
  thresholds: Record<number, number>;
}

export class TouchUnit {
  /** Called when a sensor counts something else. */
  onChange: () => void = () => undefined;

  constructor(private readonly ctx: McuContext<TouchState>) {
    for (const { gpio, touch } of ctx.spec.gpios) {
      if (touch === undefined) continue;
      const range = { min: 0, max: TOUCH_MAX, initial: TOUCH_AT_REST, step: 1 };
      const description = `What TouchPad(${gpio}) reads: about ${TOUCH_AT_REST} at rest, below 200 while touched.`;
      ctx.control(`touch${gpio}`, { ...range, description }, (count) => {
        ctx.state.counts[gpio] = count;
        this.onChange();
      });
    }
  }

  static initialState(): TouchState {
    return { counts: {}, thresholds: {} };
  }

  /** Whether any sensor counts less than its threshold. */
  get touched(): boolean {
    return Object.entries(this.ctx.state.thresholds).some(([gpio, threshold]) => this.read(Number(gpio)) < threshold);
  }

  setThreshold(gpio: number, threshold: number): void {
    this.ctx.state.thresholds[gpio] = threshold;
  }

  /** What is near the sensors stays there. */
  reset(): void {
    this.ctx.state.thresholds = {};
  }

  /** -EINVAL: the pin has no sensor. */
  read(gpio: number): number {
    if (this.ctx.spec.gpios.find((other) => other.gpio === gpio)?.touch === undefined) return -EINVAL;
    return this.ctx.state.counts[gpio] ?? TOUCH_AT_REST;
  }
}
