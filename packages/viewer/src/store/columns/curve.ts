import type { CurveColumns, LaneRef } from "../../protocol/store.js";
import { CurveIndex } from "../index/index.js";
import type { Recording } from "../recording.js";
import type { View } from "../view.js";
import { windowsOf } from "../windows.js";

/** Smallest and largest value of each column; NaN where there is none. */
export interface Curves {
  readonly min: Float32Array;
  readonly max: Float32Array;
}

export function curveColumns(recording: Recording, { tracks }: LaneRef, view: View): CurveColumns {
  const index = recording.find(CurveIndex, tracks[0]);
  if (index) return { kind: "curve", ...curvesOf(index, view), range: index.range };
  const none = new Float32Array(view.width).fill(NaN);
  return { kind: "curve", min: none, max: none.slice(), range: [0, 0] };
}

export function curvesOf(index: CurveIndex, view: View): Curves {
  const min = new Float32Array(view.width).fill(NaN);
  const max = min.slice();
  const { first, before } = windowsOf(index.rows, view);
  for (let column = 0; column < view.used; column++) {
    const [from, to] = [first[column] as number, before[column + 1] as number];
    const least = index.min(from, to);
    if (least === Infinity) continue;
    min[column] = least;
    max[column] = index.max(from, to);
  }
  return { min, max };
}
