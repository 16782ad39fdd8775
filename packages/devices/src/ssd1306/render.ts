/** What the glass of an SSD1306 module shows, from the recording's tracks `gddram` and `registers` alone. */
import { COLUMNS, ROWS } from "./state.js";

const ON = 0x01;
const ALL_ON = 0x02;
const INVERSE = 0x04;
const CHARGE_PUMP = 0x08;
const COM_REMAP = 0x10;
const COM_ALTERNATIVE = 0x20;
const COM_SWAPPED = 0x40;

/**
 * 128 × 64 pixels, row by row from the top left, each 0 or 1.
 *
 * The modules' glass hangs with SEG0 at the right and COM0 at the bottom, so that an upright picture needs A1h and C8h, as
 * every driver sends; and its rows are wired for alternative COM pins (DAh 12h). A row beyond the multiplex ratio is dark.
 */
export function renderSsd1306(gddram: Uint8Array, registers: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(COLUMNS * ROWS);
  const flags = registers[0] ?? 0;
  if ((flags & ON) === 0 || (flags & CHARGE_PUMP) === 0) return pixels;
  const inverse = flags & INVERSE ? 1 : 0;
  for (let glassRow = 0; glassRow < ROWS; glassRow++) {
    const line = ramLine(comOf(glassRow, flags), registers);
    if (line < 0) continue;
    const top = (ROWS - 1 - glassRow) * COLUMNS;
    for (let segment = 0; segment < COLUMNS; segment++) {
      const bit = ((gddram[(line >> 3) * COLUMNS + segment] ?? 0) >> (line & 7)) & 1;
      pixels[top + COLUMNS - 1 - segment] = flags & ALL_ON ? 1 : bit ^ inverse;
    }
  }
  return pixels;
}

/** The COM signal that drives a row of the glass, rows counted from COM0's side (data sheet table 10-3). */
function comOf(glassRow: number, flags: number): number {
  const row = flags & COM_SWAPPED ? glassRow ^ 1 : glassRow;
  if (flags & COM_ALTERNATIVE) return row;
  // With sequential pins the left side carries COM0 to 31 and the right side COM32 to 63; the glass takes turns.
  return row % 2 === 0 ? row / 2 : ROWS / 2 + (row - 1) / 2;
}

/** The RAM row that a COM signal shows, or -1 when it is not scanned (data sheet tables 10-1 and 10-2). */
function ramLine(com: number, registers: Uint8Array): number {
  const [flags = 0, , startLine = 0, offset = 0, multiplex = 0] = registers;
  const row = (flags & COM_REMAP ? multiplex + offset - com : com + offset) & (ROWS - 1);
  return row > multiplex ? -1 : (row + startLine) & (ROWS - 1);
}

/** The picture as text, two rows to a line of half blocks: for terminals and tests. */
export function ssd1306ToText(pixels: Uint8Array): string {
  const lines: string[] = [];
  for (let y = 0; y < ROWS; y += 2) {
    let line = "";
    for (let x = 0; x < COLUMNS; x++) {
      const upper = pixels[y * COLUMNS + x] ?? 0;
      const lower = pixels[(y + 1) * COLUMNS + x] ?? 0;
      line += " ▀▄█"[upper + 2 * lower] as string;
    }
    lines.push(line.trimEnd());
  }
  return lines.join("\n");
}
