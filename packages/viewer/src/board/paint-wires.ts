import type { Pen } from "../faces/pen.js";
import type { BoardLayout, DrawnWire } from "./board-layout.js";
import { wireColors } from "./colors.js";
import type { Point } from "./plane.js";
import type { BoardTheme } from "./theme.js";

const WIDTH = 2.7;
const CORNER = 5;
/** How strongly the wires that are not of the lit net are drawn. */
const DIMMED = 0.32;

/** A net under the pointer, and the colour of what it carries. */
export interface LitNet {
  readonly net: number;
  readonly color: string;
}

/** The way of a wire with soft corners. */
export function wirePath(pen: Pen, points: readonly Point[]): void {
  pen.beginPath();
  points.forEach(({ x, y }, index) => {
    const before = points[index - 1];
    const next = points[index + 1];
    if (!before) return pen.moveTo(x, y);
    if (!next) return pen.lineTo(x, y);
    const room = Math.min(Math.hypot(x - before.x, y - before.y), Math.hypot(next.x - x, next.y - y)) / 2;
    pen.arcTo(x, y, next.x, next.y, Math.min(CORNER, room));
  });
}

export function paintWires(pen: Pen, layout: BoardLayout, theme: BoardTheme, lit: LitNet | undefined): void {
  pen.save();
  pen.lineJoin = "round";
  pen.lineCap = "round";
  const others = layout.wires.filter(({ net }) => net !== lit?.net);
  pen.globalAlpha = lit ? DIMMED : 1;
  for (const wire of others) paintWire(pen, wire, theme);
  pen.globalAlpha = 1;
  if (lit) paintLitNet(pen, layout, theme, lit);
  pen.restore();
}

function paintWire(pen: Pen, { points, color }: DrawnWire, theme: BoardTheme): void {
  const { core, shine, outline } = wireColors(color, theme.ground);
  wirePath(pen, points);
  pen.strokeStyle = outline;
  pen.lineWidth = WIDTH + 1.1;
  pen.stroke();
  pen.strokeStyle = core;
  pen.lineWidth = WIDTH;
  pen.stroke();
  pen.save();
  pen.translate(-0.35, -0.5);
  pen.strokeStyle = shine;
  pen.lineWidth = 0.7;
  pen.stroke();
  pen.restore();
  for (const end of [points[0], points.at(-1)]) if (end) paintEnd(pen, end, core, outline);
}

/** A crimped end on its pin. */
function paintEnd(pen: Pen, { x, y }: Point, core: string, outline: string): void {
  for (const [radius, color] of [
    [2.5, outline],
    [1.9, core],
    [0.85, "rgb(255 255 255 / 55%)"],
  ] as const) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = color;
    pen.fill();
  }
}

function paintLitNet(pen: Pen, layout: BoardLayout, theme: BoardTheme, { net, color }: LitNet): void {
  const wires = layout.wires.filter((wire) => wire.net === net);
  pen.strokeStyle = color;
  for (const [width, alpha] of [
    [10, 0.16],
    [6.4, 0.5],
  ] as const) {
    pen.globalAlpha = alpha;
    pen.lineWidth = width;
    for (const { points } of wires) {
      wirePath(pen, points);
      pen.stroke();
    }
  }
  pen.globalAlpha = 1;
  for (const wire of wires) paintWire(pen, wire, theme);
  for (const { at, hole } of layout.pinsOfNet.get(net) ?? []) {
    pen.beginPath();
    pen.arc(at.x, at.y, hole ? 2.6 : 4.2, 0, 2 * Math.PI);
    pen.strokeStyle = color;
    pen.lineWidth = hole ? 1 : 1.3;
    pen.stroke();
  }
}
