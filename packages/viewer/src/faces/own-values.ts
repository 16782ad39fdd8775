import {
  allShapes,
  namesIn,
  piecesOf,
  type Binding,
  type Color,
  type ColorBinding,
  type FaceShape,
} from "tickless/parts/face-data";
import { css, mix, parseColor } from "../board/colors.js";
import type { PartReader } from "../board/state-reader.js";
import type { PartModel } from "../protocol/project.js";

/* What the shapes of a face that is data follow, at the moment shown. */

/** Numbers and texts of a part by name: outputs and controls as they are recorded, before that the controls' first values, attributes. */
export interface Values {
  number(name: string, mean?: boolean): number;
  text(name: string): string;
}

export function valuesOf(part: PartModel, read: PartReader): Values {
  const set = (name: string): string => {
    const value = part.attributes[name] ?? part.own?.forms.find((form) => form.name === name)?.fallback ?? "";
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const number = (name: string, mean = false): number => {
    const recorded = mean ? read.mean(name) : read.value(name);
    if (!Number.isNaN(recorded)) return recorded;
    const control = part.controls.find((each) => each.name === name);
    return control ? control.initial : set(name).trim() === "" ? NaN : Number(set(name));
  };
  return { number, text: set };
}

/** A number that may follow another; `fallback` while that is not known. */
export function numberIn(value: number | Binding, values: Values, fallback: number): number {
  if (typeof value === "number") return value;
  const { of, from, to, steps, mean } = value;
  const now = values.number(of, mean);
  if (Number.isNaN(now)) return steps?.[0]?.[1] ?? to?.[0] ?? fallback;
  if (steps) return (steps.findLast(([least]) => now >= least) ?? steps[0])?.[1] ?? fallback;
  if (!from || !to) return now;
  const share = Math.min(1, Math.max(0, (now - from[0]) / (from[1] - from[0])));
  return to[0] + share * (to[1] - to[0]);
}

export function colorIn(color: Color | ColorBinding, values: Values): Color {
  if (typeof color === "string") return color;
  const { of, steps, blend, mean } = color;
  const now = values.number(of, mean);
  // NaN is behind no step.
  const index = Math.max(
    0,
    steps.findLastIndex(([least]) => now >= least),
  );
  const [from, here] = steps[index] as readonly [number, Color];
  const next = steps[index + 1];
  if (!blend || !next || !(now > from)) return here;
  const [a, b] = [parseColor(here), parseColor(next[1])];
  return a && b ? css(mix(a, b, (now - from) / (next[0] - from))) : here;
}

/** A text with its values. */
export function textIn(text: string, values: Values): string {
  const written = piecesOf(text).map((piece) => {
    if (typeof piece === "string") return piece;
    const now = values.number(piece.name);
    if (piece.words) return now >= 0.5 ? piece.words[0] : piece.words[1];
    return Number.isNaN(now) ? values.text(piece.name) || "–" : formatted(now, piece.format);
  });
  return written.join("");
}

const MINUS = "−";

function formatted(value: number, format: string): string {
  if (format === "x") return `0x${Math.round(value).toString(16).toUpperCase()}`;
  if (format === "%") return `${Math.round(value * 100)} %`;
  const digits = format === "" ? String(Number(value.toPrecision(6))) : value.toFixed(Number(format));
  // Not "-0.0".
  return Number(digits) === 0 ? digits.replace("-", "") : digits.replace("-", MINUS);
}

/** Whether a shape is not always the same. */
export const isMoving = (shape: FaceShape): boolean => allShapes([shape]).some((each) => namesIn(each).length > 0);
