/** Writing into the display RAM and moving the pointers (data sheet 10.1.3). */
import { COLUMNS, HORIZONTAL, PAGE, PAGES, VERTICAL, type Ssd1306State } from "./state.js";

/** Stores a byte at the pointers, then advances them as the addressing mode says. */
export function writeData(state: Ssd1306State, byte: number): void {
  const segment = state.segmentRemap ? COLUMNS - 1 - state.column : state.column;
  const at = state.page * COLUMNS + segment;
  state.gddram[at] = byte;
  state.dirty[at] = 1;
  advance(state);
}

function advance(state: Ssd1306State): void {
  switch (state.addressing) {
    case PAGE:
      nextColumn(state);
      return;
    case HORIZONTAL:
      if (nextColumn(state)) nextPage(state);
      return;
    case VERTICAL:
      if (nextPage(state)) nextColumn(state);
  }
}

/** Returns whether the pointer went back to the start of its range. */
function nextColumn(state: Ssd1306State): boolean {
  const wraps = state.column === state.columnEnd;
  state.column = wraps ? state.columnStart : (state.column + 1) % COLUMNS;
  return wraps;
}

function nextPage(state: Ssd1306State): boolean {
  const wraps = state.page === state.pageEnd;
  state.page = wraps ? state.pageStart : (state.page + 1) % PAGES;
  return wraps;
}

/** Writing a few unchanged bytes again is cheaper than a row of its own. */
const BRIDGE = 16;

/** Runs of RAM bytes that are not recorded yet, in order; short gaps between them are bridged. Marks them recorded. */
export function takeRuns({ dirty, gddram }: Ssd1306State): { offset: number; data: Uint8Array }[] {
  const runs: { offset: number; data: Uint8Array }[] = [];
  let from = dirty.indexOf(1);
  while (from >= 0) {
    let last = from;
    let next = dirty.indexOf(1, last + 1);
    while (next >= 0 && next - last <= BRIDGE) {
      last = next;
      next = dirty.indexOf(1, last + 1);
    }
    dirty.fill(0, from, last + 1);
    runs.push({ offset: from, data: gddram.slice(from, last + 1) });
    from = next;
  }
  return runs;
}
