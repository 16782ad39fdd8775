import type { Pen } from "./pen.js";

const patterns = new Map<string, CanvasPattern | null>();

/** Fills with slanted lines. The pattern is made once for each colour and pixel ratio. */
export function drawHatch(pen: Pen, x0: number, y: number, x1: number, height: number, color: string): void {
  const key = `${color} ${pen.dpr}`;
  let pattern = patterns.get(key);
  if (pattern === undefined) {
    pattern = hatch(pen, color);
    patterns.set(key, pattern);
  }
  if (!pattern) return;
  pen.fill(pattern, 0.55);
  pen.rect(x0, y, x1, height);
}

function hatch(pen: Pen, color: string): CanvasPattern | null {
  const size = pen.size(6);
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const ctx = tile.getContext("2d");
  if (!ctx) return null;
  ctx.strokeStyle = color;
  ctx.lineWidth = pen.dpr;
  for (const shift of [-size, 0, size]) {
    ctx.moveTo(shift, size);
    ctx.lineTo(shift + size, 0);
  }
  ctx.stroke();
  return pen.ctx.createPattern(tile, "repeat");
}
