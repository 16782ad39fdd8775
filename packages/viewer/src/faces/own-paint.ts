import type { BarShape, Color, ColorBinding, FaceShape, MATERIALS, TextShape } from "tickless/parts/face-data";
import { parseColor, WHITE } from "../board/colors.js";
import { box, type Box } from "../board/plane.js";
import { header, LACQUERS, pinNames, SILK } from "./module.js";
import { colorIn, numberIn, textIn, type Values } from "./own-values.js";
import { glow, print, slanted, type Pen, type Stops } from "./pen.js";
import type { PartGeometry } from "./shape.js";

/* Draws a face that is data. */

type Material = (typeof MATERIALS)[number];

const lacquer = (name: keyof typeof LACQUERS): Stops => LACQUERS[name].map((color, index) => [index, color] as const);

/** Materials as gradients from the top left to the bottom right, or as plain colours. */
const LOOKS: Readonly<Record<Material, Stops | string>> = {
  "board-blue": lacquer("blue"),
  "board-black": lacquer("black"),
  "board-green": lacquer("green"),
  "board-red": lacquer("red"),
  silk: SILK,
  metal: [
    [0, "#f3f5f7"],
    [0.55, "#b9c0c8"],
    [1, "#7f8790"],
  ],
  gold: [
    [0, "#f4e2a6"],
    [1, "#b48d3c"],
  ],
  plastic: "#15171a",
  glass: [
    [0, "#101a26"],
    [1, "#070c12"],
  ],
  shadow: "rgb(0 0 0 / 30%)",
  digital: "#3fdc7f",
  pwm: "#ffbd4f",
  analog: "#45c6dd",
  fault: "#ff6b6b",
};

function inkOf(pen: Pen, color: Color, area: Box): string | CanvasGradient {
  const look = Object.hasOwn(LOOKS, color) ? LOOKS[color as Material] : color;
  return typeof look === "string" ? look : slanted(pen, area, look);
}

export function paintShapes(pen: Pen, shapes: readonly FaceShape[], values: Values, geometry: PartGeometry): void {
  for (const shape of shapes) paintShape(pen, shape, values, geometry);
}

function paintShape(pen: Pen, shape: FaceShape, values: Values, geometry: PartGeometry): void {
  const { opacity = 1, rotate, move } = shape;
  const seen = Math.min(1, Math.max(0, numberIn(opacity, values, 0)));
  if (seen === 0) return;
  pen.save();
  pen.globalAlpha *= seen;
  if (move) pen.translate(numberIn(move.x ?? 0, values, 0), numberIn(move.y ?? 0, values, 0));
  if (rotate) {
    const [x, y] = rotate.about;
    pen.translate(x, y);
    pen.rotate((numberIn(rotate.by, values, 0) * Math.PI) / 180);
    pen.translate(-x, -y);
  }
  draw(pen, shape, values, geometry);
  pen.restore();
}

function draw(pen: Pen, shape: FaceShape, values: Values, geometry: PartGeometry): void {
  switch (shape.kind) {
    case "group":
      return paintShapes(pen, shape.shapes, values, geometry);
    case "text":
      return write(pen, shape, values);
    case "header": {
      const pins = new Map([...geometry.pins].filter(([name]) => shape.pins?.includes(name) ?? true));
      if (pins.size === 0) return;
      header(pen, { ...geometry, pins }, shape.edge);
      return pinNames(pen, { ...geometry, pins }, shape.edge);
    }
    case "bar":
      return paintBar(pen, shape, values);
    case "glow": {
      const color = parseColor(plainColor(colorIn(shape.fill, values))) ?? WHITE;
      return glow(pen, shape, shape.radius, color);
    }
    case "rect":
      pen.beginPath();
      pen.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius ?? 0);
      return paintOutline(pen, shape, box(shape.x, shape.y, shape.width, shape.height), values);
    case "circle":
    case "ellipse": {
      const [across, down] = shape.kind === "circle" ? [shape.radius, shape.radius] : [shape.radiusX, shape.radiusY];
      pen.beginPath();
      pen.ellipse(shape.x, shape.y, across, down, 0, 0, 2 * Math.PI);
      return paintOutline(pen, shape, box(shape.x - across, shape.y - down, 2 * across, 2 * down), values);
    }
    case "line":
      pen.beginPath();
      shape.points.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
      return paintOutline(pen, shape, around(shape.points), values);
    case "path":
      return paintOutline(pen, shape, box(0, 0, 1, 1), values, new Path2D(shape.d));
  }
}

function around(points: readonly (readonly [number, number])[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return box(left, top, Math.max(...xs) - left, Math.max(...ys) - top);
}

interface Painted {
  readonly fill?: Color | ColorBinding;
  readonly stroke?: Color | ColorBinding;
  readonly strokeWidth?: number;
}

/** Fills and strokes the path. */
function paintOutline(pen: Pen, { fill, stroke, strokeWidth = 1 }: Painted, area: Box, values: Values, path?: Path2D) {
  const fillColor = fill === undefined ? "none" : colorIn(fill, values);
  if (fillColor !== "none") {
    pen.fillStyle = inkOf(pen, fillColor, area);
    if (path) pen.fill(path);
    else pen.fill();
  }
  const strokeColor = stroke === undefined ? "none" : colorIn(stroke, values);
  if (strokeColor === "none") return;
  pen.strokeStyle = inkOf(pen, strokeColor, area);
  pen.lineWidth = strokeWidth;
  pen.lineCap = pen.lineJoin = "round";
  if (path) pen.stroke(path);
  else pen.stroke();
}

/** A material that is a gradient, as the colour in its middle. */
function plainColor(color: Color): Color {
  const look = Object.hasOwn(LOOKS, color) ? LOOKS[color as Material] : color;
  return typeof look === "string" ? look : (look[look.length >> 1]?.[1] ?? color);
}

function write(pen: Pen, { text, x, y, size, align, weight, fill = "silk" }: TextShape, values: Values): void {
  const color = plainColor(colorIn(fill, values));
  if (color === "none") return;
  print(pen, textIn(text, values), { x, y }, { size, color, align: align ?? "center", weight: weight ?? 500 });
}

function paintBar(pen: Pen, shape: BarShape, values: Values): void {
  const { x, y, width, height, towards = "right", fill, back = "none", radius = 0 } = shape;
  const share = Math.min(1, Math.max(0, numberIn(shape.value, values, 0)));
  const area = box(x, y, width, height);
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
  if (back !== "none") {
    pen.fillStyle = inkOf(pen, back, area);
    pen.fill();
  }
  pen.clip();
  const [wide, high] = [width * share, height * share];
  pen.fillStyle = inkOf(pen, colorIn(fill, values), area);
  if (towards === "right") pen.fillRect(x, y, wide, height);
  else if (towards === "left") pen.fillRect(x + width - wide, y, wide, height);
  else if (towards === "down") pen.fillRect(x, y, width, high);
  else pen.fillRect(x, y + height - high, width, high);
}
