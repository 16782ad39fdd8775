import type { Random } from "@tickless/sim-core";

/* Random decisions, all from one stream, so that a case is its number. */

export const chance = (random: Random, probability: number): boolean => random.uniform() < probability;

export const pick = <T>(random: Random, choices: readonly T[]): T => choices[random.int(0, choices.length - 1)] as T;

/** Between 0 and `length`, mostly near an end or a power of two, where formats break. */
export function place(random: Random, length: number): number {
  if (chance(random, 0.7)) return random.int(0, length);
  const near = pick(random, [0, length, 2 ** random.int(0, 16)]);
  return Math.max(0, Math.min(length, near + random.int(-3, 3)));
}

/** Numbers at which readers break. */
// prettier-ignore
export const NUMBERS = [
  0, -0, 1, -1, 0.5, 1e-300, 127, 128, 255, 256, 65_535, 65_536, 1e6, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40,
  Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, 1e300, -1e300, NaN, Infinity,
] as const;

/** Texts that mean something to somebody. */
// prettier-ignore
export const TEXTS = [
  "", " ", "0", "-1", "NaN", "null", "true", "1e999", "__proto__", "constructor", "toString", "hasOwnProperty", "then",
  "../../etc/passwd", "/", "a/../b", "C:\\x", "\u0000", "\u001b[2J", "\r\n", "é", "\ud800", "\u{1f600}", "\u202e", "\ufeff",
  "%s%n", "${x}", "x".repeat(5000), "٣", "1ms", "none", "pico", "pico:GP0", "led1:A", ":", "::", "main.py", "/main.py",
] as const;
