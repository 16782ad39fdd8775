import { HIGH_Z, pull, type Drive } from "../net.js";
import type { McuSpec } from "./mcu-spec.js";

/* What one GPIO is set to; see gpio.ts. */

export const PIN_IN = 0;
export const PIN_OUT = 1;
export const PIN_OPEN_DRAIN = 2;
export const PIN_ALT = 3;
export const PIN_ANALOG = 4;

export const PULL_UP = 1;
export const PULL_DOWN = 2;

export const IRQ_LOW_LEVEL = 1;
export const IRQ_HIGH_LEVEL = 2;
export const IRQ_FALLING = 4;
export const IRQ_RISING = 8;

/** The function select's reset value: no function (datasheet table 2.19.2). */
export const NO_FUNCTION = 31;
export type PinFunction = "none" | "sio" | "pwm" | "i2c" | "spi" | "uart" | "analog" | "dac";

/** One pin. `out` and `oe` are the SIO's GPIO_OUT and GPIO_OE bits; open drain is `oe` alone, with `out` at 0. */
export interface PadState {
  func: PinFunction;
  /** Number of an ALT function that is not modelled, for the pin's printed form; NO_FUNCTION: none. */
  alt: number;
  out: 0 | 1;
  oe: boolean;
  openDrain: boolean;
  pull: number;
  trigger: number;
  hard: boolean;
  /** The SPI controller or UART that has the pin drives it. */
  driven: boolean;
  /** Somebody besides the interrupt logic wants to know of edges. */
  tapped: boolean;
  /** The level that edges are compared with. */
  input: 0 | 1;
  /** What the tracks show. */
  shown: { level: number; periodNs: number; highNs: number; startNs: number; volts: number };
}

export function padAfterReset(spec: McuSpec, index: number): Omit<PadState, "input" | "shown"> {
  const pulls = spec.gpios[index]?.resetPull ?? (spec.port === "rp2" ? PULL_DOWN : 0);
  return {
    func: "none",
    alt: NO_FUNCTION,
    out: 0,
    oe: false,
    openDrain: false,
    pull: pulls,
    trigger: 0,
    hard: false,
    driven: false,
    tapped: false,
  };
}

export function modeOf(pad: PadState): number {
  if (pad.func === "analog") return PIN_ANALOG;
  if (pad.func !== "sio") return PIN_ALT;
  if (pad.openDrain) return PIN_OPEN_DRAIN;
  return pad.oe ? PIN_OUT : PIN_IN;
}

/** The bit of the output register. */
export const latchOf = (pad: PadState): 0 | 1 => (pad.openDrain ? (pad.oe ? 0 : 1) : pad.out);

export function pullDrive(pulls: number, supplyVolts: number, ohms: number): Drive {
  if (pulls === (PULL_UP | PULL_DOWN)) return pull(supplyVolts / 2, ohms / 2);
  if (pulls === 0) return HIGH_Z;
  return pull(pulls === PULL_UP ? supplyVolts : 0, ohms);
}
