/** What the glass of a PCD8544 shows, from the recording's tracks `lcdram` and `panel` alone. */
import { BANKS, COLUMNS } from "./controller.js";

export { PANEL_BYTES as PCD8544_PANEL_BYTES, PCD8544_RAM_BYTES } from "./controller.js";

export interface LcdGlass {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top left, 1 is dark. */
  readonly pixels: Uint8Array;
}

export function renderPcd8544(ram: Uint8Array, panel: Uint8Array): LcdGlass {
  const [width, height] = [COLUMNS, 8 * BANKS];
  const pixels = new Uint8Array(width * height);
  const [flags = 0, voltage = 0] = panel;
  const mode = flags & 3;
  // Asleep, blank, or without the voltage that turns the crystals.
  if ((flags & 4) === 0 || mode === 0 || voltage === 0) return { width, height, pixels };
  for (let at = 0; at < pixels.length; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const bit = ((ram[(y >> 3) * width + x] ?? 0) >> (y & 7)) & 1;
    pixels[at] = mode === 1 ? 1 : bit ^ (mode === 3 ? 1 : 0);
  }
  return { width, height, pixels };
}
