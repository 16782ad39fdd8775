import {
  didYouMean,
  type Attributes,
  type DeviceContext,
  type DeviceDefinition,
  type PinRole,
} from "@tickless/sim-core";
import * as v from "valibot";
import { allShapes, namesInText, type FaceData } from "./face-data.js";
import { FaceSchema } from "./face-schema.js";
import { guarded } from "./guarded.js";

/** An attribute of a part in diagrams, as the viewer asks for it. */
export interface AttributeForm {
  readonly name: string;
  /** For people; default its name. */
  readonly label?: string;
  /** Default "text", or "choice" when there are choices. */
  readonly input?: "text" | "number" | "choice" | "switch";
  readonly choices?: readonly string[];
  /** What it is when nothing is set. */
  readonly fallback?: string;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
}

/** What the author of a part says of it. */
export interface PartSpec<State> {
  /** Its name in diagrams: "tmp102", "my-relay", "chip-counter". */
  readonly type: string;
  /** More names of it. */
  readonly aliases?: readonly string[];
  /** For people: "Thermometer TMP102". */
  readonly label: string;
  /** All its pins. */
  readonly pins: readonly string[];
  /** Pins that are the same terminal: each list is one node inside the part. */
  readonly joined?: readonly (readonly string[])[];
  /** What pins are electrically, for `tickless check`; those that are missing go by their names (VCC, GND, SCL, SDA) or are passive. */
  readonly roles?: Readonly<Record<string, PinRole>>;
  /** Pins that the part pulls up, or down, by itself; for `tickless check`. */
  readonly pullUps?: readonly string[];
  readonly pullDowns?: readonly string[];
  /** The most volts to which the part drives or pulls a pin; default its supply's. */
  readonly highVolts?: Readonly<Record<string, number>>;
  /** Attributes that it has in diagrams: names, or how they are asked for. Others are reported. */
  readonly attributes?: readonly (string | AttributeForm)[];
  /** All that the part remembers: plain data (numbers, texts, truth values, lists, objects and typed arrays of them). */
  readonly createState?: (attributes: Attributes) => State;
  /** Declares what the part does; called once, before time 0. */
  readonly connect: (ctx: DeviceContext<State>) => void;
  /** What it looks like. Without one it is a box with its label, its pins and its outputs. */
  readonly face?: FaceData;
}

/** A part that was checked: a definition as those of the parts that come along, and how it is shown. */
export interface PartDefinition extends DeviceDefinition {
  readonly label: string;
  readonly forms: readonly AttributeForm[];
  readonly face: FaceData | undefined;
}

/** One mistake in what was said of a part. */
export interface PartMistake {
  readonly message: string;
  readonly hint?: string;
}

