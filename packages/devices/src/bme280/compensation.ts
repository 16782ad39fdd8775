/**
 * The BME280's trimming values and the data sheet's way from raw values to °C, Pa and % (BST-BME280-DS002, 4.2.3 and 8.1: the formulas
 * in double precision), and back. The values of temperature and pressure are those of the BMP280 data sheet's example.
 */
import { inverse } from "../inverse.js";

export const TRIM = {
  ...{ T1: 27504, T2: 26435, T3: -1000 },
  ...{ P1: 36477, P2: -10685, P3: 3024, P4: 2855, P5: 140, P6: -7, P7: 15500, P8: -14600, P9: 6000 },
  ...{ H1: 75, H2: 362, H3: 0, H4: 313, H5: 50, H6: 30 },
} as const;

const WORDS = ["T1", "T2", "T3", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"] as const;

/** Register by register (table 16): words low byte first from 88h on, H1 at A1h, the rest from E1h on, H4 and H5 with 12 bits each. */
export const TRIM_REGISTERS: ReadonlyMap<number, number> = new Map([
  ...WORDS.flatMap((name, index): [number, number][] => [
    [0x88 + 2 * index, TRIM[name] & 0xff],
    [0x89 + 2 * index, (TRIM[name] >> 8) & 0xff],
  ]),
  [0xa1, TRIM.H1],
  [0xe1, TRIM.H2 & 0xff],
  [0xe2, TRIM.H2 >> 8],
  [0xe3, TRIM.H3],
  [0xe4, TRIM.H4 >> 4],
  [0xe5, (TRIM.H4 & 0x0f) | ((TRIM.H5 & 0x0f) << 4)],
  [0xe6, TRIM.H5 >> 4],
  [0xe7, TRIM.H6],
]);

/** Greatest raw values: 20 bits of temperature and pressure, 16 of humidity. */
const MOST = 0xfffff;
const MOST_HUMIDITY = 0xffff;

/** The temperature as the other two formulas take it: 5120 to a °C. */
export function fineOf(raw: number): number {
  const above = raw / 16384 - TRIM.T1 / 1024;
  const square = (raw / 131072 - TRIM.T1 / 8192) ** 2;
  return above * TRIM.T2 + square * TRIM.T3;
}

/** °C. */
export const temperatureOf = (raw: number): number => fineOf(raw) / 5120;

/** Pa. */
export function pressureOf(raw: number, fine: number): number {
  const half = fine / 2 - 64000;
  const bent = (half * half * TRIM.P6) / 32768 + half * TRIM.P5 * 2;
  const offset = bent / 4 + TRIM.P4 * 65536;
  const slope = (1 + ((TRIM.P3 * half * half) / 524288 + TRIM.P2 * half) / 524288 / 32768) * TRIM.P1;
  const first = ((1048576 - raw - offset / 4096) * 6250) / slope;
  return first + ((TRIM.P9 * first * first) / 2147483648 + (first * TRIM.P8) / 32768 + TRIM.P7) / 16;
}

/** %. */
export function humidityOf(raw: number, fine: number): number {
  const above = fine - 76800;
  const bent = 1 + (TRIM.H6 / 67108864) * above * (1 + (TRIM.H3 / 67108864) * above);
  const first = (raw - (TRIM.H4 * 64 + (TRIM.H5 / 16384) * above)) * (TRIM.H2 / 65536) * bent;
  return Math.min(100, Math.max(0, first * (1 - (TRIM.H1 * first) / 524288)));
}

/** The raw temperature that comes out as this, °C. */
export const rawTemperature = (celsius: number): number => inverse(0, MOST, celsius, temperatureOf);

/** The raw pressure that comes out as this, Pa; it falls as the pressure grows. */
export const rawPressure = (pascal: number, fine: number): number =>
  inverse(0, MOST, -pascal, (raw) => -pressureOf(raw, fine));

/** The raw humidity that comes out as this, %. */
export const rawHumidity = (percent: number, fine: number): number =>
  inverse(0, MOST_HUMIDITY, percent, (raw) => humidityOf(raw, fine));
