import { pwmLevelAt, type Nanos, type PwmSignal } from "@tickless/sim-core";
import type { LaneRef, Measurement } from "../protocol/store.js";
import { DigitalIndex, PwmIndex, SignalIndex, TOGGLING } from "./index/index.js";
import { BLOCK_ROWS, bitOf, blockAt } from "./pulse-blocks.js";
import { PulseMeter, type Bit } from "./pulse-meter.js";
import type { Recording } from "./recording.js";

type Pulses = Pick<Measurement, "rising" | "falling" | "duty" | "frequency" | "shortestHigh" | "shortestLow">;
type Statistics = Pick<Measurement, "min" | "max" | "mean">;

const NO_PULSES: Pulses = { rising: 0, falling: 0, duty: NaN, frequency: NaN, shortestHigh: NaN, shortestLow: NaN };
const NO_STATISTICS: Statistics = { min: NaN, max: NaN, mean: NaN };

/** What can be measured on a lane in `[start, end)`, as far as it is recorded. */
export function measure(recording: Recording, lane: LaneRef, start: Nanos, end: Nanos): Measurement {
  const name = lane.tracks[0] ?? "";
  const [from, to] = [Math.max(0, start), Math.min(end, recording.end)];
  const digital = lane.kind === "pin" ? recording.find(DigitalIndex, name) : undefined;
  const curve = recording.find(SignalIndex, lane.kind === "pin" ? `${name}.volts` : name);
  const pulses = digital && new Waveform(digital, recording.find(PwmIndex, `${name}.pwm`)).measure(from, to);
  return { start, end, ...(pulses ?? NO_PULSES), ...(curve ? statistics(curve, from, to) : NO_STATISTICS) };
}

function statistics(index: SignalIndex, from: Nanos, to: Nanos): Statistics {
  const [next, last] = [index.rows.before(from), index.rows.before(to)];
  const begins = next < last && index.rows.time(next) === from;
  const first = begins ? next : Math.max(0, next - 1);
  if (first >= last || from >= to) return NO_STATISTICS;
  return { min: index.min(first, last), max: index.max(first, last), mean: index.mean(from, to) };
}

/** A pin as it is between low and high: its levels, with the edges of its pulse trains. */
class Waveform {
  constructor(
    private readonly digital: DigitalIndex,
    private readonly pwm: PwmIndex | undefined,
  ) {}

  /** An edge at `from` is one, an edge at `to` is not. */
  measure(from: Nanos, to: Nanos): Pulses {
    const { rows } = this.digital;
    const [first, last] = [rows.before(from), rows.before(to)];
    if (from >= to) return NO_PULSES;
    const meter = new PulseMeter(from, this.bitBefore(from, first - 1));
    if (first > 0) this.segment(meter, first - 1, from, first < last ? rows.time(first) : to, true);
    for (let row = first; row < last;) {
      const stop = Math.min(last, row - (row % BLOCK_ROWS) + BLOCK_ROWS);
      const block = stop - row === BLOCK_ROWS ? blockAt(this.digital, row) : undefined;
      if (block) block(meter);
      else this.each(meter, row, stop, to);
      row = stop;
    }
    return resultOf(meter.finish(to), this.onlyTrain(from, first, last, to));
  }

  private each(meter: PulseMeter, first: number, last: number, to: Nanos): void {
    const { rows } = this.digital;
    rows.each(first, last, (row, time) => {
      const level = this.digital.level(row);
      if (level !== TOGGLING) return meter.change(time, bitOf(level));
      this.segment(meter, row, time, row + 1 < rows.count ? Math.min(to, rows.time(row + 1)) : to, false);
    });
  }

  /** The pulse trains of a row's time that lies within `[from, to)`; `goesOn`: it began before. */
  private segment(meter: PulseMeter, row: number, from: Nanos, to: Nanos, goesOn: boolean): void {
    const { pwm } = this;
    if (this.digital.level(row) !== TOGGLING || from >= to) return;
    if (!pwm) return meter.change(from, undefined);
    const last = pwm.rows.before(to);
    for (let at = Math.max(0, goesOn ? pwm.rows.before(from) - 1 : pwm.rows.at(from)); at < last; at++) {
      const began = pwm.rows.time(at);
      const start = Math.max(from, began);
      const end = Math.min(to, at + 1 < last ? pwm.rows.time(at + 1) : to);
      const train = pwm.train(at);
      if (start >= end) continue;
      if (!(train.periodNs > 0)) meter.change(start, undefined);
      else if (goesOn && began < from) meter.pulses(train, Math.ceil(from) - 1, end);
      else {
        meter.change(start, pwmLevelAt(train, start));
        meter.pulses(train, start, end);
      }
    }
  }

  /** The level just before `time`, in the time of row `row`. */
  private bitBefore(time: Nanos, row: number): Bit {
    if (row < 0) return undefined;
    const level = this.digital.level(row);
    if (level !== TOGGLING) return bitOf(level);
    const train = this.trainOf((this.pwm?.rows.before(time) ?? 0) - 1);
    return train && pwmLevelAt(train, Math.ceil(time) - 1);
  }

  /** The pulse train that all of the span lies in. */
  private onlyTrain(from: Nanos, first: number, last: number, to: Nanos): PwmSignal | undefined {
    if (!this.pwm || first !== last || first === 0 || this.digital.level(first - 1) !== TOGGLING) return undefined;
    const before = this.pwm.rows.before(from);
    return before === this.pwm.rows.before(to) ? this.trainOf(before - 1) : undefined;
  }

  private trainOf(row: number): PwmSignal | undefined {
    const train = row < 0 ? undefined : this.pwm?.train(row);
    return train && train.periodNs > 0 ? train : undefined;
  }
}

function resultOf(meter: PulseMeter, train: PwmSignal | undefined): Pulses {
  const { rising, falling, high, low, firstRise, lastRise } = meter;
  const finite = (length: Nanos): Nanos => (length === Infinity ? NaN : length);
  return {
    rising,
    falling,
    duty: high + low > 0 ? high / (high + low) : NaN,
    frequency: train
      ? 1e9 / train.periodNs
      : lastRise > firstRise
        ? ((rising - 1) * 1e9) / (lastRise - firstRise)
        : NaN,
    shortestHigh: finite(meter.shortestHigh),
    shortestLow: finite(meter.shortestLow),
  };
}
