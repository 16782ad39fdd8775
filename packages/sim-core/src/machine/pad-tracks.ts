import type { NetState } from "../net.js";
import { toggles, type PwmSignal } from "../pwm-signal.js";
import type { TrackWriter } from "../trace/index.js";
import type { PadState } from "./pad.js";

/** The digital track's value while the wire carries a pulse train. */
const TOGGLING = 4;
/** The pwm track's row while it does not. */
const NO_TRAIN: PwmSignal = { periodNs: 0, highNs: 0, startNs: 0 };

export interface PadTracks {
  readonly level: TrackWriter;
  readonly pwm: TrackWriter;
  readonly volts: TrackWriter | undefined;
}

/** Writes what has changed of a pin since it was last written. */
export function recordPad(shown: PadState["shown"], tracks: PadTracks, { level, volts, pwm }: NetState): void {
  const train = pwm !== null && level === 1 && toggles(pwm) ? pwm : NO_TRAIN;
  const seen = train.periodNs > 0 ? TOGGLING : level;
  if (shown.level !== seen) tracks.level.write((shown.level = seen));
  const { periodNs, highNs, startNs } = train;
  if (shown.periodNs !== periodNs || shown.highNs !== highNs || shown.startNs !== startNs) {
    tracks.pwm.write(periodNs, highNs, startNs);
    Object.assign(shown, { periodNs, highNs, startNs });
  }
  if (tracks.volts && shown.volts !== volts) tracks.volts.write((shown.volts = volts));
}
