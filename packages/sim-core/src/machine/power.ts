import { EINVAL } from "./errno.js";
import type { McuContext } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";

/*
 * Clock and sleep: RP2040 datasheet 2.15 (clocks), 2.18 (PLL), 2.11 (power). The CPU's frequency is one that the system PLL
 * can make exactly, found as the SDK's `check_sys_clock_khz` does.
 *
 * The clock of the peripherals is the CPU's after reset; a change of the CPU's moves it to the USB clock, 48 MHz.
 *
 * Not modelled: the ring oscillator's speed after reset, the time that the PLL takes to lock, supply current, brown-out.
 */

const CRYSTAL_KHZ = 12_000;
const VCO_MIN_KHZ = 750_000;
const VCO_MAX_KHZ = 1_600_000;
const USB_HZ = 48_000_000;
const ESP32_MHZ = [20, 40, 80, 160, 240];
/** The ESP32's peripherals have 80 MHz, or the CPU's clock when that is slower (technical reference manual, 3.2.4). */
const apbHz = (hz: number): number => Math.min(hz, 80_000_000);

export interface PowerState {
  hz: number;
  peripheralHz: number;
  asleep: boolean;
}

export class Power {
  /** `changed` is called after the frequency changed, `slept` when sleep begins or ends. */
  constructor(
    private readonly ctx: McuContext<PowerState>,
    private readonly changed: () => void,
    private readonly slept: (asleep: boolean) => void,
  ) {}

  static initialState(spec: McuSpec): PowerState {
    return { hz: spec.clockHz, peripheralHz: spec.port === "rp2" ? spec.clockHz : apbHz(spec.clockHz), asleep: false };
  }

  /** The CPU's clock. */
  get hz(): number {
    return this.ctx.state.hz;
  }

  /** The clock of the UARTs. */
  get peripheralHz(): number {
    return this.ctx.state.peripheralHz;
  }

  get asleep(): boolean {
    return this.ctx.state.asleep;
  }

  /**
   * Returns 0, or -EINVAL when the chip cannot make the frequency. Only whole kHz count. The
   * peripherals' clock becomes that of USB, or the same.
   */
  setFrequency(hz: number, peripheralsToo = false): number {
    const khz = Math.floor(hz / 1000);
    const possible = this.ctx.spec.port === "rp2" ? pllMakes(khz) : ESP32_MHZ.includes(hz / 1e6);
    if (!possible) return -EINVAL;
    this.ctx.state.hz = khz * 1000;
    const rp2 = this.ctx.spec.port === "rp2";
    this.ctx.state.peripheralHz = rp2 ? (peripheralsToo ? khz * 1000 : USB_HZ) : apbHz(khz * 1000);
    this.changed();
    return 0;
  }

  /** For the length of a `lightsleep` or `deepsleep`: PWM stands still and the serial console is off. */
  setAsleep(asleep: boolean): void {
    if (this.ctx.state.asleep === asleep) return;
    this.ctx.state.asleep = asleep;
    this.slept(asleep);
  }

  /** A time that the datasheet or a measurement gives at `spec.clockHz`, at the present clock; at least 1 ns. */
  scale(ns: number): number {
    const { hz } = this.ctx.state;
    const { clockHz } = this.ctx.spec;
    return hz === clockHz ? ns : Math.max(1, Math.round((ns * clockHz) / hz));
  }

  reset(): void {
    this.ctx.state = Power.initialState(this.ctx.spec);
  }
}

/** Whether crystal * feedback / (divider 1 * divider 2) can be this, with the oscillator in its range. */
function pllMakes(khz: number): boolean {
  for (let feedback = 16; feedback <= 320; feedback++) {
    const vco = feedback * CRYSTAL_KHZ;
    if (vco < VCO_MIN_KHZ || vco > VCO_MAX_KHZ) continue;
    for (let first = 1; first <= 7; first++) {
      for (let second = 1; second <= first; second++) if (vco === khz * first * second) return true;
    }
  }
  return false;
}
