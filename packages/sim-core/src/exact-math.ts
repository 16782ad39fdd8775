/*
 * Elementary functions made of additions, multiplications and divisions alone, which IEEE 754 rounds the same everywhere. Those of
 * `Math` are left to the JavaScript engine, and two versions of the same one differ in the last bit of one result in ten: what
 * is simulated must not depend on that. Accurate to about 1e-15 for what models ask; sine and cosine up to a million radians.
 */

/** The logarithm of 2 and half of pi in parts, so that whole multiples of the first ones are exact. */
const LN2 = [6.9314718036912382e-1, 1.9082149292705877e-10] as const;
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;
const EXPONENT_BIAS = 1023;
const LARGEST = 709.78;
const SMALLEST = -745.13;

const number = new DataView(new ArrayBuffer(8));

/** 2 to a whole power from -1022 to 1023. */
function twoTo(power: number): number {
  number.setUint32(0, (power + EXPONENT_BIAS) << 20);
  number.setUint32(4, 0);
  return number.getFloat64(0);
}

/** e to the x. */
export function exp(x: number): number {
  if (!(x <= LARGEST)) return Number.isNaN(x) ? NaN : Infinity;
  if (x < SMALLEST) return 0;
  const power = Math.round(x / Math.LN2);
  const rest = x - power * LN2[0] - power * LN2[1];
  let sum = 1;
  for (let n = 17; n > 0; n--) sum = 1 + (rest * sum) / n;
  const half = power >> 1;
  return sum * twoTo(half) * twoTo(power - half);
}

/** The natural logarithm. */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x === Infinity ? Infinity : NaN;
  const lift = x < 2 ** -1000 ? 54 : 0;
  number.setFloat64(0, lift === 0 ? x : x * 2 ** 54);
  let power = ((number.getUint32(0) >>> 20) & 0x7ff) - EXPONENT_BIAS - lift;
  number.setUint32(0, (number.getUint32(0) & 0xfffff) | (EXPONENT_BIAS << 20));
  let part = number.getFloat64(0);
  if (part > Math.SQRT2) {
    part /= 2;
    power++;
  }
  // The series of the area hyperbolic tangent.
  const s = (part - 1) / (part + 1);
  const square = s * s;
  let sum = 0;
  for (let n = 12; n >= 0; n--) sum = sum * square + 1 / (2 * n + 1);
  return power * LN2[0] + (2 * s * sum + power * LN2[1]);
}

/** A positive number to any power. */
export const pow = (base: number, power: number): number => exp(power * log(base));

/** The sine; of so many quarters of a turn more. */
export function sin(x: number, quarters = 0): number {
  const turns = Math.round(x / HALF_PI[0]);
  const rest = x - turns * HALF_PI[0] - turns * HALF_PI[1] - turns * HALF_PI[2];
  const square = rest * rest;
  const quarter = (((turns + quarters) % 4) + 4) % 4;
  const even = quarter % 2 === 1;
  let sum = 1;
  for (let n = even ? 20 : 21; n > 1; n -= 2) sum = 1 - (square * sum) / (n * (n - 1));
  const value = even ? sum : rest * sum;
  return quarter > 1 ? -value : value;
}

export const cos = (x: number): number => sin(x, 1);
