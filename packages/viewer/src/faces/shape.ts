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
  /**
   * Press it, turn it about the centre of `area`, or slide it along; toggle it between 0 and 1; turn it endlessly, a step (dial)
   * at a time; or push it away from the centre, to where it springs back (stick).
   */
  readonly kind: "press" | "turn" | "slide" | "toggle" | "dial" | "stick";
  readonly area: Box;
  readonly round: boolean;
  /** Slide: the ends of the way. */
  readonly track?: { readonly from: Point; readonly to: Point };
  /** Dial: degrees from one step to the next. */
  readonly degrees?: number;
  /** Stick: `control` is 1 at the left and -1 at the right, this one 1 at the top and -1 at the bottom. */
  readonly upwards?: string;
}

/** A key of the keyboard that works a control of a part as long as it is down. */
export interface ShapeKey {
  readonly key: string;
  readonly control: string;
  /** While it is down; default 1. Afterwards the control is 0. */
  readonly value?: number;
}

/** What is known of a part type without drawing it. */
export interface PartShape {
  readonly types: readonly string[];
  /** The project brings it along. */
  readonly own?: boolean;
  /** Drawn under all others. */
  readonly underneath?: boolean;
  /** Name for people: "LED". */
  readonly name: string;
  geometry(part: PartModel): PartGeometry;
  /** What it is and does at the moment, for people: "red, 40 % bright". "": nothing to tell. */
  describe?(part: PartModel, read: PartReader): string;
  controls?(part: PartModel): readonly ControlArea[];
  /** Keys that it answers to by nature; those of its attribute `key` are not among them. */
  keys?(part: PartModel): readonly ShapeKey[];
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
