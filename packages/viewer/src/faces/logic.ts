import type { Box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face } from "./face.js";
import { clockGeneratorShape, gateName, gateShape, multiplexerShape } from "./logic.geometry.js";
import { fillCircle, fillRounded, leg, line, print, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

const INK = "#e8edf3";
const FILL = ["#3b4757", "#252d38"] as const;
const EDGE = "rgb(255 255 255 / 34%)";
const BUBBLE = 3.4;

function fillSymbol(pen: Pen, area: Box): void {
  pen.fillStyle = slanted(pen, area, [
    [0, FILL[0]],
    [1, FILL[1]],
  ]);
  pen.fill();
  pen.strokeStyle = EDGE;
  pen.lineWidth = 1;
  pen.stroke();
}

/** Legs from the pins to the middle, under the symbol. */
function legs(pen: Pen, { pins, body }: PartGeometry): void {
  for (const { x, y } of pins.values()) {
    const vertical = y < body.y || y > body.y + body.height;
    const inner: readonly [number, number] = vertical
      ? [x, Math.min(Math.max(y, body.y + 12), body.y + body.height - 12)]
      : [Math.min(Math.max(x, body.x + 12), body.x + body.width - 8), y];
    leg(pen, [[x, y], inner], 2);
  }
}

/** The gate's outline in its distinctive shape (IEEE Std 91). */
function gatePath(pen: Pen, name: string, { x, y, width, height }: Box, end: number): void {
  const [left, right, middle] = [x + 3, x + end, y + height / 2];
  pen.beginPath();
  if (name === "not" || name === "buffer") {
    pen.moveTo(left, y + 4);
    pen.lineTo(right, middle);
    pen.lineTo(left, y + height - 4);
  } else if (name.endsWith("and")) {
    pen.moveTo(left, y);
    // A cubic curve reaches three quarters of the way to its handles.
    const straight = x + width * 0.42;
    const handle = straight + (right - straight) / 0.75;
    pen.lineTo(straight, y);
    pen.bezierCurveTo(handle, y, handle, y + height, straight, y + height);
    pen.lineTo(left, y + height);
  } else {
    pen.moveTo(left, y);
    pen.bezierCurveTo(x + width * 0.5, y, x + width * 0.78, y + height * 0.16, right, middle);
    pen.bezierCurveTo(x + width * 0.78, y + height * 0.84, x + width * 0.5, y + height, left, y + height);
    pen.quadraticCurveTo(left + 14, middle, left, y);
  }
  pen.closePath();
}

const inverts = (name: string): boolean => /^x?n/.test(name);

/** How far the outline reaches: to the circle that stands for NOT. */
const endOf = (name: string, body: Box): number => body.width - (inverts(name) ? 2 * BUBBLE : 0) - 1;

function paintGate(pen: Pen, part: PartModel, geometry: PartGeometry): void {
  const name = gateName(part.type);
  const { body } = geometry;
  const end = endOf(name, body);
  legs(pen, geometry);
  gatePath(pen, name, body, end);
  fillSymbol(pen, body);
  const middle = body.y + body.height / 2;
  if (name.startsWith("x")) {
    pen.beginPath();
    pen.moveTo(body.x - 3, body.y);
    pen.quadraticCurveTo(body.x + 11, middle, body.x - 3, body.y + body.height);
    pen.strokeStyle = "#8d99a8";
    pen.lineWidth = 1.4;
    pen.stroke();
  }
  if (inverts(name)) {
    fillCircle(pen, { x: body.x + end + BUBBLE, y: middle }, BUBBLE, "#aab4c0");
    fillCircle(pen, { x: body.x + end + BUBBLE, y: middle }, BUBBLE - 1.1, FILL[1]);
  }
  const triangle = name === "not" || name === "buffer";
  const at = { x: body.x + body.width * (triangle ? 0.34 : 0.46), y: middle };
  print(pen, triangle ? "1" : name.toUpperCase(), at, { size: triangle ? 9 : 8.4, weight: 650, color: INK });
}

/** Names of the pins along the inside of the body. */
function innerNames(pen: Pen, { pins, body }: PartGeometry): void {
  const ink = { size: 7, weight: 600, color: INK };
  for (const [name, { x, y }] of pins) {
    const words = name === "NOTQ" ? "Q\u0305" : name;
    if (x <= body.x) print(pen, words, { x: body.x + (name === "CLK" ? 12 : 5), y }, { ...ink, align: "left" });
    else if (x >= body.x + body.width) print(pen, words, { x: body.x + body.width - 5, y }, { ...ink, align: "right" });
    else print(pen, words, { x, y: y < body.y ? body.y + 7 : body.y + body.height - 7 }, ink);
    if (name !== "CLK" || x > body.x) continue;
    // The wedge of an input that answers to edges.
    line(
      pen,
      [
        [body.x, y - 5],
        [body.x + 8, y],
        [body.x, y + 5],
      ],
      "#9aa7b7",
      1.2,
    );
  }
}

function paintBlock(pen: Pen, part: PartModel, geometry: PartGeometry): void {
  const { body } = geometry;
  legs(pen, geometry);
  pen.beginPath();
  pen.roundRect(body.x, body.y, body.width, body.height, 3);
  fillSymbol(pen, body);
  innerNames(pen, geometry);
  if (!part.type.includes("flip-flop")) return;
  const kind = part.type.replace("wokwi-flip-flop-", "").toUpperCase();
  const at = { x: body.x + body.width / 2 + 3, y: body.y + body.height / 2 };
  print(pen, kind, at, { size: 10, weight: 700, color: "#8fa3ba" });
}

/** A trapezium that narrows towards its output. */
function multiplexerPath(pen: Pen, { x, y, width, height }: Box): void {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + width, y + 13);
  pen.lineTo(x + width, y + height - 13);
  pen.lineTo(x, y + height);
  pen.closePath();
}

