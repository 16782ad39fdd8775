import { textAttribute } from "@tickless/devices/attributes";
import type { PartReader } from "../board/state-reader.js";
import type { Box, Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";

/** Sizes and pins of a part, in its own coordinates: CSS px at 96 dpi from the top left of its unrotated box. */
export interface PartGeometry {
  readonly width: number;
  readonly height: number;
  readonly pins: ReadonlyMap<string, Point>;
  /** What the part covers: it is hit here, outlined here and casts its shadow. */
  readonly body: Box;
  /** Corners of the body. */
  readonly radius: number;
}

/** A place of a part that a pointer works a control with. */
export interface ControlArea {
  readonly control: string;
  /** Press it, turn it about the centre of `area`, or slide it along. */
  readonly kind: "press" | "turn" | "slide";
  readonly area: Box;
  readonly round: boolean;
  /** Slide: the ends of the way. */
  readonly track?: { readonly from: Point; readonly to: Point };
}

/** What is known of a part type without drawing it. */
export interface PartShape {
  readonly types: readonly string[];
  /** Drawn under all others. */
  readonly underneath?: boolean;
  /** Name for people: "LED". */
  readonly name: string;
  geometry(part: PartModel): PartGeometry;
  /** What it is and does at the moment, for people: "red, 40 % bright". "": nothing to tell. */
  describe?(part: PartModel, read: PartReader): string;
  controls?(part: PartModel): readonly ControlArea[];
}

/** Pins by name from "name x y" rows. */
export const pinsAt = (...pins: readonly (readonly [name: string, x: number, y: number])[]): Map<string, Point> =>
  new Map(pins.map(([name, x, y]) => [name, { x, y }]));

/** An attribute as text. */
export const text = (part: PartModel, name: string, fallback = ""): string =>
  textAttribute(part.attributes, name, fallback);

/** An attribute as a number within bounds. */
export function number(part: PartModel, name: string, fallback: number, min: number, max: number): number {
  const value = Number(text(part, name, String(fallback)));
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}

export const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;
