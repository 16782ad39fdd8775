import { nextPwmEdge, pwmLevelAt, type Nanos, type PwmSignal } from "@tickless/sim-core";

/** Low, high, or neither. */
export type Bit = 0 | 1 | undefined;

/** Cycles of a pulse train that are looked at one by one before the rest is counted. */
const SAMPLE_CYCLES = 3;

/** Counts edges and times of a waveform that is told from left to right. */
export class PulseMeter {
  rising = 0;
  falling = 0;
  /** ns at each level. */
  high: Nanos = 0;
  low: Nanos = 0;
  /** Of those that begin and end within. */
  shortestHigh: Nanos = Infinity;
  shortestLow: Nanos = Infinity;
  firstRise: Nanos = NaN;
  lastRise: Nanos = NaN;

  /** From `since` on it is `bit`; `begun`: that began with an edge. */
  constructor(
    private since: Nanos,
    private bit: Bit,
    private begun = false,
  ) {}

  change(time: Nanos, bit: Bit): void {
    if (bit === this.bit) return;
    const length = this.pass(time);
    const edge = bit !== undefined && this.bit !== undefined;
    if (edge && this.begun && bit === 0) this.shortestHigh = Math.min(this.shortestHigh, length);
    if (edge && this.begun && bit === 1) this.shortestLow = Math.min(this.shortestLow, length);
    if (edge && bit === 1) this.rise(time);
    if (edge && bit === 0) this.falling++;
    this.bit = bit;
    this.begun = edge;
  }

  /** The edges of a train after `from` and before `to`. */
  pulses(train: PwmSignal, from: Nanos, to: Nanos): void {
    let cycles = 0;
    for (let edge = nextPwmEdge(train, from); edge < to; edge = nextPwmEdge(train, edge)) {
      const bit = pwmLevelAt(train, edge);
      this.change(edge, bit);
      if (bit === 1 && ++cycles === SAMPLE_CYCLES) edge = this.skip(train, edge, to);
    }
  }

  /** Goes on as another did that began in this state, at this time. */
  absorb(other: PulseMeter): void {
    this.rising += other.rising;
    this.falling += other.falling;
    this.high += other.high;
    this.low += other.low;
    this.shortestHigh = Math.min(this.shortestHigh, other.shortestHigh);
    this.shortestLow = Math.min(this.shortestLow, other.shortestLow);
    if (Number.isNaN(this.firstRise)) this.firstRise = other.firstRise;
    if (!Number.isNaN(other.lastRise)) this.lastRise = other.lastRise;
    this.since = other.since;
    this.bit = other.bit;
    this.begun = other.begun;
  }

  /** Nothing comes any more until `time`. */
  finish(time: Nanos): this {
    this.pass(time);
    return this;
  }

  /** Counts whole cycles from a rise at `edge` on; returns the last rise that leaves some to be looked at. */
  private skip({ periodNs, highNs, startNs }: PwmSignal, edge: Nanos, to: Nanos): Nanos {
    const cycles = Math.floor((to - edge) / periodNs) - SAMPLE_CYCLES;
    if (cycles <= 0) return edge;
    const last = startNs + Math.round((Math.round((edge - startNs) / periodNs) + cycles) * periodNs);
    this.high += cycles * highNs;
    this.low += last - edge - cycles * highNs;
    this.rising += cycles;
    this.falling += cycles;
    this.lastRise = last;
    this.since = last;
    return last;
  }

  private pass(time: Nanos): Nanos {
    const length = time - this.since;
    if (this.bit === 1) this.high += length;
    else if (this.bit === 0) this.low += length;
    this.since = time;
    return length;
  }

  private rise(time: Nanos): void {
    this.rising++;
    if (Number.isNaN(this.firstRise)) this.firstRise = time;
    this.lastRise = time;
  }
}
