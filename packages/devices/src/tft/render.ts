/** What the glass of a TFT display shows, from the recording's tracks `frame` and `panel` alone. */
import { COLUMNS, FLIP_HORIZONTAL, FLIP_VERTICAL, BGR_FILTERS, INVERSE, MIRRORED, ROWS } from "./state.js";

const [AWAKE, ON, INVERTED, BGR_ORDER, SCROLLING, IDLE] = [1, 2, 4, 8, 16, 32];

export interface TftPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top left, 0xAABBGGRR (bytes red, green, blue, 255). */
  readonly pixels: Uint32Array;
}

const BLACK = 0xff000000;

/** The picture. A display that sleeps or is off is black (a glass that is white without voltage would be white). */
export function renderTft(frame: Uint8Array, panel: Uint8Array): TftPicture {
  const word = (at: number): number => ((panel[at] ?? 0) << 8) | (panel[at + 1] ?? 0);
  const [flags = 0, wiring = 0] = panel;
  const [width, height] = [word(2), word(4)];
  const pixels = new Uint32Array(width * height).fill(BLACK);
  if ((flags & AWAKE) === 0 || (flags & ON) === 0) return { width, height, pixels };
  const swapped = ((wiring & BGR_FILTERS) !== 0) !== ((flags & BGR_ORDER) !== 0);
  const inverse = ((wiring & INVERSE) !== 0) !== ((flags & INVERTED) !== 0) ? 0xffff : 0;
  const colors = colorTable(swapped, (flags & IDLE) !== 0);
  const [top, rows, start] = [word(6), word(8), word(10)];
  const left = ((wiring & MIRRORED) !== 0) !== ((wiring & FLIP_HORIZONTAL) !== 0);
  for (let y = 0; y < height; y++) {
    const line = wiring & FLIP_VERTICAL ? height - 1 - y : y;
    const row = flags & SCROLLING ? scrolled(line, top, rows, start) : line;
    for (let x = 0; x < width; x++) {
      const at = 2 * (row * COLUMNS + (left ? width - 1 - x : x));
      const color = (((frame[at] ?? 0) << 8) | (frame[at + 1] ?? 0)) ^ inverse;
      pixels[y * width + x] = colors[color] as number;
    }
  }
  return { width, height, pixels };
}

/** The row of the RAM that is shown in a line (ILI9341 data sheet 8.2.34). */
function scrolled(line: number, top: number, rows: number, start: number): number {
  if (line < top || line >= top + rows || rows === 0) return line;
  const from = Math.min(Math.max(start, top), ROWS - 1) - top;
  return top + ((from + line - top) % rows);
}

const tables = new Map<string, Uint32Array>();

/** RGB565 as 0xAABBGGRR; idle: the highest bit of each colour only. */
function colorTable(swapped: boolean, idle: boolean): Uint32Array {
  const key = `${swapped} ${idle}`;
  const known = tables.get(key);
  if (known) return known;
  const made = Uint32Array.from({ length: 65_536 }, (_, color) => {
    const high = color >> 11;
    const low = color & 31;
    const green = (color >> 5) & 63;
    const five = (value: number): number => (idle ? (value & 16 ? 255 : 0) : (value << 3) | (value >> 2));
    const six = (value: number): number => (idle ? (value & 32 ? 255 : 0) : (value << 2) | (value >> 4));
    const [red, blue] = swapped ? [low, high] : [high, low];
    return ((0xff << 24) | (five(blue) << 16) | (six(green) << 8) | five(red)) >>> 0;
  });
  tables.set(key, made);
  return made;
}
