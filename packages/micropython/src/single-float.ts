/**
 * How a board writes its floats, which have 32 bits: MicroPython's conversion for single precision (py/formatfloat.c and
 * py/parsenum.c, MICROPY_FLOAT_FORMAT_IMPL_APPROX), every step rounded to 32 bits as there.
 */

import type { Engine } from "./engine.js";

/** `precision` for as many digits as are needed to read the same number again. */
export const REPR_PRECISION = 99;
const MAX_DIGITS = 9;
/** As many as surely survive the way to a float and back. */
const SAFE_DIGITS = 6;
const MAX_EXACT_POWER_OF_5 = 10;

export interface FloatFormat {
  /** e, E, f, F, g or G. */
  readonly conversion: string;
  /** As in C's printf; below 0: 6. */
  readonly precision: number;
  /** Put before a number that is not negative: "+", " " or nothing. */
  readonly sign: string;
  /** Bytes of the buffer that it must fit into, the final 0 included. */
  readonly size: number;
}

const single = Math.fround;
const words = new Int32Array(1);
const floats = new Float32Array(words.buffer);

function powerOf5(exponent: number): number {
  let power = 1;
  for (let i = Math.min(Math.abs(exponent), 500); i > 0; i--) power *= 5;
  return single(exponent < 0 ? 1 / power : power);
}

/** x · 10^exponent: by 2^exponent in the field for it, which may wrap around, and then by a power of 5. */
function timesPowerOf10(x: number, exponent: number): number {
  if (exponent === 0 || x === 0) return x;
  floats[0] = x;
  words[0] = (words[0]! & ~0x7f800000) | ((((words[0]! >>> 23) + exponent) & 0xff) << 23);
  const scaled = floats[0];
  const few = exponent < 0 && exponent >= -MAX_EXACT_POWER_OF_5;
  return single(few ? scaled / powerOf5(-exponent) : scaled * powerOf5(exponent));
}

/** What a board reads when the text says mantissa · 10^exponent. */
function read(mantissa: number, exponent: number): number {
  if (mantissa === 0) return 0;
  while (mantissa % 10 === 0) {
    mantissa /= 10;
    exponent++;
  }
  return timesPowerOf10(single(mantissa), exponent);
}

/** The most that a board's integer of 32 bits holds when one more digit is to come. */
const MANTISSA_MAX = 0x19999998;
const DECIMAL = /^([0-9_]*)(?:\.([0-9_]*))?(?:[eE]([+-]?)([0-9_]*))?/;

/** The number that a board reads in a text: digits with a point and an exponent, without a sign. Nothing else is looked at. */
export function readSingle(text: string): number {
  const [, whole = "", part = "", sign, power = ""] = DECIMAL.exec(text)!;
  let mantissa = 0;
  let exponent = 0;
  // Zeros wait for a digit that makes them count; when the integer is full, all digits are zeros.
  let waiting = { whole: 0, part: 0 };
  const accept = (digit: number, place: "whole" | "part") => {
    if (mantissa < MANTISSA_MAX) {
      mantissa = 10 * mantissa + digit;
      if (place === "part") exponent--;
    } else if (place === "whole") exponent++;
  };
  for (const [digits, place] of [
    [whole, "whole"],
    [part, "part"],
  ] as const) {
    for (const digit of digits.replaceAll("_", "")) {
      if (digit === "0" || mantissa >= MANTISSA_MAX) waiting[place]++;
      else {
        for (let i = 0; i < waiting.whole; i++) accept(0, "whole");
        for (let i = 0; i < waiting.part; i++) accept(0, "part");
        waiting = { whole: 0, part: 0 };
        accept(Number(digit), place);
      }
    }
  }
  const given = Math.min(Number(power.replaceAll("_", "") || 0), 2 ** 30) * (sign === "-" ? -1 : 1);
  return timesPowerOf10(single(mantissa), given + exponent + waiting.whole);
}

/** The greatest e with 10^e <= x. */
function exponentOf(x: number): number {
  if (x === 0) return 0;
  floats[0] = x;
  let e = Math.trunc(((words[0]! >>> 23) - 127) * 0.30103);
  const up = x >= 1 ? 1 : 0;
  while (x >= timesPowerOf10(1, e + up) === (up === 1)) e += up ? 1 : -1;
  return e;
}

/** The digits of x · 10^scale as an integer, `count` of them; `exact` if a board reads the same number again. */
function digitsOf(x: number, count: number, scale: number, cap: number): { mantissa: number; exact: boolean } {
  const late = count > SAFE_DIGITS && scale > 1 ? (count > SAFE_DIGITS + 1 && scale > 2 ? 2 : 1) : 0;
  let mantissa = Math.trunc(single(timesPowerOf10(x, scale - late) + 0.5)) * 10 ** late;
  const missed = (m: number) => single(read(m < cap ? m : Math.trunc(m / 10) * 10, -scale) - x);
  let miss = missed(mantissa);
  let best = { mantissa, miss };
  // Those around it are tried: nearer and nearer, as long as none is the number itself.
  for (
    let range = count > SAFE_DIGITS ? 8 ** (count - SAFE_DIGITS) : 1, left = 3 + 3 * 3;
    miss !== 0 && left > 0;
    left--
  ) {
    mantissa += miss < 0 ? range : -range;
    miss = missed(mantissa);
    const nearer = single(Math.abs(miss) - Math.abs(best.miss));
    if (miss === 0 || nearer < 0 || (nearer === 0 && mantissa % 10 === 0)) best = { mantissa, miss };
    if (range === 1) break;
    range >>= 1;
  }
  return { mantissa: best.mantissa, exact: best.miss === 0 };
}

