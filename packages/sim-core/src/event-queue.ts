import { NEVER, type Nanos } from "./time.js";

/** What the queue is as plain data: slots hold at most one entry each, so an entry is three numbers. */
export interface EventQueueState {
  readonly sequence: number;
  readonly entries: readonly (readonly [slot: number, time: Nanos, sequence: number])[];
}

/**
 * Orders by (time, sequence) and nothing else: equal times fire in the order they were scheduled.
 *
 * A slot is declared once and holds at most one pending entry; scheduling it again moves the entry. The heap's columns are
 * typed arrays, with each slot's position kept, so that cancelling is O(log n) and leaves nothing behind.
 */
export class EventQueue {
  private handlers: (() => void)[] = [];
  private times = new Float64Array(64);
  private sequences = new Float64Array(64);
  private heap = new Int32Array(64);
  private positions = new Int32Array(64).fill(-1);
  private size = 0;
  private sequence = 0;
  /** While a handler runs, its entry's place at the root is empty: what it schedules goes there and sifts down once. */
  private hole = false;

  /** Declares a slot whose entries call `handler`. */
  declare(handler: () => void): number {
    const slot = this.handlers.push(handler) - 1;
    if (slot >= this.times.length) this.grow();
    return slot;
  }

  /** Puts the slot's entry at `time`, behind all entries of the same time. */
  schedule(slot: number, time: Nanos): void {
    let position = this.positions[slot] as number;
    if (this.hole) {
      if (position < 0) {
        this.hole = false;
        this.siftDown(0, slot, time, this.sequence++);
        return;
      }
      this.fillHole();
      position = this.positions[slot] as number;
    }
    const sequence = this.sequence++;
    if (position < 0) this.siftUp(this.size++, slot, time, sequence);
    else if (this.siftUp(position, slot, time, sequence) === position) this.siftDown(position, slot, time, sequence);
  }

  cancel(slot: number): void {
    if (this.hole) this.fillHole();
    const position = this.positions[slot] as number;
    if (position < 0) return;
    this.positions[slot] = -1;
    this.removeAt(position);
  }

  isPending(slot: number): boolean {
    return (this.positions[slot] as number) >= 0;
  }

  /** When the slot fires, or NEVER. */
  timeOf(slot: number): Nanos {
    return this.isPending(slot) ? (this.times[this.positions[slot] as number] as number) : NEVER;
  }

  /** Time of the first entry, or NEVER. */
  get nextTime(): Nanos {
    if (this.hole) this.fillHole();
    return this.size > 0 ? (this.times[0] as number) : NEVER;
  }

  get length(): number {
    return this.hole ? this.size - 1 : this.size;
  }

  /** Removes the first entry and calls its handler. The queue must not be empty. */
  fire(): void {
    if (this.hole) this.fillHole();
    const slot = this.heap[0] as number;
    this.positions[slot] = -1;
    this.hole = true;
    (this.handlers[slot] as () => void)();
    if (this.hole) this.fillHole();
  }

  /** Removes the first entry and returns its slot. The queue must not be empty. */
  pop(): number {
    if (this.hole) this.fillHole();
    const slot = this.heap[0] as number;
    this.positions[slot] = -1;
    this.removeAt(0);
    return slot;
  }

  snapshot(): EventQueueState {
    if (this.hole) this.fillHole();
    const entries = Array.from(this.heap.subarray(0, this.size), (slot) => {
      return [slot, this.timeOf(slot), this.sequences[this.positions[slot] as number] as number] as const;
    });
    return { sequence: this.sequence, entries };
  }

  restore(state: EventQueueState): void {
    this.positions.fill(-1);
    this.size = 0;
    this.hole = false;
    for (const [slot, time, sequence] of state.entries) {
      this.siftUp(this.size++, slot, time, sequence);
    }
    this.sequence = state.sequence;
  }

  private fillHole(): void {
    this.hole = false;
    this.removeAt(0);
  }

  /** Finds the place of an entry from `from` upwards, moving later ones down; puts it there. */
  private siftUp(from: number, slot: number, time: Nanos, sequence: number): number {
    const { times, sequences } = this;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = times[parent] as number;
      if (other < time || (other === time && (sequences[parent] as number) < sequence)) break;
      this.move(parent, at);
      at = parent;
    }
    this.place(at, slot, time, sequence);
    return at;
  }

  /** Finds the place of an entry from `from` downwards, moving earlier ones up; puts it there. The kernel's hottest loop. */
  private siftDown(from: number, slot: number, time: Nanos, sequence: number): void {
    const { times, sequences, heap, positions, size } = this;
    let at = from;
    for (;;) {
      let best = 2 * at + 1;
      if (best >= size) break;
      let bestTime = times[best] as number;
      const right = best + 1;
      if (right < size) {
        const other = times[right] as number;
        // Which child comes first nobody can predict, a processor neither: without a branch it need not.
        if (other !== bestTime) best += Number(other < bestTime);
        else if ((sequences[right] as number) < (sequences[best] as number)) best = right;
        bestTime = times[best] as number;
      }
      if (time < bestTime || (time === bestTime && sequence < (sequences[best] as number))) break;
      const moved = heap[best] as number;
      heap[at] = moved;
      times[at] = bestTime;
      sequences[at] = sequences[best] as number;
      positions[moved] = at;
      at = best;
    }
    this.place(at, slot, time, sequence);
  }

  private move(from: number, to: number): void {
    const slot = this.heap[from] as number;
    this.heap[to] = slot;
    this.times[to] = this.times[from] as number;
    this.sequences[to] = this.sequences[from] as number;
    this.positions[slot] = to;
  }

  private place(position: number, slot: number, time: Nanos, sequence: number): void {
    this.heap[position] = slot;
    this.times[position] = time;
    this.sequences[position] = sequence;
    this.positions[slot] = position;
  }

  /** Takes the entry at `position` out; the last one takes its place and finds its own. */
  private removeAt(position: number): void {
    const last = --this.size;
    if (position === last) return;
    const slot = this.heap[last] as number;
    const time = this.times[last] as number;
    const sequence = this.sequences[last] as number;
    const at = this.siftUp(position, slot, time, sequence);
    if (at === position) this.siftDown(position, slot, time, sequence);
  }

  private grow(): void {
    const copy = <T extends Float64Array | Int32Array>(from: T, to: T): T => (to.set(from), to);
    const length = this.times.length * 2;
    this.times = copy(this.times, new Float64Array(length));
    this.sequences = copy(this.sequences, new Float64Array(length));
    this.heap = copy(this.heap, new Int32Array(length));
    this.positions = copy(this.positions, new Int32Array(length).fill(-1));
  }
}
