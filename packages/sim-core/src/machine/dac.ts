import { analog } from "../net.js";
import { EINVAL } from "./errno.js";
import type { Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";

/*
 * Digital-to-analog converters of the ESP32 (technical reference manual, 29.5): 8 bits of the supply, at GPIO25 and GPIO26.
 *
 * Not modelled: the cosine generator, DMA, settling, that the output does not quite reach the supply.
 */

const STEPS = 255;
/** Of the output; an estimate. */
const OUTPUT_OHMS = 500;

export type DacState = Record<string, never>;

export class DacUnit {
  constructor(
    private readonly ctx: McuContext<DacState>,
    private readonly gpio: Gpio,
  ) {}

  static initialState(): DacState {
    return {};
  }

  /** Takes the pin and drives a voltage of 0 to 255 of 255 of the supply. Returns 0, or -EINVAL: the pin has none. */
  write(gpio: number, value: number): number {
    const { gpios, supplyVolts } = this.ctx.spec;
    if (gpios.find((other) => other.gpio === gpio)?.dac === undefined || value < 0 || value > STEPS) return -EINVAL;
    this.gpio.acquire(gpio, "dac");
    this.gpio.drive(gpio, "dac", analog((supplyVolts * value) / STEPS, OUTPUT_OHMS));
    return 0;
  }
}
