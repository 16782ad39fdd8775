type Numbers = Uint8Array | Uint32Array | Float64Array;

const SHIFT = 16;
const PAGE = 1 << SHIFT;
const MASK = PAGE - 1;
/** The first page starts small: most tracks of most boards stay short. */
const SMALLEST = 4;

/** Numbers that are only ever appended, in pages, so that growing copies next to nothing. */
export class Pages<A extends Numbers = Numbers> {
  private readonly pages: A[] = [];
  length = 0;

  constructor(private readonly make: new (length: number) => A) {}

  push(value: number): void {
    const at = this.length & MASK;
    const page = at === 0 || this.length < PAGE ? this.pageFor(this.length++) : this.pages[this.length++ >> SHIFT];
    (page as A)[at] = value;
  }

  /** Defined for 0 to `length - 1`. */
  get(index: number): number {
    return (this.pages[index >> SHIFT] as A)[index & MASK] as number;
  }

  set(index: number, value: number): void {
    (this.pages[index >> SHIFT] as A)[index & MASK] = value;
  }

  private pageFor(index: number): A {
    if (index >= PAGE || index === 0) {
      const page = new this.make(index === 0 ? SMALLEST : PAGE);
      this.pages.push(page);
      return page;
    }
    const first = this.pages[0] as A;
    if (index < first.length) return first;
    const wider = new this.make(first.length * 2);
    wider.set(first);
    this.pages[0] = wider;
    return wider;
  }
}

/**
 * How many of the numbers, which rise, are less than `target`; the first `from` of them are known to be. Gallops: near hits
 * are found in few steps.
 */
export function countBelow(pages: Pages, target: number, from = 0): number {
  let low = from;
  let high = from;
  for (let step = 1; high < pages.length && pages.get(high) < target; step *= 2) {
    low = high + 1;
    high = low + step;
  }
  high = Math.min(high, pages.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pages.get(middle) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last of the numbers, which rise, that is not greater than `target`, or -1. */
export function lastUpTo(pages: Pages, target: number): number {
  let low = 0;
  let high = pages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pages.get(middle) <= target) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
