import type { Pages } from "./pages.js";

const SHIFT = 4;
const BLOCK = 1 << SHIFT;

/**
 * Combines any range of values (smallest, largest, union of bits) by looking at no more than a few dozen of them: each level
 * has one value for 16 of the level below. The values at the bottom are the caller's.
 */
export class Pyramid<A extends Uint8Array | Float64Array> {
  private readonly levels: Pages<A>[] = [];
  /** All values combined. */
  total: number;

  /** `combine` must be associative and idempotent; `nothing` is what no values combine to. */
  constructor(
    private readonly values: Pages<A>,
    private readonly make: () => Pages<A>,
    private readonly combine: (a: number, b: number) => number,
    private readonly nothing: number,
  ) {
    this.total = nothing;
  }

  /** A value has been appended at the bottom. */
  grown(): void {
    let level = this.values;
    this.total = this.combine(this.total, level.get(level.length - 1));
    for (let above = 0; (level.length & (BLOCK - 1)) === 0; above++) {
      const next = (this.levels[above] ??= this.make());
      next.push(this.scan(level, level.length - BLOCK, level.length, this.nothing));
      level = next;
    }
  }

  /** Values from `first` to before `last`, combined. */
  query(first: number, last: number): number {
    let level = this.values;
    let found = this.nothing;
    for (let above = 0; ; above++) {
      const next = this.levels[above];
      if (!next || last - first < 2 * BLOCK) return this.scan(level, first, last, found);
      const from = (first + BLOCK - 1) >> SHIFT;
      const to = last >> SHIFT;
      found = this.scan(level, first, from << SHIFT, found);
      found = this.scan(level, to << SHIFT, last, found);
      // Nothing that is still to come can add to what all of them make.
      if (found === this.total) return found;
      [first, last, level] = [from, to, next];
    }
  }

  private scan(level: Pages<A>, first: number, last: number, found: number): number {
    for (let index = first; index < last && found !== this.total; index++) {
      found = this.combine(found, level.get(index));
    }
    return found;
  }
}
