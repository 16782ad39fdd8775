import * as exact from "@tickless/sim-core/exact-math";

/* What stands for the functions of Math whose last bits are the JavaScript engine's own. */

const MOST_STEPS = 1024;

/** Any base that has this power; whole powers by multiplication, so that those of whole numbers are whole. */
function pow(base: number, power: number): number {
  if (Number.isInteger(power) && Math.abs(power) <= MOST_STEPS) {
    let [result, square] = [1, base];
    for (let rest = Math.abs(power); rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result *= square;
      square *= square;
    }
    return power < 0 ? 1 / result : result;
  }
  if (base === 0) return power > 0 ? 0 : power < 0 ? Infinity : NaN;
  return base < 0 ? NaN : exact.pow(base, power);
}

/** Whole for powers of the base. */
function logTo(base: number, x: number): number {
  const power = exact.log(x) / exact.log(base);
  const whole = Math.round(power);
  return Number.isFinite(whole) && pow(base, whole) === x ? whole : power;
}

export const EXACT_MATH = {
  exp: exact.exp,
  log: exact.log,
  log2: (x: number) => logTo(2, x),
  log10: (x: number) => logTo(10, x),
  pow,
  sin: (x: number) => exact.sin(x),
  cos: exact.cos,
  tan: (x: number) => exact.sin(x) / exact.cos(x),
} as const;
