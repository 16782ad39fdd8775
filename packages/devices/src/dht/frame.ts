/** The five bytes of a DHT sensor's answer, and the levels that they are sent as. */
import { us, type Nanos } from "@tickless/sim-core";

export interface Climate {
  /** °C. */
  readonly temperature: number;
  /** Per cent of relative humidity. */
  readonly humidity: number;
}

/** What tells one type from the other; times in ns. */
export interface DhtFacts {
  /** From power-up until it answers, and from one measurement to the next. */
  readonly powerUp: Nanos;
  readonly period: Nanos;
  /** How long the start signal has to be low, and how long it must be to be noticed at all. */
  readonly start: Nanos;
  readonly leastStart: Nanos;
  readonly temperature: { readonly min: number; readonly max: number };
  readonly humidity: { readonly min: number; readonly max: number };
  /** Humidity and temperature, two bytes each. */
  readonly encode: (climate: Climate) => readonly [number, number, number, number];
}

const clamp = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.min(max, Math.max(min, value));

/** The answer's bytes for what is there, within what the sensor can tell. */
export function answerOf(facts: DhtFacts, { temperature, humidity }: Climate): number[] {
  const bytes = facts.encode({
    temperature: clamp(temperature, facts.temperature),
    humidity: clamp(humidity, facts.humidity),
  });
  return [...bytes, bytes.reduce((sum, byte) => sum + byte, 0) & 0xff];
}

/** Half away from zero, so that what is below zero is rounded like what is above. */
const nearest = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** Tenths, 16 bits each; the highest bit of the temperature is its sign, the others its magnitude. */
export function encodeTenths({ temperature, humidity }: Climate): [number, number, number, number] {
  const [t, rh] = [nearest(temperature * 10), nearest(humidity * 10)];
  const sign = t < 0 ? 0x80 : 0;
  return [rh >> 8, rh & 0xff, sign | (Math.abs(t) >> 8), Math.abs(t) & 0xff];
}

/** Whole numbers; the bytes behind the point are 0. */
export function encodeWhole({ temperature, humidity }: Climate): [number, number, number, number] {
  return [nearest(humidity), 0, nearest(temperature), 0];
}

/** From the end of the start signal to the answer. */
export const REACTION: Nanos = us(30);
const RESPONSE: Nanos = us(80);
const BIT_LOW: Nanos = us(50);
const ZERO: Nanos = us(26);
const ONE: Nanos = us(70);
const BITS = 40;

/** How many steps an answer has: low and high once, then for each bit, and low at the end. The even ones are low. */
export const STEPS = 2 + 2 * BITS + 1;

/** How long a step lasts. */
export function stepLength(bytes: readonly number[], step: number): Nanos {
  if (step < 2) return RESPONSE;
  if (step % 2 === 0) return BIT_LOW;
  const bit = (step - 3) / 2;
  return ((bytes[bit >> 3] as number) >> (7 - (bit & 7))) & 1 ? ONE : ZERO;
}