/** What is wrong with a part: all of it. */
export class PartError extends Error {
  override readonly name = "PartError";
  constructor(readonly mistakes: readonly PartMistake[]) {
    super(mistakes.map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`)).join("\n"));
  }
}

const made = new WeakSet<object>();

/** Whether it is what `definePart` has made. */
export const isPart = (value: unknown): value is PartDefinition =>
  typeof value === "object" && value !== null && made.has(value);

const NAME = /^[A-Za-z][\w.+-]*$/;
const MOST_PINS = 200;

const text = v.string("expected text");
const words = v.pipe(text, v.nonEmpty("expected text"), v.maxLength(100, "expected at most 100 characters"));
const typeName = v.pipe(text, v.regex(NAME, "expected a name without blanks, such as tmp102"));
const pinName = v.pipe(text, v.regex(/^[^\s:]{1,40}$/, "expected names of pins without blanks and colons"));
const pins = v.pipe(
  v.array(pinName, "expected a list of pins"),
  v.minLength(1, "expected a pin"),
  v.maxLength(MOST_PINS, `expected at most ${MOST_PINS} pins`),
  v.check((list) => new Set(list).size === list.length, "two pins have the same name"),
);
const finite = v.pipe(v.number("expected a number"), v.finite("expected a finite number"));
const functionOf = (called: string) => v.custom<() => unknown>((value) => typeof value === "function", called);
const ROLES = [
  ...["power", "ground", "input", "output", "analog", "open-drain", "scl", "sda", "led", "led-common", "passive"],
] as PinRole[];

const Form = v.strictObject({
  name: v.pipe(text, v.nonEmpty("expected a name")),
  label: v.optional(words),
  input: v.optional(
    v.picklist(["text", "number", "choice", "switch"], 'expected "text", "number", "choice" or "switch"'),
  ),
  choices: v.optional(v.array(text, "expected a list of texts")),
  fallback: v.optional(text),
  unit: v.optional(text),
  min: v.optional(finite),
  max: v.optional(finite),
});

const Schema = v.strictObject({
  type: typeName,
  aliases: v.optional(v.array(typeName, "expected a list of names")),
  label: words,
  pins,
  joined: v.optional(v.array(v.array(text, "expected a list of pins"), "expected lists of pins")),
  roles: v.optional(v.record(text, v.picklist(ROLES, `expected ${ROLES.join(", ")}`), "expected roles by pins")),
  pullUps: v.optional(v.array(text, "expected a list of pins")),
  pullDowns: v.optional(v.array(text, "expected a list of pins")),
  highVolts: v.optional(v.record(text, finite, "expected volts by pins")),
  attributes: v.optional(
    v.array(
      v.lazy((input) => (typeof input === "object" ? Form : v.pipe(text, v.nonEmpty("expected a name")))),
      "expected a list of attributes",
    ),
  ),
  createState: v.optional(functionOf("expected a function that returns what the part remembers")),
  connect: functionOf("expected a function connect(ctx) { … }"),
  face: v.optional(FaceSchema),
});

/**
 * Makes a part of what its author says of it, for `export default`. Throws PartError with every mistake. What goes wrong in its
 * functions later names the part, the time, and the file and line.
 */
export function definePart<State = undefined>(spec: PartSpec<State>): PartDefinition {
  const result = v.safeParse(Schema, spec);
  if (!result.success) throw new PartError(result.issues.map((issue) => mistakeOf(issue)));
  const { label, face, attributes = [], ...others } = result.output as PartSpec<State>;
  const mistakes = [...strangePins(spec), ...(face ? strangeInFace(spec, face) : [])];
  if (mistakes.length > 0) throw new PartError(mistakes);
  const forms = attributes.map((each): AttributeForm => (typeof each === "string" ? { name: each } : each));
  const definition: PartDefinition = {
    ...guarded<State>(others),
    attributes: forms.map(({ name }) => name),
    label,
    forms,
    face,
  };
  made.add(definition);
  return definition;
}

/** "face.shapes[2].fill: …" */
function mistakeOf(issue: v.BaseIssue<unknown>): PartMistake {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const where = (path: readonly (string | number)[]): string =>
    path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
  const last = keys.at(-1);
  if (issue.type === "strict_object") {
    const around = where(keys.slice(0, -1));
    if (issue.expected === "never") {
      const hint = issue.path?.length === 1 ? didYouMean(String(last), Object.keys(Schema.entries)) : {};
      return { message: `${around === "" ? "" : `${around}: `}unknown key '${String(last)}'`, ...hint };
    }
    if (issue.received === "undefined" && issue.expected !== "Object") {
      return { message: `${around === "" ? "" : `${around}: `}'${String(last)}' is missing` };
    }
    return { message: `${where(keys) || "the part"}: expected keys and values` };
  }
  return { message: `${where(keys)}: ${issue.message}` };
}

/** Names of pins that the part does not have. */
function* strangePins(spec: Omit<PartSpec<never>, "createState" | "connect">): Generator<PartMistake> {
  const { pins, joined = [], roles = {}, pullUps = [], pullDowns = [], highVolts = {}, face } = spec;
  const named: readonly (readonly [string, readonly string[]])[] = [
    ["joined", joined.flat()],
    ["roles", Object.keys(roles)],
    ["pullUps", pullUps],
    ["pullDowns", pullDowns],
    ["highVolts", Object.keys(highVolts)],
    ["face.pins", Object.keys(face?.pins ?? {})],
    [
      "face.shapes",
      allShapes(face?.shapes ?? []).flatMap((shape) => (shape.kind === "header" ? (shape.pins ?? []) : [])),
    ],
  ];
  for (const [key, names] of named) {
    for (const name of names) {
      if (!pins.includes(name)) yield { message: `${key}: there is no pin '${name}'`, ...didYouMean(name, pins) };
    }
  }
  const missing = face ? pins.filter((pin) => !(pin in face.pins)) : [];
  if (missing.length > 0) yield { message: `face.pins: there is no place for ${missing.join(", ")}` };
}

/** Places that are not in the face. */
function* strangeInFace({ pins }: Pick<PartSpec<never>, "pins">, face: FaceData): Generator<PartMistake> {
  for (const pin of pins) {
    const [x, y] = face.pins[pin] ?? [0, 0];
    if (x < 0 || y < 0 || x > face.width || y > face.height) {
      yield {
        message: `face.pins.${pin}: [${x}, ${y}] is outside of the face, which is ${face.width} x ${face.height}`,
      };
    }
  }
  const texts = allShapes(face.shapes).flatMap((shape) => (shape.kind === "text" ? shape.text : []));
  for (const text of [face.describe ?? "", ...texts]) {
    const rest = text.replaceAll("{{", "");
    if (rest.split("{").length - 1 !== namesInText(text).length) {
      yield {
        message: `face: '${text}' has a brace that begins no value`,
        hint: "write {name}, {name:1}, {name:%}, {name:x} or {name?yes|no}; {{ is a brace",
      };
    }
  }
}
