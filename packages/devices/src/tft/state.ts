/** What a TFT controller remembers: picture RAM, window, registers, and how far it has come in decoding. Plain data. */
import type { Excursions } from "../excursions.js";

/** The RAM of the ILI9341 and the ST7789: columns and rows (pages) of the panel, two bytes a pixel, red in the highest bits. */
export const COLUMNS = 240;
export const ROWS = 320;
export const RAM_BYTES = COLUMNS * ROWS * 2;

/** Memory access control (36h). */
export const MY = 0x80;
export const MX = 0x40;
export const MV = 0x20;
export const BGR = 0x08;

export interface TftState {
  /** RGB565 as sent, most significant byte first; pixel (column, row) at `2 * (row * 240 + column)`. */
  ram: Uint8Array;
  /** For each row of the RAM the first and the last column that is not recorded yet; first 32767: none. */
  dirtyFrom: Int16Array;
  dirtyTo: Int16Array;
  awake: boolean;
  on: boolean;
  inverted: boolean;
  idle: boolean;
  /** Vertical scrolling is on (37h was sent since 13h). */
  scrolling: boolean;
  access: number;
  /** Bytes of a pixel: 2 (16 bits) or 3 (18 bits). */
  pixelBytes: 2 | 3;
  columnStart: number;
  columnEnd: number;
  rowStart: number;
  rowEnd: number;
  /** Where the next pixel goes, in the window's coordinates. */
  column: number;
  row: number;
  topFixed: number;
  scrollRows: number;
  scrollStart: number;
  /** The command that was sent last, or -1, and its parameters so far. */
  command: number;
  args: number[];
  /** Bytes of a pixel that is not complete. */
  partial: number[];
  /** What is still to be read. */
  answer: number[];
  /** The registers as last recorded. */
  recorded: Uint8Array;
  backlight: number;
  powered: boolean;
  told: Excursions;
}

/** After reset (ILI9341 data sheet 8.2, "default value" of each command). The RAM is not cleared by it. */
export function resetState(): TftState {
  return {
    ram: new Uint8Array(RAM_BYTES),
    dirtyFrom: new Int16Array(ROWS).fill(0x7fff),
    dirtyTo: new Int16Array(ROWS).fill(-1),
    awake: false,
    on: false,
    inverted: false,
    idle: false,
    scrolling: false,
    access: 0,
    pixelBytes: 3,
    columnStart: 0,
    columnEnd: COLUMNS - 1,
    rowStart: 0,
    rowEnd: ROWS - 1,
    column: 0,
    row: 0,
    topFixed: 0,
    scrollRows: ROWS,
    scrollStart: 0,
    command: -1,
    args: [],
    partial: [],
    answer: [],
    recorded: new Uint8Array(REGISTER_BYTES),
    backlight: 0,
    powered: false,
    told: [],
  };
}

/**
 * The registers that decide what the glass shows, as the bytes of the track `panel`:
 *   0  bit 0 awake (11h), 1 on (29h), 2 inverted (21h), 3 BGR (36h bit 3), 4 scrolling (37h), 5 idle: 8 colours (39h)
 *   1  the panel: bit 0 columns run to the left, 1 its filters are blue, green, red, 2 it shows the inverse, 3 and 4 turned
 *      over horizontally and vertically (the part's attributes)
 *   2, 3 visible width, 4, 5 height; 6, 7 rows of the top fixed area, 8, 9 rows that scroll, 10, 11 first row of these in the RAM;
 *      most significant byte first
 */
export const REGISTER_BYTES = 12;

/** How a glass is wired to its controller. */
export interface Panel {
  readonly width: number;
  readonly height: number;
  readonly flags: number;
}

export const MIRRORED = 1;
export const BGR_FILTERS = 2;
export const INVERSE = 4;
export const FLIP_HORIZONTAL = 8;
export const FLIP_VERTICAL = 16;

export function registersOf(state: TftState, panel: Panel): Uint8Array {
  const { awake, on, inverted, scrolling, idle, access } = state;
  const bits = [awake, on, inverted, (access & BGR) !== 0, scrolling, idle];
  const flags = bits.reduce((all, bit, index) => all | (Number(bit) << index), 0);
  const words = [panel.width, panel.height, state.topFixed, state.scrollRows, state.scrollStart];
  return Uint8Array.of(flags, panel.flags, ...words.flatMap((word) => [word >> 8, word & 0xff]));
}
