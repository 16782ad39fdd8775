import type { Nanos } from "../time.js";

/**
 * A part that answers on I2C (NXP UM10204), at byte level. Calls come at the virtual time at which the ninth clock of the
 * byte ends; `stop` at the STOP condition or a repeated START.
 */
export interface I2cTarget {
  /** Whether it answers to this 7-bit address (asked at each START, so that it may change or be busy). */
  matches(address: number): boolean;
  start?(read: boolean): void;
  /** A byte from the controller; returns whether it is acknowledged. */
  write(byte: number): boolean;
  /** The next byte for the controller; `last`: it does not acknowledge it, for it wants no more. */
  read(last: boolean): number;
  /** How long it holds SCL down after the byte that has just ended (clock stretching), ns. */
  stretch?(): Nanos;
  /** Whether it holds SCL down after the byte that has just ended, for as long as this says so. */
  holds?(): boolean;
  stop?(): void;
}

/** Timing of a bus in ns; from a clock frequency by `i2cTiming`. */
export interface I2cTiming {
  /** One bit: SCL low and high. */
  readonly bit: Nanos;
  /** START condition: hold time. */
  readonly start: Nanos;
  /** Repeated START: set-up and hold time. */
  readonly restart: Nanos;
  /** STOP condition: set-up time. */
  readonly stop: Nanos;
}

/** A START, a STOP and a repeated START take about one bit time each at any standard speed (UM10204 table 10). */
export function i2cTiming(hz: number): I2cTiming {
  const bit = Math.round(1e9 / hz);
  return { bit, start: bit, restart: bit, stop: bit };
}
