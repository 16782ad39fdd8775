import type { LaneRef, PinColumns } from "../../protocol/store.js";
import { CurveIndex, DigitalIndex, PwmIndex } from "../index/index.js";
import type { Recording } from "../recording.js";
import type { View } from "../view.js";
import { windowsOf } from "../windows.js";
import { curvesOf, type Curves } from "./curve.js";

/** The level of a pin, its pulse trains and its volts. */
export function pinColumns(recording: Recording, { tracks }: LaneRef, view: View): PinColumns {
  const name = tracks[0] ?? "";
  const digital = recording.find(DigitalIndex, name);
  const pwm = recording.find(PwmIndex, `${name}.pwm`);
  const volts = recording.find(CurveIndex, `${name}.volts`);
  return {
    kind: "pin",
    ...(digital ? levelColumns(digital, view) : { levels: new Uint8Array(view.width), edges: undefined }),
    ...(pwm ? trainColumns(pwm, view) : { duty: undefined, trains: undefined }),
    volts: volts && nonZero(curvesOf(volts, view)),
  };
}

function levelColumns(index: DigitalIndex, view: View): Pick<PinColumns, "levels" | "edges"> {
  const levels = new Uint8Array(view.width);
  const { first, before } = windowsOf(index.rows, view);
  for (let column = 0; column < view.used; column++) {
    levels[column] = index.levels(first[column] as number, before[column + 1] as number);
  }
  return { levels, edges: edgesOf(index, before[0] as number, before[view.width] as number, view) };
}

function edgesOf(index: DigitalIndex, first: number, last: number, view: View): PinColumns["edges"] {
  if (last - first > 2 * view.width) return undefined;
  const times = new Float64Array(last - first);
  const levels = new Uint8Array(last - first);
  index.rows.each(first, last, (row, time) => {
    times[row - first] = time;
    levels[row - first] = index.level(row);
  });
  return { times, levels, before: first > 0 && view.start <= recordedEnd(view) ? index.level(first - 1) : undefined };
}

/** Beyond the recording's end there is no level. */
const recordedEnd = (view: View): number => (view.used > 0 ? Infinity : -Infinity);

function trainColumns(index: PwmIndex, view: View): Pick<PinColumns, "duty" | "trains"> {
  const duty = curvesOf(index, view);
  if (duty.min.every(Number.isNaN)) return { duty: undefined, trains: undefined };
  const first = Math.max(0, index.rows.at(view.start));
  const last = index.rows.before(view.end);
  if (last - first > view.width) return { duty, trains: undefined };
  const trains = new Float64Array(3 * (last - first));
  const phases = new Float64Array(last - first);
  index.rows.each(first, last, (row, time) => {
    const { periodNs, highNs, startNs } = index.train(row);
    trains.set([time, periodNs, highNs], 3 * (row - first));
    phases[row - first] = startNs;
  });
  return { duty, trains, ...{ phases } };
}

/** Pins that are no analog inputs are at 0 V. */
function nonZero({ min, max }: Curves): Curves | undefined {
  const zero = (value: number): boolean => value === 0 || Number.isNaN(value);
  return min.every(zero) && max.every(zero) ? undefined : { min, max };
}
