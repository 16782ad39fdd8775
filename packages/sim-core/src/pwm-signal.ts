import type { Nanos } from "./time.js";

/**
 * A pulse train as one value, not a storm of edges. It rises at `startNs + k * periodNs` and falls `highNs` later.
 * Period and high time may be fractions of a ns (a chip's divider need not hit whole ones); each edge is rounded on its own,
 * so that no error adds up.
 */
export interface PwmSignal {
  readonly periodNs: number;
  readonly highNs: number;
  readonly startNs: Nanos;
}

export const dutyOf = (signal: PwmSignal): number => Math.min(1, Math.max(0, signal.highNs / signal.periodNs));

/** Whether the train toggles at all. */
export const toggles = (signal: PwmSignal): boolean => signal.highNs > 0 && signal.highNs < signal.periodNs;

const riseOf = (signal: PwmSignal, cycle: number): Nanos => signal.startNs + Math.round(cycle * signal.periodNs);
const fallOf = (signal: PwmSignal, cycle: number): Nanos =>
  signal.startNs + Math.round(cycle * signal.periodNs + signal.highNs);

/** The cycle whose (rounded) rise is the last at or before `t`. */
function cycleAt(signal: PwmSignal, t: Nanos): number {
  let cycle = Math.floor((t - signal.startNs) / signal.periodNs);
  while (riseOf(signal, cycle + 1) <= t) cycle++;
  while (riseOf(signal, cycle) > t) cycle--;
  return cycle;
}

/** 1 or 0 at time `t`. */
export function pwmLevelAt(signal: PwmSignal, t: Nanos): 0 | 1 {
  if (!toggles(signal)) return signal.highNs > 0 ? 1 : 0;
  return t < fallOf(signal, cycleAt(signal, t)) ? 1 : 0;
}

/** Time of the first edge after `t`, or Infinity. */
export function nextPwmEdge(signal: PwmSignal, t: Nanos): Nanos {
  if (!toggles(signal)) return Infinity;
  const cycle = cycleAt(signal, t);
  const fall = fallOf(signal, cycle);
  return fall > t ? fall : riseOf(signal, cycle + 1);
}

/** Time spent high in [from, to), in ns: a difference of two prefix sums. */
export function highTimeBetween(signal: PwmSignal, from: Nanos, to: Nanos): number {
  const until = (t: Nanos): number => {
    const cycle = cycleAt(signal, t);
    return cycle * signal.highNs + Math.min(t - riseOf(signal, cycle), signal.highNs);
  };
  if (!toggles(signal)) return signal.highNs > 0 ? to - from : 0;
  return until(to) - until(from);
}
