/** What a BME280 measures with its settings, and how long it takes. */
import { ms, type Nanos } from "@tickless/sim-core";
import { fineOf, rawHumidity, rawPressure, rawTemperature } from "./compensation.js";

/** What the data registers hold of something that is not measured. */
export const SKIPPED = 0x80000;
export const SKIPPED_HUMIDITY = 0x8000;

export interface Climate {
  /** °C, Pa, %. */
  readonly temperature: number;
  readonly pressure: number;
  readonly humidity: number;
}

/** The oversampling of a measurement: 0 skips it, else 1 to 16. */
export interface Oversampling {
  readonly temperature: number;
  readonly pressure: number;
  readonly humidity: number;
}

/** Raw values as in the data registers, of temperature and pressure with the fractions that the filter keeps. */
export interface Raw {
  readonly temperature: number;
  readonly pressure: number;
  readonly humidity: number;
}

export const NOTHING: Raw = { temperature: SKIPPED, pressure: SKIPPED, humidity: SKIPPED_HUMIDITY };

const factor = (code: number): number => (code === 0 ? 0 : 2 ** (Math.min(code, 5) - 1));

/** As the registers `ctrl_meas` and `ctrl_hum` have it. */
export const oversamplingOf = (control: number, humidity: number): Oversampling => ({
  temperature: factor(control >> 5),
  pressure: factor((control >> 2) & 7),
  humidity: factor(humidity & 7),
});

/** Typical measurement time (data sheet 9.1). */
export const measurementTime = ({ temperature, pressure, humidity }: Oversampling): Nanos =>
  ms(1 + 2 * temperature + (pressure && 2 * pressure + 0.5) + (humidity && 2 * humidity + 0.5));

/** Standby in normal mode by `t_sb` (table 27). */
export const STANDBY: readonly Nanos[] = [0.5, 62.5, 125, 250, 500, 1000, 10, 20].map(ms);

/** The filter's coefficient by `filter` (table 28). */
export const coefficientOf = (config: number): number => 2 ** Math.min((config >> 2) & 7, 4);

/** Without the filter a value has 16 bits, and one more for each doubling of the samples (3.4.1, 3.4.3). */
const rounded = (raw: number, samples: number): number => {
  const step = 16 / samples;
  return Math.min(0x100000 - step, Math.round(raw / step) * step);
};

/**
 * The raw values that come out as the climate. `before`: those that the filter goes on from; undefined: its first ones.
 */
export function measure(climate: Climate, samples: Oversampling, coefficient: number, before: Raw | undefined): Raw {
  const filtered = (raw: number, count: number, last: number | undefined): number => {
    if (count === 0) return SKIPPED;
    if (coefficient === 1) return rounded(raw, count);
    return last === undefined || last === SKIPPED ? raw : (last * (coefficient - 1) + raw) / coefficient;
  };
  const actual = rawTemperature(climate.temperature);
  const temperature = filtered(actual, samples.temperature, before?.temperature);
  // A reader compensates with the temperature that it reads.
  const fine = fineOf(samples.temperature === 0 ? actual : Math.round(temperature));
  return {
    temperature,
    pressure: filtered(rawPressure(climate.pressure, fine), samples.pressure, before?.pressure),
    humidity: samples.humidity === 0 ? SKIPPED_HUMIDITY : rawHumidity(climate.humidity, fine),
  };
}

/** F7h to FEh: pressure and temperature with 20 bits at the top of three bytes, humidity with 16. */
export function dataBytes({ temperature, pressure, humidity }: Raw): Uint8Array {
  const three = (raw: number): number[] => {
    const whole = Math.round(raw);
    return [whole >> 12, (whole >> 4) & 0xff, (whole & 0xf) << 4];
  };
  return Uint8Array.of(...three(pressure), ...three(temperature), humidity >> 8, humidity & 0xff);
}