export type FormatFloatArgs = [
  value: number,
  buffer: number,
  size: number,
  conversion: number,
  precision: number,
  sign: number,
];

/** The engine's import format_float: writes the text and a 0 into a buffer, returns the length of the text. */
export function writeFloat(
  engine: Engine,
  ...[value, buffer, size, conversion, precision, sign]: FormatFloatArgs
): number {
  const text = formatSingle(value, {
    conversion: String.fromCharCode(conversion),
    precision,
    sign: sign ? String.fromCharCode(sign) : "",
    size,
  });
  const bytes = engine.memory.u8;
  for (let i = 0; i < text.length; i++) bytes[buffer + i] = text.charCodeAt(i);
  bytes[buffer + text.length] = 0;
  return text.length;
}

/** The engine's import read_float: the number in a text. */
export const readFloat = ({ memory }: Engine, address: number, length: number): number =>
  readSingle(String.fromCharCode(...memory.u8.subarray(address, address + length)));

/** The text of a number; NaN and infinities too. */
export function formatSingle(value: number, { conversion, precision, sign, size }: FloatFormat): string {
  const lower = conversion.toLowerCase();
  const cased = (text: string) => (conversion === lower ? text : text.toUpperCase());
  const x = Math.abs(single(value));
  const negative = value < 0 || Object.is(value, -0);
  const head = Number.isNaN(value) ? sign : negative ? "-" : sign;
  if (Number.isNaN(value)) return head + cased("nan");
  if (x === Infinity) return head + cased("inf");
  return head + cased(unsigned(x, lower, precision, size - head.length));
}

function unsigned(x: number, conversion: string, precision: number, size: number): string {
  if (precision < 0) precision = 6;
  const repr = precision === REPR_PRECISION;
  const maxZeros = repr ? 16 : Math.min(precision, size - 3);
  if (repr) precision = MAX_DIGITS;
  const e = exponentOf(x);
  if (conversion === "f" && e > 0 && e + precision + 2 > size) {
    conversion = "g";
    precision++;
  }
  if (conversion === "f") return fixed(x, e, Math.min(precision, size - 3), size);
  const general = conversion === "g";
  const wanted = general ? Math.max(precision, 1) : precision + 1;
  const found = search(x, Math.min(wanted, MAX_DIGITS), (count) => count - e - 1);
  const { digits, exponent } = found;
  if (general) return short(digits, exponent, maxZeros);
  // Rounding up may have made one digit more.
  const length = Math.max(Math.min(wanted, MAX_DIGITS), Math.min(wanted, size - 7));
  return withExponent(digits.slice(0, length).padEnd(length, "0"), exponent);
}

/** The digits, as few as do, and the exponent of the first of them. */
function search(x: number, most: number, scaleOf: (count: number) => number): { digits: string; exponent: number } {
  for (let count = Math.min(SAFE_DIGITS, most); ; count++) {
    const scale = scaleOf(count);
    const { mantissa, exact } = digitsOf(x, count, x === 0 ? 0 : scale, 10 ** count);
    if (!exact && count < most) continue;
    const digits = String(mantissa).padStart(count, "0");
    const exponent = x === 0 ? 0 : digits.length - 1 - scale;
    return { digits, exponent };
  }
}

function withExponent(digits: string, exponent: number): string {
  const text = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${text}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** Without zeros at the end; with an exponent if it would be below -4, or so many zeros long. */
function short(digits: string, exponent: number, maxZeros: number): string {
  const significant = digits.replace(/0+$/, "") || "0";
  if (exponent !== 0 && (exponent < -4 || exponent >= maxZeros)) return withExponent(significant, exponent);
  return withPoint(significant, exponent);
}

/** The digits, of which the first has the exponent, with a point and the zeros that belong there. */
function withPoint(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return digits.length > exponent + 1 ? `${whole}.${digits.slice(exponent + 1)}` : whole;
}

function fixed(x: number, e: number, decimals: number, size: number): string {
  // A number below 1 has one zero among its digits, the others before them.
  const leading = e < -2 && decimals > 2 ? Math.min(-e, decimals) - 2 : 0;
  const before = e < 0 ? (leading > 0 ? 0 : 1) : e + 1;
  const all = decimals - leading + before;
  const most = Math.min(all, MAX_DIGITS);
  decimals -= Math.max(0, all - most - Math.max(0, size - most - 3));
  const scaleOf = (count: number) => (leading > 0 ? count + leading : count - before);
  if (most === 0) return "0";
  const { digits, exponent } = search(x, most, scaleOf);
  if (x === 0) return decimals > 0 ? `0.${"0".repeat(decimals)}` : "0";
  const [whole = "0", part = ""] = withPoint(digits, exponent).split(".");
  return decimals > 0 ? `${whole}.${part.padEnd(decimals, "0")}` : whole;
}
