import { blake3 } from "@noble/hashes/blake3.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { JumpableRandomGenerator } from "pure-rand/types/JumpableRandomGenerator";
import { cos, exp, log } from "./exact-math.js";

/** Plain data from which a stream goes on exactly. */
export type RandomState = readonly number[];

/**
 * A stream of random numbers of its own for each part, hashed from (seed, path): adding a part changes no other stream.
 */
export class Random {
  private generator: JumpableRandomGenerator;

  constructor(seed: number, path: string) {
    const digest = blake3(utf8ToBytes(`${seed}\n${path}`));
    const words = new Int32Array(digest.buffer.slice(digest.byteOffset, digest.byteOffset + 16));
    this.generator = words.some((word) => word !== 0) ? xoroshiro128plusFromState([...words]) : xoroshiro128plus(seed);
  }

  /** A whole number from 0 to 2^32 - 1. */
  u32(): number {
    return this.generator.next() >>> 0;
  }

  /** A number in [0, 1) with 53 random bits. */
  uniform(): number {
    const high = this.u32() >>> 5;
    const low = this.u32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A whole number from low to high, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  /** Standard normal (Box-Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * log(1 - this.uniform()));
    return radius * cos(2 * Math.PI * this.uniform());
  }

  /** Log-normal with this median and this sigma of the logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * exp(sigma * this.normal());
  }

  /** Log-uniform in [low, high), both above 0. */
  logUniform(low: number, high: number): number {
    return low * exp(log(high / low) * this.uniform());
  }

  /** Poisson with this mean (Knuth's product method; means up to some hundreds). */
  poisson(mean: number): number {
    const limit = exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }

  /** Exponential with this mean. */
  exponential(mean: number): number {
    return -mean * log(1 - this.uniform());
  }

  snapshot(): RandomState {
    return [...this.generator.getState()];
  }

  restore(state: RandomState): void {
    this.generator = xoroshiro128plusFromState(state);
  }
}
