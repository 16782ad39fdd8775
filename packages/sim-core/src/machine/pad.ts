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
export type PinFunction = "none" | "sio" | "pwm" | "i2c" | "spi" | "uart" | "analog" | "dac" | "pio0" | "pio1";

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
  /** What each PIO block would make of it: driven low or high, -1 not driven. */
  pio: [-1 | 0 | 1, -1 | 0 | 1];
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
    pio: [-1, -1],
    tapped: false,
  };
}

export function modeOf(pad: PadState): number {
  if (pad.func === "analog") return PIN_ANALOG;
  if (pad.func !== "sio") return PIN_ALT;
  if (pad.openDrain) return PIN_OPEN_DRAIN;
  return pad.oe ? PIN_OUT : PIN_IN;
}

/** Numbers of the functions PIO0 and PIO1. */
export const ALT_PIO = [6, 7] as const;

export const isPio = (func: PinFunction): boolean => func === "pio0" || func === "pio1";

/** The level that a pin of no other peripheral is driven to; -1: it is not driven. */
export function drivenLevel({ func, oe, out, pio }: PadState): -1 | 0 | 1 {
  if (func === "pio0") return pio[0];
  if (func === "pio1") return pio[1];
  return func === "sio" && oe ? out : -1;
}

/** The bit of the output register. */
export const latchOf = (pad: PadState): 0 | 1 => (pad.openDrain ? (pad.oe ? 0 : 1) : pad.out);

export function latch(pad: PadState, value: 0 | 1): void {
  if (pad.openDrain) pad.oe = value === 0;
  else pad.out = value;
}

export type PadRegister = "out" | "oe";

/** Its bit in the registers of all pins. Open drain is made of the enable on the RP2040, and a setting of its own on the ESP32. */
export function registerBit(pad: PadState, which: PadRegister, esp32: boolean): boolean {
  if (which === "out") return (esp32 ? latchOf(pad) : pad.out) === 1;
  return pad.oe || (esp32 && pad.openDrain);
}

/** Whether that changed anything. What the ESP32 enables is an output even if the pin has not been set up. */
export function setRegisterBit(pad: PadState, which: PadRegister, bit: boolean, esp32: boolean): boolean {
  if (registerBit(pad, which, esp32) === bit) return false;
  const value = bit ? 1 : 0;
  if (which === "out" && esp32) latch(pad, value);
  else if (which === "out") pad.out = value;
  else {
    pad.oe = bit;
    if (esp32) pad.openDrain = false;
    if (esp32 && pad.func === "none") pad.func = "sio";
  }
  return true;
}

export function pullDrive(pulls: number, supplyVolts: number, ohms: number): Drive {
  if (pulls === (PULL_UP | PULL_DOWN)) return pull(supplyVolts / 2, ohms / 2);
  if (pulls === 0) return HIGH_Z;
  return pull(pulls === PULL_UP ? supplyVolts : 0, ohms);
}
