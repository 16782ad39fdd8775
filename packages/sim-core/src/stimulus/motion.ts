import type { Nanos } from "../time.js";
import type { WaveShape } from "./control-curve.js";

/** Which control it is about. */
export interface Moved {
  readonly part: string;
  readonly control: string;
}

/** Steps that move a control beside the steps that follow. `every`: how often it is set while it moves. */
export type MotionCommand =
  /** Along a table in a file of the project: seconds, value. */
  | (Moved & {
      readonly kind: "follow";
      readonly file: string;
      readonly column?: string | number;
      readonly interpolate: "linear" | "step";
      readonly every: Nanos;
      readonly repeat: number;
    })
  | (Moved & { readonly kind: "ramp"; readonly to: number; readonly over: Nanos; readonly every: Nanos })
  | (Moved & {
      readonly kind: "wave";
      readonly shape: WaveShape;
      readonly min: number;
      readonly max: number;
      readonly period: Nanos;
      readonly cycles?: number;
      readonly every: Nanos;
    })
  /** It stays where it is. */
  | (Moved & { readonly kind: "hold" });

export const isMotion = <T extends { readonly kind: string }>(step: T): step is T & MotionCommand =>
  ["follow", "ramp", "wave", "hold"].includes(step.kind);

/** The values that a motion is known to reach before its file is read. */
export function valuesOf(step: MotionCommand): readonly number[] {
  if (step.kind === "ramp") return [step.to];
  return step.kind === "wave" ? [step.min, step.max] : [];
}
