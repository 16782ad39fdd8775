import { TOGGLING, type DigitalIndex } from "./index/index.js";
import { PulseMeter, type Bit } from "./pulse-meter.js";

/** Rows that are measured once, and then as one. */
export const BLOCK_ROWS = 1024;

/** Lets a meter go through the rows of a block. */
type Block = (meter: PulseMeter) => void;

/** By the number of the block; made when first asked for. */
const blocks = new WeakMap<DigitalIndex, Block[]>();

export const bitOf = (level: number): Bit => (level === 0 || level === 1 ? level : undefined);

/** The block that begins with row `first`, of which all rows are there; undefined when pulse trains are in it. */
export function blockAt(index: DigitalIndex, first: number): Block | undefined {
  if (index.levels(first, first + BLOCK_ROWS) & (1 << TOGGLING)) return undefined;
  let known = blocks.get(index);
  if (!known) blocks.set(index, (known = []));
  return (known[first / BLOCK_ROWS] ??= measured(index, first));
}

/**
 * Up to the second level of a block, what it adds depends on what was before it: on how long the first level has been there
 * already. From there on it is always the same.
 */
function measured(index: DigitalIndex, first: number): Block {
  const { rows } = index;
  const bit = bitOf(index.level(first));
  const begin = rows.time(first);
  let second: { readonly time: number; readonly bit: Bit; readonly rest: PulseMeter } | undefined;
  rows.each(first + 1, first + BLOCK_ROWS, (row, time) => {
    const next = bitOf(index.level(row));
    if (second) second.rest.change(time, next);
    else if (next !== bit) {
      const edge = next !== undefined && bit !== undefined;
      second = { time, bit: next, rest: new PulseMeter(time, next, edge) };
    }
  });
  const found = second;
  return (meter) => {
    meter.change(begin, bit);
    if (!found) return;
    meter.change(found.time, found.bit);
    meter.absorb(found.rest);
  };
}