function paintMultiplexer(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  const { body } = geometry;
  legs(pen, geometry);
  multiplexerPath(pen, body);
  fillSymbol(pen, body);
  const ink = { size: 7, weight: 600, color: INK };
  print(pen, "A", { x: body.x + 7, y: 19.2 }, ink);
  print(pen, "B", { x: body.x + 7, y: 38.4 }, ink);
  print(pen, "SEL", { x: 32, y: body.y + body.height - 13 }, { ...ink, size: 6 });
  print(pen, "MUX", { x: 36, y: 28.8 }, { size: 8, weight: 700, color: "#8fa3ba" });
}

function paintClock(pen: Pen, part: PartModel, geometry: PartGeometry): void {
  const { body, pins } = geometry;
  for (const { x, y } of pins.values()) {
    leg(pen, [
      [body.x + body.width - 4, y],
      [x, y],
    ]);
  }
  const fill = slanted(pen, body, [
    [0, "#d7dbe0"],
    [0.5, "#aeb5bd"],
    [1, "#8b939c"],
  ]);
  fillRounded(pen, body, 6, fill);
  strokeRounded(pen, body, 6, "rgb(255 255 255 / 55%)", 0.8);
  const wave = [0, 0, 1, 1, 2, 2, 3, 3, 4].map((step, index) => {
    const high = Math.floor((index + 1) / 2) % 2 === 1;
    return [body.x + 7 + step * 6, body.y + (high ? 10 : 20)] as const;
  });
  line(pen, wave, "#2c333b", 1.6);
  const dark = { weight: 650, color: "#20262d" };
  print(pen, clockGeneratorShape.describe?.(part, undefined as never) ?? "", { x: 26, y: 33 }, { size: 9, ...dark });
  for (const [name, { y }] of pins) {
    print(pen, name, { x: body.x + body.width - 5, y }, { size: 5.6, ...dark, align: "right" });
  }
}

export const gateFace: Face = { paint: paintGate, silhouette: (pen, part) => gateSilhouette(pen, part) };
export const flipFlopFace: Face = { paint: paintBlock };
export const multiplexerFace: Face = {
  paint: paintMultiplexer,
  silhouette: (pen, part) => multiplexerPath(pen, multiplexerShape.geometry(part).body),
};
export const clockGeneratorFace: Face = { paint: paintClock };

function gateSilhouette(pen: Pen, part: PartModel): void {
  const { body } = gateShape.geometry(part);
  const name = gateName(part.type);
  gatePath(pen, name, body, endOf(name, body));
}
