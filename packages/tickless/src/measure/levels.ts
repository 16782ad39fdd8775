import { nextPwmEdge, pwmLevelAt, type Nanos, type PwmSignal, type Trace, type Track } from "@tickless/sim-core";

/** What a logic analyser would show: low, high, undefined (outputs fight, or a voltage between the thresholds), floating. */
export type Level = 0 | 1 | "x" | "z";

/** From `time` on the level is this one. */
export interface LevelChange {
  readonly time: Nanos;
  readonly level: Level;
}

const LEVELS: readonly Level[] = [0, 1, "x", "z"];
/** The digital track's value while the wire carries a pulse train. */
const TOGGLING = 4;

/** Kinds of tracks that can be looked at as levels. */
export const hasLevels = ({ kind }: Track): boolean =>
  ["digital", "control", "output", "analog", "heap"].includes(kind);

/**
 * The level at `from` and every change up to `to`, that moment included. Pulse trains become their edges. A level that came and
 * went within one instant is none. Numbers are 1 from `threshold` on. Before a track's first row its wire floats.
 */
export function* levelsOf(
  trace: Trace,
  track: Track,
  threshold: number,
  from: Nanos,
  to: Nanos,
): Generator<LevelChange, void> {
  const raw = track.kind === "digital" ? digital(trace, track, from, to) : numeric(track, threshold, from, to);
  let last: Level | undefined;
  let pending: LevelChange = { time: from, level: "z" };
  for (const change of raw) {
    if (change.time > pending.time && pending.level !== last) {
      yield pending;
      last = pending.level;
    }
    pending = change;
  }
  if (pending.level !== last) yield pending;
}

function* numeric(track: Track, threshold: number, from: Nanos, to: Nanos): Iterable<LevelChange> {
  for (const [row, time] of rowsIn(track, from, to)) {
    yield { time, level: (track.value(row) as number) >= threshold ? 1 : 0 };
  }
}

function* digital(trace: Trace, track: Track, from: Nanos, to: Nanos): Iterable<LevelChange> {
  const pwm = trace.get(`${track.name}.pwm`);
  for (const [row, time] of rowsIn(track, from, to)) {
    const value = track.value(row) as number;
    if (value !== TOGGLING) yield { time, level: LEVELS[value] as Level };
    else if (pwm) yield* pulses(pwm, time, Math.min(to + 1, row + 1 < track.rows ? track.time(row + 1) : Infinity));
  }
}

/** The rows in force from `from` to `to`, and since when within that time. */
function* rowsIn(track: Track, from: Nanos, to: Nanos): Iterable<readonly [row: number, time: Nanos]> {
  for (let row = Math.max(0, track.rowAt(from)); row < track.rows; row++) {
    const time = track.time(row);
    if (time > to) return;
    yield [row, Math.max(time, from)];
  }
}

/** The edges of a wire's pulse trains from `from` to before `to`. */
function* pulses(pwm: Track, from: Nanos, to: Nanos): Iterable<LevelChange> {
  for (const [row, start] of rowsIn(pwm, from, to)) {
    const train = trainAt(pwm, row);
    const stop = row + 1 < pwm.rows ? Math.min(pwm.time(row + 1), to) : to;
    for (let time = start; time < stop; time = nextPwmEdge(train, time)) yield { time, level: pwmLevelAt(train, time) };
  }
}

const trainAt = (pwm: Track, row: number): PwmSignal => ({
  periodNs: pwm.value(row, 0) as number,
  highNs: pwm.value(row, 1) as number,
  startNs: pwm.value(row, 2) as number,
});
