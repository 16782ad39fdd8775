/**
 * How bright a light-emitting diode is between two wires.
 *
 * A diode conducts above a knee voltage and has a resistance from there on, so that it drops its data sheet's typical
 * forward voltage at 20 mA. Typical values at 20 mA: red and orange 2.0 V, yellow 2.1 V, green (GaP) 2.2 V, blue, cyan and
 * white (InGaN) 3.2 V, violet 3.3 V (5 mm indicator LEDs, Kingbright WP7113 series).
 */
import { dutyOf, ms, pwmLevelAt, toggles, type Nanos, type Pin, type PwmSignal } from "@tickless/sim-core";

export interface Diode {
  /** Volts at which it begins to conduct. */
  readonly knee: number;
  /** Ohms above that. */
  readonly ohms: number;
}

const RED: Diode = { knee: 1.7, ohms: 15 };
const INGAN: Diode = { knee: 2.7, ohms: 25 };

/** Diodes by colour; any other colour is electrically a red one. */
const DIODES: Readonly<Record<string, Diode>> = {
  red: RED,
  orange: RED,
  yellow: { knee: 1.8, ohms: 15 },
  green: { knee: 1.9, ohms: 15 },
  blue: INGAN,
  cyan: INGAN,
  white: INGAN,
  purple: { knee: 2.8, ohms: 25 },
};

export const diodeOf = (color: string): Diode => DIODES[color.toLowerCase()] ?? RED;

/** Amperes at which a LED counts as fully lit: it looks so, and 220 to 470 ohm at 3.3 V are meant to give that. */
export const FULL_AMPERES = 0.005;
/** Continuous current that indicator LEDs stand: 25 mA (WP7113GD; other colours 30 mA). */
export const MAX_AMPERES = 0.025;
/** Reverse voltage that they stand. */
export const MAX_REVERSE_VOLTS = 5;
/** Slower pulse trains are seen to blink, so that they are followed edge by edge: 50 Hz. */
export const SLOW_PERIOD: Nanos = ms(20);

/** What a LED does between its wires; currents in amperes. */
export interface Light {
  /** Average over the pulse trains. */
  readonly average: number;
  /** In the brightest phase. */
  readonly peak: number;
  /** The largest reverse voltage, volts. */
  readonly reverse: number;
}

/** A wire as a source; with `pwm` it alternates between `volts` and 0 V. */
export interface Terminal {
  readonly volts: number;
  readonly ohms: number;
  readonly pwm: PwmSignal | null;
}

/** Whether the wire carries a pulse train slow enough to be seen. */
export function isSlow(pin: Pin): boolean {
  const { pwm } = pin.state;
  return pwm !== null && toggles(pwm) && pwm.periodNs > SLOW_PERIOD;
}

/** A pin's wire now; a slow pulse train counts as the level that it has now. */
export function terminalOf(pin: Pin, now: Nanos): Terminal {
  const { volts, ohms } = pin.thevenin();
  const { pwm } = pin.state;
  if (pwm === null || !isSlow(pin)) return { volts, ohms, pwm };
  return { volts: pwmLevelAt(pwm, now) ? volts : 0, ohms, pwm: null };
}

/** Brightness, 0 to 1. */
export const brightnessOf = (light: Light): number => Math.min(1, light.average / FULL_AMPERES);

export function lightBetween(anode: Terminal, cathode: Terminal, diode: Diode, seriesOhms = 0): Light {
  const ohms = anode.ohms + cathode.ohms + diode.ohms + seriesOhms;
  const light = { average: 0, peak: 0, reverse: 0 };
  if (!Number.isFinite(ohms)) return light;
  if (!anode.pwm && !cathode.pwm) {
    const volts = anode.volts - cathode.volts;
    const amperes = Math.max(0, (volts - diode.knee) / ohms);
    return { average: amperes, peak: amperes, reverse: Math.max(0, -volts) };
  }
  for (const [share, anodeHigh, cathodeHigh] of phases(anode.pwm, cathode.pwm)) {
    if (!(share > 0)) continue;
    const volts = (anodeHigh ? anode.volts : 0) - (cathodeHigh ? cathode.volts : 0);
    const amperes = Math.max(0, (volts - diode.knee) / ohms);
    light.average += share * amperes;
    light.peak = Math.max(light.peak, amperes);
    light.reverse = Math.max(light.reverse, -volts);
  }
  return light;
}

type Phase = readonly [share: number, anodeHigh: boolean, cathodeHigh: boolean];

/** Shares of time of each combination of levels; two trains of different period pass through all combinations. */
function phases(anode: PwmSignal | null, cathode: PwmSignal | null): Phase[] {
  const a = anode ? dutyOf(anode) : 1;
  const c = cathode ? dutyOf(cathode) : 1;
  const together = anode && cathode ? overlap(anode, cathode) : a * c;
  return [
    [together, true, true],
    [a - together, true, false],
    [c - together, false, true],
    [1 - a - c + together, false, false],
  ];
}

/** Share of time in which both trains are high. */
function overlap(a: PwmSignal, b: PwmSignal): number {
  if (a.periodNs !== b.periodNs) return dutyOf(a) * dutyOf(b);
  const period = a.periodNs;
  const shift = (((b.startNs - a.startNs) % period) + period) % period;
  const common = (from: number): number => Math.max(0, Math.min(a.highNs, from + b.highNs) - Math.max(0, from));
  return Math.min(1, (common(shift) + common(shift - period)) / period);
}
