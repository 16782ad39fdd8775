/** What an SH1106 or SH1107 remembers. Plain data. */
import type { Excursions } from "../excursions.js";
import { initialDecoding, type Decoding } from "../oled-decoder.js";

/** How the two differ, and how their usual modules are made. */
export interface Sh110x {
  readonly name: "SH1106" | "SH1107";
  readonly columns: number;
  readonly pages: number;
  /** The first column of the RAM that the glass, 128 wide, has when it is upright. */
  readonly offset: number;
  /** The module is upright with A1h and C8h, else with A0h and C0h. */
  readonly turned: boolean;
}

export const SH1106: Sh110x = { name: "SH1106", columns: 132, pages: 8, offset: 2, turned: true };
export const SH1107: Sh110x = { name: "SH1107", columns: 128, pages: 16, offset: 0, turned: false };

export interface Sh110xState extends Decoding {
  /** Display RAM by page and segment: bit 0 of a byte is the page's top row. Segment remap (A1h) acts on writes. */
  ram: Uint8Array;
  /** 1 for each byte of the RAM that is not recorded yet. */
  dirty: Uint8Array;
  page: number;
  /** `columns`: behind the last one; what is written there is lost. */
  column: number;
  /** SH1107: the page advances first (21h). */
  vertical: boolean;
  segmentRemap: boolean;
  comRemap: boolean;
  on: boolean;
  allOn: boolean;
  inverse: boolean;
  contrast: number;
  startLine: number;
  displayOffset: number;
  /** Multiplex ratio minus 1. */
  multiplex: number;
  recorded: Uint8Array;
  powered: boolean;
  told: Excursions;
}

/** After reset (SH1106 data sheet v2.3, "Command table", power-on values). The RAM is left as it is by RST. */
export function resetState({ columns, pages }: Sh110x): Sh110xState {
  return {
    ram: new Uint8Array(columns * pages),
    dirty: new Uint8Array(columns * pages),
    page: 0,
    column: 0,
    vertical: false,
    segmentRemap: false,
    comRemap: false,
    on: false,
    allOn: false,
    inverse: false,
    contrast: 0x80,
    startLine: 0,
    displayOffset: 0,
    multiplex: 8 * pages - 1,
    ...initialDecoding(),
    recorded: new Uint8Array(REGISTER_BYTES),
    powered: false,
    told: [],
  };
}

/**
 * The registers that decide what the glass shows, as the bytes of the track `panel`:
 *   0  bit 0 on, 1 all pixels on, 2 inverse, 3 COM scan reversed
 *   1  contrast   2  start line   3  display offset   4  multiplex ratio - 1   5  0 SH1106, 1 SH1107
 */
export const REGISTER_BYTES = 6;

export function registersOf(state: Sh110xState, chip: Sh110x): Uint8Array {
  const bits = [state.on, state.allOn, state.inverse, state.comRemap];
  const flags = bits.reduce((all, bit, index) => all | (Number(bit) << index), 0);
  const { contrast, startLine, displayOffset, multiplex } = state;
  return Uint8Array.of(flags, contrast, startLine, displayOffset, multiplex, chip.name === "SH1107" ? 1 : 0);
}
