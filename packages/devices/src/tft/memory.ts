/** Writing into the picture RAM (ILI9341 data sheet 8.2.22 "Memory Write" and 9.3 "MCU to memory write direction"). */
import { COLUMNS, MV, MX, MY, ROWS, type TftState } from "./state.js";

/** Memory Write begins at the window's first pixel. */
export function startWriting(state: TftState): void {
  state.column = state.columnStart;
  state.row = state.rowStart;
  state.partial = [];
}

/** Stores pixels as they come, then advances along the window. A byte of a pixel may come in a transfer of its own. */
export function writePixels(state: TftState, bytes: Uint8Array): void {
  const { pixelBytes } = state;
  let at = 0;
  if (state.partial.length > 0) {
    while (state.partial.length < pixelBytes && at < bytes.length) state.partial.push(bytes[at++] as number);
    if (state.partial.length < pixelBytes) return;
    store(state, toRgb565(state.partial, 0, pixelBytes));
    state.partial = [];
  }
  const whole = at + Math.floor((bytes.length - at) / pixelBytes) * pixelBytes;
  for (; at < whole; at += pixelBytes) store(state, toRgb565(bytes, at, pixelBytes));
  for (; at < bytes.length; at++) state.partial.push(bytes[at] as number);
}

/** Of 18 bits a pixel the lowest bits of red and blue are not kept. */
function toRgb565(bytes: ArrayLike<number>, at: number, size: number): number {
  const [first, second] = [bytes[at] as number, bytes[at + 1] as number];
  if (size === 2) return (first << 8) | second;
  return ((first & 0xf8) << 8) | ((second & 0xfc) << 3) | ((bytes[at + 2] as number) >> 3);
}

function store(state: TftState, color: number): void {
  const { access, column, row, ram } = state;
  let [x, y] = access & MV ? [row, column] : [column, row];
  if (access & MX) x = COLUMNS - 1 - x;
  if (access & MY) y = ROWS - 1 - y;
  advance(state);
  if (x < 0 || x >= COLUMNS || y < 0 || y >= ROWS) return;
  const at = 2 * (y * COLUMNS + x);
  const [high, low] = [color >> 8, color & 0xff];
  if (ram[at] === high && ram[at + 1] === low) return;
  ram[at] = high;
  ram[at + 1] = low;
  if (x < (state.dirtyFrom[y] as number)) state.dirtyFrom[y] = x;
  if (x > (state.dirtyTo[y] as number)) state.dirtyTo[y] = x;
}

function advance(state: TftState): void {
  if (state.column < state.columnEnd) state.column++;
  else {
    state.column = state.columnStart;
    state.row = state.row < state.rowEnd ? state.row + 1 : state.rowStart;
  }
}

/** The next `count` bytes of Memory Read: three for a pixel, whatever the pixel format (8.2.24). */
export function readPixels(state: TftState): number[] {
  const { access, column, row, ram } = state;
  let [x, y] = access & MV ? [row, column] : [column, row];
  if (access & MX) x = COLUMNS - 1 - x;
  if (access & MY) y = ROWS - 1 - y;
  advance(state);
  const at = 2 * (y * COLUMNS + x);
  const color = ((ram[at] ?? 0) << 8) | (ram[at + 1] ?? 0);
  return [(color >> 8) & 0xf8, (color >> 3) & 0xfc, (color << 3) & 0xf8];
}

/** Writing a few unchanged pixels again is cheaper than a row of its own, bytes. */
const BRIDGE = 24;

/** Runs of RAM bytes that are not recorded yet, in order; short gaps are bridged. Marks them recorded. */
export function takeRuns(state: TftState): { offset: number; data: Uint8Array }[] {
  const { dirtyFrom, dirtyTo, ram } = state;
  const runs: { offset: number; end: number }[] = [];
  for (let row = 0; row < ROWS; row++) {
    if ((dirtyTo[row] as number) < 0) continue;
    const offset = 2 * (row * COLUMNS + (dirtyFrom[row] as number));
    const end = 2 * (row * COLUMNS + (dirtyTo[row] as number) + 1);
    const last = runs.at(-1);
    if (last && offset - last.end <= BRIDGE) last.end = end;
    else runs.push({ offset, end });
  }
  dirtyFrom.fill(0x7fff);
  dirtyTo.fill(-1);
  return runs.map(({ offset, end }) => ({ offset, data: ram.slice(offset, end) }));
}
