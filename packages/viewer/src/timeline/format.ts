import { parseDuration, type Nanos } from "@tickless/sim-core";

/** Unit in which a time is written. */
export interface TimeUnit {
  /** ns */
  readonly size: number;
  readonly sign: string;
  readonly word: string;
}

const UNITS: readonly TimeUnit[] = [
  { size: 1e9, sign: "s", word: "second" },
  { size: 1e6, sign: "ms", word: "millisecond" },
  { size: 1e3, sign: "µs", word: "microsecond" },
  { size: 1, sign: "ns", word: "nanosecond" },
];
const NARROW_SPACE = "\u202f";

/** The largest unit of which the time is at least one; nothing is nothing in seconds. */
export const unitFor = (time: Nanos): TimeUnit =>
  time === 0
    ? (UNITS[0] as TimeUnit)
    : (UNITS.find(({ size }) => Math.abs(time) >= size) ?? (UNITS.at(-1) as TimeUnit));

/** "1.250 300 s": the digits behind the point in groups of three. */
export function withUnit(
  time: Nanos,
  unit: Pick<TimeUnit, "size"> & { readonly sign?: string },
  decimals: number,
): string {
  const sign = unit.sign ?? UNITS.find(({ size }) => size === unit.size)?.sign ?? "";
  const [whole = "0", fraction = ""] = (time / unit.size).toFixed(decimals).split(".");
  const groups = fraction.match(/.{1,3}/g) ?? [];
  return `${[whole, groups.join(NARROW_SPACE)].filter(Boolean).join(".")} ${sign}`;
}

/** Every digit of a time: "1.250 300 041 s", "340 ms", "12.500 µs". Zeros at the end go, three at a time. */
export function exactTime(time: Nanos): string {
  const whole = Math.round(time);
  const unit = unitFor(whole);
  let decimals = Math.round(Math.log10(unit.size));
  for (let size = 1e3; decimals > 0 && whole % size === 0; size *= 1e3) decimals -= 3;
  return withUnit(whole, unit, decimals);
}

/** Of a moment that runs: always three digits behind the point, so that it does not jump about. */
export function runningTime(time: Nanos): string {
  const unit = unitFor(Math.round(time));
  return withUnit(Math.floor((time / unit.size) * 1e3) * (unit.size / 1e3), unit, 3);
}

/** Of a few digits, for narrow places: "1.25 s", "340 ms", "12.5 µs". */
export function shortTime(time: Nanos): string {
  if (!Number.isFinite(time)) return "–";
  const unit = unitFor(Math.round(time));
  return `${trimmed((time / unit.size).toPrecision(3))} ${unit.sign}`;
}

/** "1.250 milliseconds": for speech. */
export function spokenTime(time: Nanos): string {
  const unit = unitFor(Math.round(time));
  const number = (time / unit.size).toFixed(unit.size >= 1e6 ? 3 : unit.size === 1e3 ? 1 : 0);
  return `${number} ${unit.word}${Number(number) === 1 ? "" : "s"}`;
}

/** "4.000 kHz". */
export function frequencyText(hertz: number): string {
  if (!Number.isFinite(hertz)) return "–";
  const [size, sign] =
    hertz >= 1e9 ? [1e9, "GHz"] : hertz >= 1e6 ? [1e6, "MHz"] : hertz >= 1e3 ? [1e3, "kHz"] : [1, "Hz"];
  return `${(hertz / size).toFixed(3)} ${sign}`;
}

export const percentText = (share: number): string => (Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : "–");

export const voltsText = (volts: number): string => `${volts.toFixed(3)} V`;

export const bytesText = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1 << 20
      ? `${(bytes / 1024).toFixed(1)} KiB`
      : `${(bytes / (1 << 20)).toFixed(2)} MiB`;

/** A number without a unit in at most four digits. */
export const numberText = (value: number): string =>
  Number.isInteger(value) ? String(value) : trimmed(value.toPrecision(4));

export const hexByte = (byte: number): string => byte.toString(16).padStart(2, "0");
export const hexAddress = (address: number): string => `0x${hexByte(address)}`;

export const speedText = (speed: number): string =>
  speed === Infinity ? "max" : speed >= 1 || speed === 0 ? `${trimmed(String(speed))}×` : `1/${Math.round(1 / speed)}×`;

/** "0.98×": how much virtual time goes by in a second. */
export const rateText = (rate: number): string =>
  rate >= 1000
    ? `${Math.round(rate)}×`
    : rate >= 0.01
      ? `${trimmed(rate.toPrecision(2))}×`
      : rate > 0
        ? "<0.01×"
        : "0×";

const trimmed = (number: string): string => {
  if (/e/.test(number)) return String(Number(number));
  return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
};

/**
 * Reads a moment as a person types it: "1.25s", "340 ms", "1.250 300 s", a bare number in seconds, "+5ms" and "-5ms" from
 * `now` on, "start", "end". Undefined: not a time.
 */
export function parseMoment(text: string, now: Nanos, end: Nanos): Nanos | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\s_\u202f]+/g, "");
  if (plain === "start") return 0;
  if (plain === "end") return end;
  const [, sign = "", rest = ""] = /^([+-]?)(.*)$/.exec(plain.replace(",", ".")) ?? [];
  try {
    const duration = parseDuration(rest);
    return sign === "" ? duration : Math.max(0, sign === "+" ? now + duration : now - duration);
  } catch {
    return undefined;
  }
}
