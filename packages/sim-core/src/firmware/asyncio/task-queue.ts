/** What a queue keeps in its entries: when the entry is due, its turn among equals, and its place in the heap. */
export interface Entry {
  tick: number;
  turn: number;
  /** -1: in no queue. */
  place: number;
}

const before = (a: Entry, b: Entry): boolean => a.tick < b.tick || (a.tick === b.tick && a.turn < b.turn);

/**
 * Entries in the order of their ticks, and of equal ticks in the order in which they came: first in, first out.
 *
 * It is a binary heap: entry `n` is not later than its children `2n + 1` and `2n + 2`, so the first of all is entry 0. An
 * entry is in one queue at a time, and knows its place there, so that it can be taken out wherever it is.
 */
export class TaskQueue<E extends Entry> {
  private readonly heap: E[] = [];
  private turns = 0;

  get first(): E | undefined {
    return this.heap[0];
  }

  get length(): number {
    return this.heap.length;
  }

  push(entry: E, tick: number): void {
    entry.tick = tick;
    entry.turn = this.turns++;
    this.rise(entry, this.heap.length);
  }

  /** Takes the first entry out. */
  pop(): E | undefined {
    const first = this.heap[0];
    if (first) this.remove(first);
    return first;
  }

  /** Takes the entry out, if it is in a queue: in this one. */
  remove(entry: E): void {
    const { place } = entry;
    if (place < 0) return;
    const last = this.heap.pop();
    entry.place = -1;
    if (last === undefined || last === entry) return;
    const parent = this.heap[(place - 1) >> 1];
    if (place > 0 && before(last, parent as E)) this.rise(last, place);
    else this.sink(last, place);
  }

  /** Puts the entry at `place`, or as far above as it belongs. */
  private rise(entry: E, place: number): void {
    const { heap } = this;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above] as E;
      if (before(parent, entry)) break;
      heap[place] = parent;
      parent.place = place;
      place = above;
    }
    heap[place] = entry;
    entry.place = place;
  }

  /** Puts the entry at `place`, or as far below as it belongs. */
  private sink(entry: E, place: number): void {
    const { heap } = this;
    const size = heap.length;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= size) break;
      if (below + 1 < size && before(heap[below + 1] as E, heap[below] as E)) below++;
      const child = heap[below] as E;
      if (before(entry, child)) break;
      heap[place] = child;
      child.place = place;
      place = below;
    }
    heap[place] = entry;
    entry.place = place;
  }
}
