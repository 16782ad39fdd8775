import type { Nanos, PackedRows, PwmSignal, Track } from "@tickless/sim-core";
import { Pages } from "../pages.js";
import { Pyramid } from "../pyramid.js";
import { TrackIndex } from "./track-index.js";

const numbers = (): Pages<Float64Array> => new Pages(Float64Array);

/** Values with their smallest and largest in any range of rows. NaN counts as nothing. */
export class CurveIndex extends TrackIndex {
  protected readonly values = numbers();
  private readonly least = new Pyramid(this.values, numbers, (a, b) => (b < a ? b : a), Infinity);
  private readonly most = new Pyramid(this.values, numbers, (a, b) => (b > a ? b : a), -Infinity);

  value(row: number): number {
    return this.values.get(row);
  }

  /** Smallest value from row `first` to before row `last`; Infinity: none. */
  min(first: number, last: number): number {
    return this.least.query(first, last);
  }

  /** Largest value; -Infinity: none. */
  max(first: number, last: number): number {
    return this.most.query(first, last);
  }

  /** Of all rows; [0, 0] when there are none. */
  get range(): readonly [number, number] {
    return this.least.total <= this.most.total ? [this.least.total, this.most.total] : [0, 0];
  }

  override valueAt(time: Nanos): number {
    const row = this.rows.at(time);
    return row < 0 ? NaN : this.value(row);
  }

  protected override index({ rows, columns }: PackedRows, _first: number): void {
    const values = columns[0] as Float64Array;
    for (let row = 0; row < rows; row++) this.push(values[row] as number);
  }

  protected push(value: number): void {
    this.values.push(value);
    this.least.grown();
    this.most.grown();
  }
}

/** Values that can be averaged over time: with their integral up to each row. */
export class SignalIndex extends CurveIndex {
  /** Value times ns. */
  private readonly integrals = numbers();
  private lastTime: Nanos = 0;

  /** `exposed`: what is seen of it is its average over a moment. */
  constructor(
    track: Track,
    private readonly exposed: boolean,
  ) {
    super(track);
  }

  protected override index(packed: PackedRows): void {
    const values = packed.columns[0] as Float64Array;
    for (let index = 0; index < packed.rows; index++) {
      const time = packed.base + (packed.offsets[index] as number);
      const row = this.integrals.length;
      const area = row === 0 ? 0 : this.value(row - 1) * (time - this.lastTime);
      this.integrals.push(row === 0 ? 0 : this.integrals.get(row - 1) + area);
      this.lastTime = time;
      this.push(values[index] as number);
    }
  }

  /** Average over `[from, to)`, or over what of that lies behind the first row; NaN: nothing does. */
  mean(from: Nanos, to: Nanos): number {
    if (this.rows.count === 0) return NaN;
    const begin = Math.max(from, this.rows.time(0));
    if (to <= begin) return NaN;
    const [first, last] = [this.rows.at(begin), this.rows.at(to)];
    // Nothing changed: no sums whose difference has lost digits.
    if (first === last) return this.value(first);
    return (this.integralAt(to, last) - this.integralAt(begin, first)) / (to - begin);
  }

  override meanAt(time: Nanos, exposure: Nanos): number {
    const mean = this.exposed && exposure > 0 ? this.mean(time - exposure, time) : NaN;
    return Number.isNaN(mean) ? this.valueAt(time) : mean;
  }

  private integralAt(time: Nanos, row: number): number {
    return this.integrals.get(row) + this.value(row) * (time - this.rows.time(row));
  }
}

/** Pulse trains by their duty, 0 to 1; NaN: none. */
export class PwmIndex extends CurveIndex {
  private readonly periods = numbers();
  private readonly highs = numbers();
  private readonly starts = numbers();

  protected override index({ rows, columns }: PackedRows): void {
    const [periods, highs, starts] = columns as readonly Float64Array[];
    for (let row = 0; row < rows; row++) {
      const [period, high] = [periods?.[row] as number, highs?.[row] as number];
      this.periods.push(period);
      this.highs.push(high);
      this.starts.push(starts?.[row] as number);
      this.push(period > 0 ? high / period : NaN);
    }
  }

  /** Period 0: there is none. */
  train(row: number): PwmSignal {
    return { periodNs: this.periods.get(row), highNs: this.highs.get(row), startNs: this.starts.get(row) };
  }

  /** ns; NaN: there is no train. */
  periodAt(time: Nanos): number {
    const row = this.rows.at(time);
    return row < 0 ? NaN : this.periods.get(row) || NaN;
  }

  /** 0: there is none. */
  override valueAt(time: Nanos): number {
    const row = this.rows.at(time);
    return row < 0 ? NaN : this.value(row) || 0;
  }
}
