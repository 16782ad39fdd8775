import * as v from "valibot";
import { MATERIALS, type FaceShape } from "./face-data.js";

/* What a face may be: the data come from whoever has written the part, and are drawn on a page. */

/** Names of CSS that are colours here. */
const NAMES =
  "aqua beige black blue brown coral crimson cyan fuchsia gold gray green grey indigo khaki lavender lime limegreen magenta maroon " +
  "navy olive orange pink purple red salmon silver skyblue teal tomato turquoise violet white yellow";
const KNOWN = new Set<string>([...NAMES.split(" "), ...MATERIALS, "none"]);
const HEX = /^#([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i;
const CHANNEL = String.raw`\s*\d{1,3}(\.\d+)?\s*`;
const RGB = new RegExp(`^rgba?\\(${CHANNEL}[, ]${CHANNEL}[, ]${CHANNEL}([,/]\\s*(\\d*\\.?\\d+)%?\\s*)?\\)$`);

/** Px: more than any part is large. */
const FAR = 2000;
const MAX_SHAPES = 500;
const MAX_DEPTH = 8;
const MAX_TEXT = 200;
const MAX_PATH = 10_000;

const finite = v.pipe(v.number("expected a number"), v.finite("expected a finite number"));
const length = v.pipe(
  finite,
  v.minValue(-FAR, `expected at least ${-FAR}`),
  v.maxValue(FAR, `expected at most ${FAR}`),
);
const size = v.pipe(finite, v.gtValue(0, "expected more than 0"), v.maxValue(FAR, `expected at most ${FAR}`));
const radius = v.pipe(finite, v.minValue(0, "expected 0 or more"), v.maxValue(FAR, `expected at most ${FAR}`));
const place = v.pipe(v.tuple([length, length], "expected [x, y]"), v.readonly());
const name = v.pipe(v.string("expected a name"), v.nonEmpty("expected a name"));
const words = v.pipe(v.string("expected text"), v.maxLength(MAX_TEXT, `expected at most ${MAX_TEXT} characters`));
const flag = v.boolean("expected true or false");

const color = v.pipe(
  v.string("expected a colour"),
  v.check(
    (text) => HEX.test(text) || KNOWN.has(text) || RGB.test(text),
    ({ input }) => `'${String(input).slice(0, 40)}' is no colour: expected "#rrggbb", "rgb(…)", "red", "board-blue", …`,
  ),
);

const rising = <Step extends [number, unknown]>() =>
  v.check<Step[], string>(
    (steps) => steps.every(([from], index) => index === 0 || from > (steps[index - 1] as Step)[0]),
    "expected steps in order of their values",
  );
const pair = v.tuple([finite, finite], "expected two numbers");
const binding = v.pipe(
  v.strictObject({
    of: name,
    from: v.optional(pair),
    to: v.optional(pair),
    steps: v.optional(
      v.pipe(v.array(pair, "expected a list of [from, number]"), v.nonEmpty("expected a step"), rising()),
    ),
    mean: v.optional(flag),
  }),
  v.check(({ from, to }) => (from === undefined) === (to === undefined), "'from' and 'to' go together"),
  v.check(({ from, steps }) => from === undefined || steps === undefined, "either 'from' and 'to', or 'steps'"),
  v.check(({ from }) => from === undefined || from[0] !== from[1], "the two values of 'from' are the same"),
);
/** Either a plain value, or what it follows: messages are about the one that was meant. */
const either = <A extends v.GenericSchema, B extends v.GenericSchema>(plain: A, bound: B) =>
  v.lazy((input: unknown): A | B => (typeof input === "object" ? bound : plain));
const value = either(finite, binding);
const share = either(v.pipe(finite, v.minValue(0, "expected 0 to 1"), v.maxValue(1, "expected 0 to 1")), binding);
const paint = either(
  color,
  v.strictObject({
    of: name,
    steps: v.pipe(
      v.array(v.tuple([finite, color], "expected [from, colour]"), "expected a list of [from, colour]"),
      v.nonEmpty("expected a step"),
      rising(),
    ),
    blend: v.optional(flag),
    mean: v.optional(flag),
  }),
);

const common = {
  opacity: v.optional(share),
  rotate: v.optional(v.strictObject({ by: value, about: place })),
  move: v.optional(v.strictObject({ x: v.optional(value), y: v.optional(value) })),
};
const painted = { ...common, fill: v.optional(paint), stroke: v.optional(paint), strokeWidth: v.optional(size) };
const boxed = { x: length, y: length, width: size, height: size };
const kind = <K extends FaceShape["kind"]>(of: K) => v.literal(of);
const seen = <Shape extends { fill?: unknown; stroke?: unknown }>() =>
  v.check<Shape, string>(({ fill, stroke }) => (fill ?? stroke) !== undefined, "expected a 'fill' or a 'stroke'");

