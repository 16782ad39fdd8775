/** Continuous scrolling (data sheet 10.2): it moves the RAM's contents, as real chips do. */
import type { Nanos } from "@tickless/sim-core";
import { COLUMNS, PAGES, type Ssd1306State } from "./state.js";

/** Frames between two steps by the three bits of the command's interval (data sheet table 9-1). */
export const SCROLL_FRAMES: readonly number[] = [5, 64, 128, 256, 3, 4, 25, 2];

/** The oscillator at its reset setting (data sheet 8.3, typical), hertz. */
const OSCILLATOR_HZ = 370_000;
/** Clocks per row besides the two pre-charge phases (data sheet 8.3). */
const BANK_CLOCKS = 50;

/** One frame, ns: divider times clocks per row times rows (data sheet 8.3). About 9.3 ms at reset. */
export function framePeriod({ clock, precharge, multiplex }: Ssd1306State): Nanos {
  const divider = (clock & 0x0f) + 1;
  const rowClocks = (precharge & 0x0f) + (precharge >> 4) + BANK_CLOCKS;
  return Math.round((1e9 * divider * rowClocks * (multiplex + 1)) / OSCILLATOR_HZ);
}

/** One step: the pages of the range by one column, round and round, then the scroll area upwards by the rows set up. */
export function scrollStep(state: Ssd1306State): void {
  const { scroll, gddram, dirty } = state;
  // Left and right are those of column addresses: with segments remapped the other way round on the glass's wires.
  const forward = scroll.right !== state.segmentRemap;
  for (let page = scroll.startPage; page <= scroll.endPage; page++) {
    const line = gddram.subarray(page * COLUMNS, (page + 1) * COLUMNS);
    rotate(line, forward);
    dirty.fill(1, page * COLUMNS, (page + 1) * COLUMNS);
  }
  if (scroll.rows > 0) scrollUp(state, scroll.rows);
}

function rotate(line: Uint8Array, forward: boolean): void {
  const last = line.length - 1;
  const carried = line[forward ? last : 0] as number;
  if (forward) line.copyWithin(1, 0, last);
  else line.copyWithin(0, 1);
  line[forward ? 0 : last] = carried;
}

/** Moves the rows of the scroll area (command A3h) up, round and round. */
function scrollUp(state: Ssd1306State, rows: number): void {
  const { gddram, scrollTop, scrollRows } = state;
  for (let segment = 0; segment < COLUMNS; segment++) {
    const bits: number[] = [];
    for (let row = 0; row < scrollRows; row++) bits.push(bitAt(gddram, segment, scrollTop + row));
    for (let row = 0; row < scrollRows; row++) {
      setBit(gddram, segment, scrollTop + row, bits[(row + rows) % scrollRows] as number);
    }
  }
  state.dirty.fill(1, 0, PAGES * COLUMNS);
}

const bitAt = (gddram: Uint8Array, segment: number, row: number): number =>
  ((gddram[(row >> 3) * COLUMNS + segment] as number) >> (row & 7)) & 1;

function setBit(gddram: Uint8Array, segment: number, row: number, bit: number): void {
  const at = (row >> 3) * COLUMNS + segment;
  gddram[at] = ((gddram[at] as number) & ~(1 << (row & 7))) | (bit << (row & 7));
}
