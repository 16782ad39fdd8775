import type { TextIndex } from "./index/index.js";
import type { Place } from "./events.js";

/** Units of text that are decoded at a time. */
const WINDOW = 1 << 14;

/** Lower case, unit by unit where a letter has no equal in length. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => {
    const small = character.toLowerCase();
    return small.length === character.length ? small : character;
  }).join("");
}

/**
 * Rows in which a text is complete, each once, from row `from` on (direction 1) or before it (-1). Decodes the text window by
 * window; they overlap by as much as the text is long.
 */
export function* rowsWithText(index: TextIndex, text: string, from: number, direction: 1 | -1): Generator<Place> {
  const wanted = fold(text);
  if (wanted === "") return;
  let told = -1;
  for (const [first, last] of windows(index, index.length(from), direction)) {
    const begin = Math.max(0, first - wanted.length + 1);
    for (const position of positions(textBetween(index, begin, last), wanted, direction)) {
      const row = index.rowOf(begin + position + wanted.length - 1);
      if (row !== told) yield { index, row };
      told = row;
    }
  }
}

/** Spans of text that follow each other from `position` to the end, or back to the beginning. */
function* windows(index: TextIndex, position: number, direction: 1 | -1): Generator<readonly [number, number]> {
  const total = index.length(index.rows.count);
  if (direction === 1) {
    for (let at = position; at < total; at += WINDOW) yield [at, Math.min(total, at + WINDOW)];
  } else {
    for (let at = position; at > 0; at -= WINDOW) yield [Math.max(0, at - WINDOW), at];
  }
}

function textBetween(index: TextIndex, begin: number, end: number): string {
  const [first, last] = [index.rowOf(begin), index.rowOf(end - 1)];
  return fold(index.text(first, last + 1).slice(begin - index.length(first), end - index.length(first)));
}

function* positions(text: string, wanted: string, direction: 1 | -1): Generator<number> {
  if (direction === 1) {
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) yield at;
  } else {
    for (let at = text.lastIndexOf(wanted); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(wanted, at - 1)) yield at;
  }
}
