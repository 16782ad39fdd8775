import { allShapes, namesIn, type FaceControl, type FaceData, type FaceShape } from "tickless/parts/face-data";
import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { textIn, valuesOf } from "./own-values.js";
import { pinsAt, type ControlArea, type PartShape } from "./shape.js";
import { sidesOf } from "./unknown.geometry.js";

/* Parts that a project brings along: their faces are data. */

/** What it looks like. */
export const faceDataOf = (part: PartModel): FaceData => part.own?.face ?? boxOf(part);

const PITCH = 9.6;
const WIDTH = 105.6;
const LINE = 9;
const MOST_LINES = 8;
const MOST_LETTERS = 9;
const TITLE = 6.4;
/** Of a letter's height, on average. */
const LETTER_WIDTH = 0.58;

/** For parts without a face: a box with the label, the pins in two columns as on a chip, and the outputs' values. */
function boxOf(part: PartModel): FaceData {
  const { label = "", outputs = [] } = part.own ?? {};
  const { left, right } = sidesOf(part);
  const shown = outputs.slice(0, MOST_LINES);
  const rows = Math.max(left.length, right.length);
  const below = 24 + rows * PITCH;
  const height = Math.max(48, below + shown.length * LINE + (shown.length > 0 ? 4 : 0));
  const row = (name: string, index: number, onRight: boolean): FaceShape[] => {
    const y = 24 + index * PITCH;
    const [end, edge] = onRight ? [WIDTH, WIDTH - 6] : [0, 6];
    const text = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
    return [
      { kind: "line", points: [[end, y], [edge, y]], stroke: "#b9bfc6", strokeWidth: 2 }, // prettier-ignore
      { kind: "text", x: onRight ? edge - 4 : edge + 4, y, text, size: 5, align: onRight ? "right" : "left" },
    ];
  };
  const size = Math.min(TITLE, (WIDTH - 16) / (Math.max(1, label.length) * LETTER_WIDTH));
  const values = shown.flatMap((name, index): FaceShape[] => {
    const y = below + 2 + index * LINE;
    return [
      { kind: "text", x: 9, y, text: name, size: 5, align: "left", fill: "#aab3bf" },
      { kind: "text", x: WIDTH - 9, y, text: `{${name}}`, size: 5.6, weight: 600, align: "right" },
    ];
  });
  const pinsOf = (names: readonly string[], x: number) =>
    names.map((name, index) => [name, [x, 24 + index * PITCH]] as const);
  return {
    width: WIDTH,
    height,
    pins: Object.fromEntries([...pinsOf(left, 0), ...pinsOf(right, WIDTH)]),
    body: { x: 4, y: 0, width: WIDTH - 8, height, radius: 3 },
    shapes: [
      { kind: "rect", x: 4, y: 0, width: WIDTH - 8, height, radius: 3, fill: "board-black", stroke: "#ffffff33" },
      { kind: "text", x: WIDTH / 2, y: 10, text: label, size, weight: 650 },
      ...left.flatMap((name, index) => row(name, index, false)),
      ...right.flatMap((name, index) => row(name, index, true)),
      ...values,
    ],
  };
}

function areaOf({ control, kind, x, y, width, height, round = false, from, to }: FaceControl): ControlArea {
  const area = { control, kind, area: box(x, y, width, height), round: round || kind === "turn" };
  if (kind !== "slide") return area;
  const [start, end] = [from ?? [x, y + height / 2], to ?? [x + width, y + height / 2]];
  return { ...area, track: { from: { x: start[0], y: start[1] }, to: { x: end[0], y: end[1] } } };
}

const kept = new WeakMap<PartModel, PartShape>();

/** What is known of a part of the project's own. */
export function ownShape(model: PartModel): PartShape {
  const known = kept.get(model);
  if (known) return known;
  const face = faceDataOf(model);
  const { width, height, pins, body = { x: 0, y: 0, width, height } } = face;
  const geometry = {
    width,
    height,
    pins: pinsAt(...Object.entries(pins).map(([name, [x, y]]) => [name, x, y] as const)),
    body: box(body.x, body.y, body.width, body.height),
    radius: body.radius ?? 2,
  };
  const shape: PartShape = {
    types: [model.type],
    own: true,
    name: model.own?.label ?? model.type,
    geometry: () => geometry,
    controls: () => (face.controls ?? []).map(areaOf),
    describe: (part, read) => textIn(face.describe ?? describeBox(part), valuesOf(part, read)),
  };
  kept.set(model, shape);
  return shape;
}

/** "measured 21.5, alert 0" */
const describeBox = ({ own }: PartModel): string =>
  (own?.outputs ?? [])
    .slice(0, MOST_LINES)
    .map((name) => `${name} {${name}}`)
    .join(", ");

/** What the picture of a part depends on. */
export const followedNames = (shapes: readonly FaceShape[]): string[] => [
  ...new Set(allShapes(shapes).flatMap(namesIn)),
];
