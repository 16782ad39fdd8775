import { UsageError, type DriveLevel, type Nanos, type Track, type Value } from "@tickless/sim-core";
import { hasLevels, levelsOf, type Level, type LevelChange } from "../measure/levels.js";
import { dutyOf, edgesOf, frequencyOf, type LevelEdge } from "../measure/measures.js";
import { oneOf } from "./arguments.js";
import { momentOf, rangeOf, type Range, type View } from "./view.js";

/** A wire became high or low. */
export interface Edge extends LevelEdge {
  /** The track that it is of. */
  readonly track: string;
}

/** A whole pulse: both its edges lie in the range. Times in ns. */
export interface Pulse {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly width: Nanos;
}

/** A row of a track: when, and its columns by name (see TRACK_KINDS in sim-core). */
export type Row = { readonly time: Nanos } & Readonly<Record<string, Value>>;

/** Is told of the probes that are looked at. */
let onlooker: ((probe: Probe) => void) | undefined;

/** The probes that a condition looks at, in order. */
export function probesIn(condition: () => unknown): Probe[] {
  const probes: Probe[] = [];
  onlooker = (probe) => void probes.push(probe);
  try {
    condition();
  } finally {
    onlooker = undefined;
  }
  return probes;
}

/**
 * A probe of a logic analyser on one track of the recording. It is live: later queries see what was recorded since.
 * A track of numbers (a control, a brightness, a voltage) is high from the probe's threshold on.
 */
export class Probe {
  constructor(
    readonly view: View,
    readonly track: Track,
    private readonly threshold: number,
    private readonly driver?: (level: DriveLevel) => void,
  ) {}

  /**
   * Drives the wire from outside, like a signal generator behind 50 ohm, until it is told otherwise; "z" lets go of it. Throws
   * UsageError when the probe is not on a pin, or its wire is a supply.
   */
  drive(level: DriveLevel): this {
    if (!this.driver)
      throw new UsageError(`'${this.name}' is a track: only a pin can be driven, sim.pin("…").drive(0)`);
    this.driver(oneOf(level, "drive", [0, 1, "z"]));
    return this;
  }

  /** The track's name. */
  get name(): string {
    return this.track.name;
  }

  /** The level at a moment; default now. */
  level(at?: Nanos): Level {
    const time = momentOf(this.view, at);
    return [...this.generate(time, time)][0]?.level ?? "z";
  }

  /** The level at the range's beginning, and every change up to its end, that moment included. */
  levels(range: Range = {}): LevelChange[] {
    const { from, to } = rangeOf(this.view, range);
    return [...this.generate(from, to)];
  }

  /**
   * Changes from high to low and back after the range's beginning up to its end. A wire that is undefined or floats meanwhile
   * keeps the level that it had, and has none before it first had one.
   */
  edges({ kind, ...range }: Range & { readonly kind?: Edge["kind"] | undefined } = {}): Edge[] {
    if (kind !== undefined) oneOf(kind, "kind", ["rising", "falling"]);
    const edges = edgesOf(this.levels(range)).map((edge) => ({ ...edge, track: this.name }));
    return kind === undefined ? edges : edges.filter((edge) => edge.kind === kind);
  }

  /** The share of the range in which the level was high, 0 to 1. Throws UsageError when the range is empty. */
  duty(range: Range = {}): number {
    const { from, to } = rangeOf(this.view, range);
    if (from === to) throw new UsageError("a duty needs some time to be measured in");
    return dutyOf(this.levels(range), from, to);
  }

  /** Hz: periods between the first and the last rising edge in the range; 0 when there are less than two. */
  frequency(range: Range = {}): number {
    return frequencyOf(this.levels(range));
  }

  /** Pulses of a level (default 1) that begin and end in the range. */
  pulses({ level = 1, ...range }: Range & { readonly level?: 0 | 1 } = {}): Pulse[] {
    oneOf(level, "level", [0, 1]);
    const edges = this.edges(range);
    const opening = level === 1 ? "rising" : "falling";
    return edges.flatMap(({ kind, time: start }, index) => {
      const end = edges[index + 1]?.time;
      return kind === opening && end !== undefined ? [{ start, end, width: end - start }] : [];
    });
  }

  /** The number in force at a moment (default now): brightness, volts, a control's position. Undefined before the first. */
  value(at?: Nanos): number | undefined {
    this.checkNumbers();
    onlooker?.(this);
    return this.view.trace.at(momentOf(this.view, at)).number(this.name);
  }

  /** The track's rows whose time lies in the range, both ends included. */
  rows(range: Range = {}): Row[] {
    const { from, to } = rangeOf(this.view, range);
    const { track } = this;
    const rows: Row[] = [];
    for (let row = from === 0 ? 0 : track.rowAt(from - 1) + 1; row < track.rows && track.time(row) <= to; row++) {
      const values = track.columnNames.map((name, column) => [name, track.value(row, column)] as const);
      rows.push({ ...Object.fromEntries(values), time: track.time(row) });
    }
    return rows;
  }

  private generate(from: Nanos, to: Nanos): Iterable<LevelChange> {
    this.checkNumbers();
    onlooker?.(this);
    return levelsOf(this.view.trace, this.track, this.threshold, from, to);
  }

  private checkNumbers(): void {
    if (!hasLevels(this.track))
      throw new UsageError(`'${this.name}' is a track of ${this.track.kind}: it has no levels`);
  }
}
