/** What an SSD1306 remembers: display RAM, pointers, registers, and how far it has come in decoding. Plain data. */

import type { Excursions } from "../excursions.js";
import { initialDecoding, type Decoding } from "../oled-decoder.js";

export const COLUMNS = 128;
export const ROWS = 64;
export const PAGES = 8;
export const RAM_BYTES = COLUMNS * PAGES;

/** Memory addressing modes (command 20h). */
export const HORIZONTAL = 0;
export const VERTICAL = 1;
export const PAGE = 2;

export interface ScrollSetup {
  /** Towards higher column addresses. */
  readonly right: boolean;
  readonly startPage: number;
  readonly endPage: number;
  /** Frames between two steps. */
  readonly frames: number;
  /** Rows per step, upwards; 0 when the scroll is horizontal only. */
  readonly rows: number;
}

export interface Ssd1306State extends Decoding {
  /**
   * Display RAM, by page and segment: bit 0 of byte `page * 128 + segment` is the page's top row. Segment remap (A1h) acts on
   * writes, so that this is what the segments show.
   */
  gddram: Uint8Array;
  /** 1 for each byte of the RAM that is not recorded yet. */
  dirty: Uint8Array;
  addressing: typeof HORIZONTAL | typeof VERTICAL | typeof PAGE;
  column: number;
  columnStart: number;
  columnEnd: number;
  page: number;
  pageStart: number;
  pageEnd: number;
  segmentRemap: boolean;
  on: boolean;
  allOn: boolean;
  inverse: boolean;
  chargePump: boolean;
  comRemap: boolean;
  /** Bits 4 and 5 of command DAh: alternative pins, left and right swapped. */
  comPins: number;
  contrast: number;
  startLine: number;
  displayOffset: number;
  /** Multiplex ratio minus 1. */
  multiplex: number;
  clock: number;
  precharge: number;
  vcomh: number;
  scroll: ScrollSetup;
  scrollTop: number;
  scrollRows: number;
  scrolling: boolean;
  /** The registers as last recorded. */
  recorded: Uint8Array;
  /** Whether its supply was there when it was last looked at, and whether it has failed since. */
  powered: boolean;
  failed: boolean;
  told: Excursions;
}

/** The state after reset (data sheet 8.9 and table 9-1). */
export function resetState(): Ssd1306State {
  return {
    gddram: new Uint8Array(RAM_BYTES),
    dirty: new Uint8Array(RAM_BYTES),
    addressing: PAGE,
    column: 0,
    columnStart: 0,
    columnEnd: COLUMNS - 1,
    page: 0,
    pageStart: 0,
    pageEnd: PAGES - 1,
    segmentRemap: false,
    on: false,
    allOn: false,
    inverse: false,
    chargePump: false,
    comRemap: false,
    comPins: 0x10,
    contrast: 0x7f,
    startLine: 0,
    displayOffset: 0,
    multiplex: 63,
    clock: 0x80,
    precharge: 0x22,
    vcomh: 0x20,
    scroll: { right: true, startPage: 0, endPage: PAGES - 1, frames: 5, rows: 0 },
    scrollTop: 0,
    scrollRows: ROWS,
    scrolling: false,
    ...initialDecoding(),
    recorded: new Uint8Array(REGISTER_BYTES),
    powered: false,
    failed: false,
    told: [],
  };
}

/**
 * The registers that decide what the glass shows, as the bytes of the track `registers`:
 *   0  bit 0 on, 1 all pixels on (A5h), 2 inverse (A7h), 3 charge pump (8Dh), 4 COM scan remapped (C8h),
 *      5 alternative COM pins (DAh bit 4), 6 COM left/right swapped (DAh bit 5), 7 scrolling
 *   1  contrast (81h)           2  start line (40h to 7Fh)    3  display offset (D3h)
 *   4  multiplex ratio - 1 (A8h)   5  clock (D5h)   6  pre-charge (D9h)   7  VCOMH (DBh)
 */
export const REGISTER_BYTES = 8;

export function registersOf(state: Ssd1306State): Uint8Array {
  const flags = [
    state.on,
    state.allOn,
    state.inverse,
    state.chargePump,
    state.comRemap,
    (state.comPins & 0x10) !== 0,
    (state.comPins & 0x20) !== 0,
    state.scrolling,
  ].reduce((bits, flag, index) => bits | (Number(flag) << index), 0);
  const { contrast, startLine, displayOffset, multiplex, clock, precharge, vcomh } = state;
  return Uint8Array.of(flags, contrast, startLine, displayOffset, multiplex, clock, precharge, vcomh);
}