const SHAPES = {
  rect: v.pipe(v.strictObject({ kind: kind("rect"), ...boxed, radius: v.optional(radius), ...painted }), seen()),
  circle: v.pipe(v.strictObject({ kind: kind("circle"), x: length, y: length, radius: size, ...painted }), seen()),
  ellipse: v.pipe(
    v.strictObject({ kind: kind("ellipse"), x: length, y: length, radiusX: size, radiusY: size, ...painted }),
    seen(),
  ),
  line: v.pipe(
    v.strictObject({
      kind: kind("line"),
      points: v.pipe(v.array(place, "expected a list of [x, y]"), v.minLength(2, "expected two points or more")),
      ...painted,
    }),
    seen(),
  ),
  path: v.pipe(
    v.strictObject({
      kind: kind("path"),
      d: v.pipe(
        v.string("expected a path as SVG has it"),
        v.maxLength(MAX_PATH, `expected at most ${MAX_PATH} characters`),
        v.regex(/^\s*[Mm][MmLlHhVvCcSsQqTtAaZz\d\s.,eE+-]*$/, "expected a path as SVG has it"),
      ),
      ...painted,
    }),
    seen(),
  ),
  text: v.strictObject({
    kind: kind("text"),
    x: length,
    y: length,
    text: words,
    size,
    align: v.optional(v.picklist(["left", "center", "right"], 'expected "left", "center" or "right"')),
    weight: v.optional(v.pipe(finite, v.minValue(100, "expected 100 to 900"), v.maxValue(900, "expected 100 to 900"))),
    fill: v.optional(paint),
    ...common,
  }),
  bar: v.strictObject({
    kind: kind("bar"),
    ...boxed,
    value: share,
    towards: v.optional(v.picklist(["right", "left", "up", "down"], 'expected "right", "left", "up" or "down"')),
    fill: paint,
    back: v.optional(color),
    radius: v.optional(radius),
    ...common,
  }),
  glow: v.strictObject({ kind: kind("glow"), x: length, y: length, radius: size, fill: paint, ...common }),
  header: v.strictObject({
    kind: kind("header"),
    edge: v.picklist(["left", "right", "bottom"], 'expected "left", "right" or "bottom"'),
    pins: v.optional(v.array(name, "expected a list of pins")),
    ...common,
  }),
  group: v.strictObject({
    kind: kind("group"),
    shapes: v.array(
      v.lazy(() => shape),
      "expected a list of shapes",
    ),
    ...common,
  }),
} as const satisfies Record<FaceShape["kind"], v.GenericSchema>;

const KINDS = Object.keys(SHAPES);
const unknownKind = v.strictObject({
  kind: v.picklist(
    KINDS,
    ({ input }) => `there is no shape '${String(input).slice(0, 40)}': expected ${KINDS.join(", ")}`,
  ),
});

/** The schema of the kind that it says it is. */
const shape: v.GenericSchema<FaceShape> = v.lazy((input: unknown) => {
  const said = typeof input === "object" && input !== null && "kind" in input ? input.kind : undefined;
  const found = typeof said === "string" && Object.hasOwn(SHAPES, said) ? SHAPES[said as FaceShape["kind"]] : undefined;
  return (found ?? unknownKind) as v.GenericSchema<FaceShape>;
});

const control = v.strictObject({
  control: name,
  kind: v.picklist(["press", "toggle", "turn", "slide"], 'expected "press", "toggle", "turn" or "slide"'),
  ...boxed,
  round: v.optional(flag),
  from: v.optional(place),
  to: v.optional(place),
});

/** A face in all its details; whether names and pins are those of the part is checked where the part is known. */
export const FaceSchema = v.strictObject({
  width: size,
  height: size,
  pins: v.record(name, place, "expected the pins' places"),
  body: v.optional(v.strictObject({ ...boxed, radius: v.optional(radius) })),
  shapes: v.pipe(
    v.custom<readonly unknown[]>(Array.isArray, "expected a list of shapes"),
    v.check(
      // Groups that contain themselves are too many, whatever their depth.
      (shapes) => countShapes(shapes) <= MAX_SHAPES && depthOf(shapes) <= MAX_DEPTH,
      `expected at most ${MAX_SHAPES} shapes, in groups at most ${MAX_DEPTH} deep`,
    ),
    v.array(shape, "expected a list of shapes"),
  ),
  controls: v.optional(v.array(control, "expected a list of controls")),
  describe: v.optional(words),
});

/** What is in the group, whatever that is. */
const inside = (shape: unknown): readonly unknown[] => {
  const inner: unknown = typeof shape === "object" && shape !== null && "shapes" in shape ? shape.shapes : undefined;
  return Array.isArray(inner) ? inner : [];
};

/** Ends when there are too many, as in groups that contain themselves. */
function countShapes(shapes: readonly unknown[]): number {
  const open = [...shapes];
  let count = 0;
  for (let next = open.pop(); next !== undefined && count <= MAX_SHAPES; next = open.pop()) {
    count++;
    open.push(...inside(next));
  }
  return count;
}

const depthOf = (shapes: readonly unknown[]): number =>
  shapes.reduce<number>((deepest, each) => Math.max(deepest, 1 + depthOf(inside(each))), 0);
