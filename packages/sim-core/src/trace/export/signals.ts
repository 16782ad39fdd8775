import { nextPwmEdge, pwmLevelAt, toggles, type PwmSignal } from "../../pwm-signal.js";
import type { Nanos } from "../../time.js";
import type { Trace } from "../trace.js";
import type { Track } from "../track.js";
import { wiresOf } from "./bus-waveforms.js";

/** A level as waveform viewers know it. */
export type Bit = "0" | "1" | "x" | "z";

/** One curve of an exported file: what it is called, and when it changes to what. */
export type Signal = {
  /** Name of the track that it is made of. */
  readonly track: string;
  readonly scope: string;
  readonly name: string;
} & (
  | { readonly kind: "bit"; changes(): Iterable<readonly [Nanos, Bit]> }
  | { readonly kind: "real"; changes(): Iterable<readonly [Nanos, number]> }
);

/** The digital track's value while the wire carries a pulse train. */
const TOGGLING = 4;
const LEVELS: readonly Bit[] = ["0", "1", "x", "z"];

export interface SignalOptions {
  /** Nothing later is exported. */
  readonly end: Nanos;
  /**
   * "simulated": undefined and floating levels as they are. "logic": as a logic analyser sees them, 0 or 1; undefined and
   * floating wires keep their last level (0 before the first).
   */
  readonly levels: "simulated" | "logic";
}

/**
 * Everything in a recording that is a level or a number, in order of track names. Pulse trains become their edges, and buses
 * the waveforms of their wires.
 */
export function signalsOf(trace: Trace, options: SignalOptions): Signal[] {
  return trace.tracks.flatMap((track): Signal[] => {
    const dot = track.name.indexOf(".");
    const [scope, name] = [track.name.slice(0, dot), track.name.slice(dot + 1)];
    const common = { track: track.name, scope, name };
    if (track.rows === 0) return [];
    if (track.kind === "digital") {
      const pwm = trace.get(`${track.name}.pwm`);
      return [{ ...common, kind: "bit", changes: () => bits(track, pwm, options) }];
    }
    const wires = wiresOf(track).map((wire): Signal => {
      const changes = (): Iterable<readonly [Nanos, Bit]> => upTo(options.end, wire.changes());
      return { ...common, name: wire.name, kind: "bit", changes };
    });
    if (wires.length > 0) return wires;
    const real =
      track.kind === "analog" || track.kind === "control" || track.kind === "output" || track.kind === "heap";
    return real ? [{ ...common, kind: "real", changes: () => upTo(options.end, reals(track)) }] : [];
  });
}

function* upTo<T>(end: Nanos, changes: Iterable<readonly [Nanos, T]>): Iterable<readonly [Nanos, T]> {
  for (const change of changes) {
    if (change[0] > end) return;
    yield change;
  }
}

function* reals(track: Track): Iterable<readonly [Nanos, number]> {
  for (let row = 0; row < track.rows; row++) yield [track.time(row), track.value(row) as number];
}

function* bits(track: Track, pwm: Track | undefined, { end, levels }: SignalOptions): Iterable<readonly [Nanos, Bit]> {
  let last: Bit | undefined;
  for (const [time, bit] of rawBits(track, pwm, end)) {
    const kept: Bit = last ?? "0";
    const shown: Bit = levels === "logic" && (bit === "x" || bit === "z") ? kept : bit;
    if (shown === last) continue;
    last = shown;
    yield [time, shown];
  }
}

function* rawBits(track: Track, pwm: Track | undefined, end: Nanos): Iterable<readonly [Nanos, Bit]> {
  for (const { from, to, level, train } of spansOf(track, pwm, end)) {
    if (!train) yield [from, level];
    else {
      yield [from, pwmLevelAt(train, from) ? "1" : "0"];
      if (!toggles(train)) continue;
      for (let edge = nextPwmEdge(train, from); edge < to; edge = nextPwmEdge(train, edge)) {
        yield [edge, pwmLevelAt(train, edge) ? "1" : "0"];
      }
    }
  }
}

/** Some time of a wire: from here on, but not at `to` any more, it has a level, or carries a pulse train. */
export type Span = { readonly from: Nanos; readonly to: Nanos } & (
  { readonly level: Bit; readonly train?: undefined } | { readonly train: PwmSignal; readonly level?: undefined }
);

/** What a wire was like, one time after the other, up to `end` and with it. */
export function* spansOf(track: Track, pwm: Track | undefined, end: Nanos): Iterable<Span> {
  for (let row = 0; row < track.rows; row++) {
    const from = track.time(row);
    if (from > end) return;
    const level = track.value(row) as number;
    const to = row + 1 < track.rows ? Math.min(track.time(row + 1), end + 1) : end + 1;
    if (level !== TOGGLING) yield { from, to, level: LEVELS[level] as Bit };
    else if (pwm) yield* trains(pwm, from, to);
  }
}

/** The pulse trains between two times. */
function* trains(pwm: Track, from: Nanos, to: Nanos): Iterable<Span> {
  for (let row = pwm.rowAt(from); row >= 0 && row < pwm.rows; row++) {
    const start = Math.max(from, pwm.time(row));
    if (start >= to) return;
    const stop = row + 1 < pwm.rows ? Math.min(pwm.time(row + 1), to) : to;
    const train = trainAt(pwm, row);
    if (train.periodNs > 0 && start < stop) yield { from: start, to: stop, train };
  }
}

/** The pulse train in a row of a pwm track. */
export const trainAt = (pwm: Track, row: number): PwmSignal => ({
  periodNs: pwm.value(row, 0) as number,
  highNs: pwm.value(row, 1) as number,
  startNs: pwm.value(row, 2) as number,
});
