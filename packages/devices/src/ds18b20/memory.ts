/** What a thermometer of the DS18B20's family has in its scratchpad and EEPROM. */
import { ms, type Nanos } from "@tickless/sim-core";
import { crc8 } from "./rom.js";

/** Family code of the DS18S20, which counts half degrees and has no choice of resolution. */
const DS18S20 = 0x10;
/** Longest conversion: 12 bits. Each bit less takes half of the time. */
const LONGEST: Nanos = ms(750);
export const MOST_BITS = 12;
/** TH, TL and configuration as delivered: 75 and 70 °C, 12 bits. */
export const FACTORY: readonly [number, number, number] = [0x4b, 0x46, 0x7f];
/** °C that the temperature reads as before the first conversion. */
export const POWER_ON = 85;

/** The user's bytes: alarm limits and configuration. */
export interface UserBytes {
  readonly high: number;
  readonly low: number;
  readonly config: number;
}

export const userBytes = ([high, low, config]: readonly number[]): UserBytes => ({
  high: high as number,
  low: low as number,
  config: config as number,
});

/** Bits of the configuration register that can be written: the resolution. The others are fixed. */
export const configOf = (byte: number): number => (byte & 0x60) | 0x1f;

export const resolutionOf = (family: number, config: number): number =>
  family === DS18S20 ? MOST_BITS : 9 + ((config >> 5) & 3);

export const conversionTime = (bits: number): Nanos => LONGEST / 2 ** (MOST_BITS - bits);

/** How many user bytes "write scratchpad" takes. */
export const userLength = (family: number): number => (family === DS18S20 ? 2 : 3);

/** A temperature in the sensor's steps of 1/16 °C; with fewer bits the lowest ones are 0. */
export function sixteenths(celsius: number, bits: number): number {
  return Math.round(celsius * 16) & -(2 ** (MOST_BITS - bits));
}

/** The nine bytes of the scratchpad. `raw`: in 1/16 °C. */
export function scratchpadOf(family: number, raw: number, { high, low, config }: UserBytes): number[] {
  const bytes =
    family === DS18S20
      ? [...ofHalves(raw), high, low, 0xff, 0xff, remainder(raw), 0x10]
      : [raw & 0xff, (raw >> 8) & 0xff, high, low, config, 0xff, 0x0c, 0x10];
  return [...bytes, crc8(bytes)];
}

/** Half degrees, of which the last bit is rounded. */
const halves = (raw: number): number => Math.round(raw / 8);

const ofHalves = (raw: number): [number, number] => [halves(raw) & 0xff, (halves(raw) >> 8) & 0xff];

/** COUNT_REMAIN, of 16 counts a degree: temperature = whole degrees - 0.25 + (16 - remain) / 16 (DS18S20 data sheet). */
const remainder = (raw: number): number => 16 - (raw - (halves(raw) >> 1) * 16 + 4);

/** Whether whole degrees are at an alarm limit or beyond it. */
export function isAlarm(raw: number, { high, low }: UserBytes): boolean {
  const degrees = raw >> 4;
  return degrees >= signed(high) || degrees <= signed(low);
}

const signed = (byte: number): number => (byte << 24) >> 24;
