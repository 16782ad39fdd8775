import type { PwmSignal } from "./pwm-signal.js";

/** A wire's logic level: 0, 1, X (contention or between the thresholds) or Z (nothing drives it). */
export type Level = 0 | 1 | 2 | 3;
export const LEVEL_X: Level = 2;
export const LEVEL_Z: Level = 3;

/**
 * What a pin does to its wire: a voltage source with a series resistance; with `pwm` it alternates between `volts` and 0 V.
 * Plain data. Infinite resistance is high impedance, none is a supply.
 */
export interface Drive {
  readonly volts: number;
  readonly ohms: number;
  readonly pwm?: PwmSignal;
}

export const HIGH_Z: Drive = Object.freeze({ volts: 0, ohms: Infinity });

/** A supply rail: holds its wire whatever else is on it. */
export const supply = (volts: number): Drive => ({ volts, ohms: 0 });

/** An output stage. 40 ohm is a typical microcontroller pin at medium drive strength. */
export const strong = (volts: number, ohms = 40): Drive => ({ volts, ohms });

/** A weak pull towards a voltage. The RP2040's are 50 to 80 kilohm (datasheet 5.5.3.4). */
export const pull = (volts: number, ohms = 60_000): Drive => ({ volts, ohms });

/** An analog source behind a resistance. */
export const analog = (volts: number, ohms: number): Drive => ({ volts, ohms });

/** The logic thresholds of an input, volts. Between them an input keeps what it read last. */
export interface Thresholds {
  readonly low: number;
  readonly high: number;
}

/** 3.3 V CMOS: VIL 0.8 V, VIH 2.0 V (RP2040 datasheet, table 623). */
export const LVCMOS33: Thresholds = { low: 0.8, high: 2.0 };

/** A wire's resolved state. With `pwm`, `volts` is the high phase's and `level` follows the pulse train. */
export interface NetState {
  readonly level: Level;
  readonly volts: number;
  readonly pwm: PwmSignal | null;
}

export const sameState = (a: NetState, b: NetState): boolean =>
  a.level === b.level && a.volts === b.volts && samePwm(a.pwm, b.pwm);

export const samePwm = (a: PwmSignal | null, b: PwmSignal | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.periodNs === b.periodNs && a.highNs === b.highNs && a.startNs === b.startNs);
