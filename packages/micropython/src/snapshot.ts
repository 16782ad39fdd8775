import { type LinearMemory, PAGE } from "./memory.js";

export type Pages = ReadonlyMap<number, Uint8Array>;

const WORDS = PAGE / 4;

/**
 * The pages of `memory` that are not all zero. A page that has not changed since `last` is the same object there and here, so
 * what a series of snapshots costs is the pages that changed.
 */
export function savePages(memory: LinearMemory, last: Pages): Pages {
  const pages = new Map<number, Uint8Array>();
  for (let page = 0; page < memory.bytes / PAGE; page++) {
    const known = last.get(page);
    if (known && isSame(memory.i32, page * WORDS, known)) pages.set(page, known);
    else if (known || !isZero(memory.i32, page * WORDS))
      pages.set(page, memory.u8.slice(page * PAGE, (page + 1) * PAGE));
  }
  return pages;
}

export function loadPages(memory: LinearMemory, pages: Pages): void {
  let next = 0;
  for (const [page, content] of pages) {
    if (page > next) memory.u8.fill(0, next * PAGE, page * PAGE);
    memory.u8.set(content, page * PAGE);
    next = page + 1;
  }
  memory.u8.fill(0, next * PAGE);
}

function isSame(words: Int32Array, at: number, page: Uint8Array): boolean {
  const known = new Int32Array(page.buffer, page.byteOffset, WORDS);
  for (let i = 0; i < WORDS; i++) if (words[at + i] !== known[i]) return false;
  return true;
}

function isZero(words: Int32Array, at: number): boolean {
  for (let i = at; i < at + WORDS; i++) if (words[i] !== 0) return false;
  return true;
}
