/** The BMP180's calibration and the data sheet's way from raw values to °C and Pa (figure 4), and back. */
import { inverse } from "../inverse.js";

/** The calibration of the data sheet's example. */
export const CALIBRATION = {
  ...{ AC1: 408, AC2: -72, AC3: -14383, AC4: 32741, AC5: 32757, AC6: 23153 },
  ...{ B1: 6190, B2: 4, MB: -32768, MC: -8711, MD: 2868 },
} as const;

/** AAh to BFh, high byte first. */
export const CALIBRATION_BYTES: Uint8Array = Uint8Array.from(
  Object.values(CALIBRATION).flatMap((value) => [(value >> 8) & 0xff, value & 0xff]),
);

const { AC1, AC2, AC3, AC4, AC5, AC6, B1, B2, MC, MD } = CALIBRATION;

function b5Of(ut: number): number {
  const x1 = Math.floor(((ut - AC6) * AC5) / 2 ** 15);
  return x1 + Math.trunc((MC * 2 ** 11) / (x1 + MD));
}

/** Tenths of a °C. */
export const temperatureOf = (ut: number): number => (b5Of(ut) + 8) >> 4;

/** Pa, of a raw value measured with 2^oss samples. */
export function pressureOf(up: number, ut: number, oss: number): number {
  const b6 = b5Of(ut) - 4000;
  let x1 = Math.floor((B2 * Math.floor((b6 * b6) / 2 ** 12)) / 2 ** 11);
  let x2 = Math.floor((AC2 * b6) / 2 ** 11);
  const b3 = Math.trunc(((AC1 * 4 + x1 + x2) * 2 ** oss + 2) / 4);
  x1 = Math.floor((AC3 * b6) / 2 ** 13);
  x2 = Math.floor((B1 * Math.floor((b6 * b6) / 2 ** 12)) / 2 ** 16);
  const x3 = Math.floor((x1 + x2 + 2) / 4);
  const b4 = Math.floor((AC4 * (x3 + 32768)) / 2 ** 15);
  const b7 = (up - b3) * Math.floor(50000 / 2 ** oss);
  const p = b7 < 0x80000000 ? Math.trunc((b7 * 2) / b4) : Math.trunc(b7 / b4) * 2;
  x1 = Math.floor((Math.floor(p / 2 ** 8) ** 2 * 3038) / 2 ** 16);
  x2 = Math.floor((-7357 * p) / 2 ** 16);
  return p + Math.floor((x1 + x2 + 3791) / 16);
}

/** Below this the formula's divisor changes its sign: less than -60 °C with this calibration. */
const LEAST_UT = 20_450;

/** The raw temperature that comes out as this, °C. */
export const rawTemperature = (celsius: number): number =>
  inverse(LEAST_UT, 0xffff, Math.round(celsius * 10), temperatureOf);

/** The raw pressure, 16 + oss bits, that comes out as this, Pa. */
export const rawPressure = (pascal: number, ut: number, oss: number): number =>
  inverse(0, 2 ** (16 + oss) - 1, Math.round(pascal), (up) => pressureOf(up, ut, oss));
