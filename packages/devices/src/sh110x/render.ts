/** What the glass of an SH1106 or SH1107 module shows, from the recording's tracks `ram` and `panel` alone. */
import { SH1106, SH1107 } from "./state.js";

/** Bytes of the RAM, enough for both. */
export const SH110X_RAM_BYTES = SH1107.columns * SH1107.pages;

export interface OledPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top left, each 0 or 1. */
  readonly pixels: Uint8Array;
}

const WIDTH = 128;

export function renderSh110x(ram: Uint8Array, panel: Uint8Array): OledPicture {
  const [flags = 0, , startLine = 0, displayOffset = 0, multiplex = 0, kind = 0] = panel;
  const { columns, pages, offset, turned } = kind === 1 ? SH1107 : SH1106;
  const height = 8 * pages;
  const pixels = new Uint8Array(WIDTH * height);
  if ((flags & 1) === 0) return { width: WIDTH, height, pixels };
  const [allOn, inverse] = [(flags & 2) !== 0, flags & 4 ? 1 : 0];
  for (let y = 0; y < height; y++) {
    const com = turned ? height - 1 - y : y;
    const row = (flags & 8 ? multiplex + displayOffset - com : com + displayOffset) & (height - 1);
    if (row > multiplex) continue;
    const line = (row + startLine) & (height - 1);
    for (let x = 0; x < WIDTH; x++) {
      const segment = turned ? columns - 1 - offset - x : offset + x;
      const bit = ((ram[(line >> 3) * columns + segment] ?? 0) >> (line & 7)) & 1;
      pixels[y * WIDTH + x] = allOn ? 1 : bit ^ inverse;
    }
  }
  return { width: WIDTH, height, pixels };
}
