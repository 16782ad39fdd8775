/*
 * What a part looks like, as data: whoever draws it runs no code of the part's. Lengths are CSS px at 96 dpi (2.54 mm are 9.6 px),
 * from the top left of the part's box; angles are degrees clockwise.
 */

/** "#rgb", "#rrggbb", "#rrggbbaa", "rgb(…)", a name of CSS such as "red", "none", or one of `MATERIALS`. */
export type Color = string;

/**
 * What the other parts are made of. The lacquers of circuit boards and metal are gradients, the others plain. A part looks the same
 * on the dark page and on the light one.
 */
export const MATERIALS = [
  "board-blue",
  "board-black",
  "board-green",
  "board-red",
  "silk",
  "metal",
  "gold",
  "plastic",
  "glass",
  "shadow",
  "digital",
  "pwm",
  "analog",
  "fault",
] as const;

/** A number that follows an output, a control or an attribute of the part, by its name. */
export interface Binding {
  readonly of: string;
  /** These two values become the two numbers of `to`, those between lie between, those beyond stay at the ends. Default: as it is. */
  readonly from?: readonly [number, number];
  readonly to?: readonly [number, number];
  /** Or: from this value on this number; before the first the first. */
  readonly steps?: readonly (readonly [from: number, number: number])[];
  /** An output that pulses: its mean over what an eye sees at once. */
  readonly mean?: boolean;
}

/** A colour that follows an output, a control or an attribute: from this value on this colour. */
export interface ColorBinding {
  readonly of: string;
  readonly steps: readonly (readonly [from: number, color: Color])[];
  /** Between two steps the colour is between theirs; for colours of numbers ("#…", "rgb(…)") and names of CSS. */
  readonly blend?: boolean;
  readonly mean?: boolean;
}

/** [x, y] */
export type Place = readonly [number, number];

interface Common {
  /** 0 to 1. */
  readonly opacity?: number | Binding;
  /** Turns it about a point. */
  readonly rotate?: { readonly by: number | Binding; readonly about: Place };
  /** Moves it. */
  readonly move?: { readonly x?: number | Binding; readonly y?: number | Binding };
}

interface Painted extends Common {
  readonly fill?: Color | ColorBinding;
  readonly stroke?: Color | ColorBinding;
  /** Default 1. */
  readonly strokeWidth?: number;
}

export interface RectShape extends Painted {
  readonly kind: "rect";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of its corners. */
  readonly radius?: number;
}

export interface CircleShape extends Painted {
  readonly kind: "circle";
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface EllipseShape extends Painted {
  readonly kind: "ellipse";
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
}

export interface LineShape extends Painted {
  readonly kind: "line";
  readonly points: readonly Place[];
}

export interface PathShape extends Painted {
  readonly kind: "path";
  /** As SVG has it. */
  readonly d: string;
}

export interface TextShape extends Common {
  readonly kind: "text";
  readonly x: number;
  /** The middle of its height. */
  readonly y: number;
  /** May have values in it: see `textOf`. */
  readonly text: string;
  readonly size: number;
  readonly align?: "left" | "center" | "right";
  /** 100 to 900; default 500. */
  readonly weight?: number;
  /** Default "silk". */
  readonly fill?: Color | ColorBinding;
}

/** A bar that fills a part of its box. */
export interface BarShape extends Common {
  readonly kind: "bar";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The share that is filled, 0 to 1. */
  readonly value: number | Binding;
  /** To where it grows; default "right". */
  readonly towards?: "right" | "left" | "up" | "down";
  readonly fill: Color | ColorBinding;
  /** Behind it. */
  readonly back?: Color;
  readonly radius?: number;
}

/** A soft light that fades to nothing at its radius. */
export interface GlowShape extends Common {
  readonly kind: "glow";
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: Color | ColorBinding;
}

/** A pin header at an edge of the body, with the names of the pins: their legs stick out to where the wires end. */
export interface HeaderShape extends Common {
  readonly kind: "header";
  readonly edge: "left" | "right" | "bottom";
  /** Default: all. */
  readonly pins?: readonly string[];
}

/** Shapes that are turned, moved and faded together. */
export interface GroupShape extends Common {
  readonly kind: "group";
  readonly shapes: readonly FaceShape[];
}

export type FaceShape =
  | RectShape
  | CircleShape
  | EllipseShape
  | LineShape
  | PathShape
  | TextShape
  | BarShape
  | GlowShape
  | HeaderShape
  | GroupShape;

/** A place at which a pointer works a control. The keyboard works it, too. */
export interface FaceControl {
  /** The control's name. */
  readonly control: string;
  /**
   * `press` it as long as the pointer is down; `toggle` it between 0 and 1; `turn` it about the middle of the place, as a knob from
   * -135° (least) to 135° (most), or `slide` it `from` one point `to` another.
   */
  readonly kind: "press" | "toggle" | "turn" | "slide";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The circle in it alone. */
  readonly round?: boolean;
  /** Slide: where the control is at its least and at its most. Default: the middles of the left and the right edge. */
  readonly from?: Place;
  readonly to?: Place;
}

export interface FaceData {
  readonly width: number;
  readonly height: number;
  /** Where wires end. Every pin of the part is here. */
  readonly pins: Readonly<Record<string, Place>>;
  /** What the part covers: it is clicked here, and casts its shadow. Default: the whole box. */
  readonly body?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly radius?: number;
  };
  /** In order of painting. */
  readonly shapes: readonly FaceShape[];
  readonly controls?: readonly FaceControl[];
  /** For screen readers: what it shows at the moment, with values in it: "{temperature:1} °C". */
  readonly describe?: string;
}

/** A value in a text: its name, and how it is written. */
export interface Placeholder {
  readonly name: string;
  /** Digits behind the point, "%", "x" (hexadecimal); "": as it is. */
  readonly format: string;
  /** Instead of the number: what is written when it is 0.5 or more, and when it is less. */
  readonly words?: readonly [yes: string, no: string];
}

/** "{name}", "{name:1}", "{name:%}", "{name:x}", "{name?yes|no}"; "{{" is a brace. */
const PLACEHOLDER = /\{\{|\{([\w.-]+)(?::(\d|%|x)|\?([^{}|]*)\|([^{}|]*))?\}/g;

/** A text as its pieces. */
export function piecesOf(text: string): (string | Placeholder)[] {
  const pieces: (string | Placeholder)[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [whole, name, format = "", yes, no] = match;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (name === undefined) pieces.push("{");
    else pieces.push({ name, format, ...(yes === undefined || no === undefined ? {} : { words: [yes, no] as const }) });
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** What a colour or a number follows; undefined: it is always the same. */
export const followed = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null && "of" in value ? (value as Binding).of : undefined;

/** The shapes, and those in groups. */
export const allShapes = (shapes: readonly FaceShape[]): FaceShape[] =>
  shapes.flatMap((shape) => [shape, ...(shape.kind === "group" ? allShapes(shape.shapes) : [])]);

/** Every name that a shape follows, but for shapes in it. */
export function namesIn(shape: FaceShape): string[] {
  const { opacity, rotate, move } = shape;
  const values: unknown[] = [opacity, rotate?.by, move?.x, move?.y];
  if ("fill" in shape) values.push(shape.fill);
  if ("stroke" in shape) values.push(shape.stroke);
  if ("value" in shape) values.push(shape.value);
  const own = values.flatMap((value) => followed(value) ?? []);
  return shape.kind === "text" ? [...own, ...namesInText(shape.text)] : own;
}

export const namesInText = (text: string): string[] =>
  piecesOf(text).flatMap((piece) => (typeof piece === "string" ? [] : [piece.name]));
