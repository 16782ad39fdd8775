import { Advance, type Cpu, type FirmwareEnd, NEVER, type Nanos, type Pause } from "@tickless/sim-core";

/*
 * Who goes on when, of the threads of one program. Each has a local time, as each of several boards has, and of those that run at
 * the same time the one that is behind goes on.
 *
 * On two cores, the second one computes ahead of the first, up to the next multiple of QUANTUM or to its next call into the machine,
 * and waits there for the first. On one processor the others wait until the running thread waits, or has had its turn.
 *
 * None of these points depends on how far the run is to go, or on which events are known to come: so slicing leaves no mark.
 */

/** How long a thread computes, at most, before the others get on: what a variable that two of them use may be late. */
const QUANTUM: Nanos = 50_000;

/** Where a thread stands that does not run now. Plain data. */
export interface Turn {
  readonly id: number;
  /** When it goes on. */
  readonly wake: Nanos;
  /** It waits until then, or for something to happen. */
  readonly waiting: boolean;
}

export interface ThreadsState<Kept> {
  readonly current: number;
  readonly others: readonly (Turn & { readonly kept: Kept })[];
  /** Of the running thread on one processor: in which quantum it was last asked whether it has had its turn. */
  readonly quantum: number;
}

/**
 * The kernel as the running thread sees it: time does not pass for it before the others had theirs. When a function returns Yield
 * because of that, `next` tells who is to go on; otherwise the kernel wants the whole firmware out of the way.
 *
 * `wants`: whether a thread that waits has what it waits for.
 */
export class Threads<Kept> implements Cpu {
  current = 0;
  next: number | undefined;
  #others: readonly (Turn & { readonly kept: Kept })[] = [];
  #quantum = 0;
  /** The running thread has had its turn, and is on its way out. */
  #over = false;

  constructor(
    private readonly kernel: Cpu,
    /** Each thread has a core of its own. */
    private readonly parallel: boolean,
    private readonly wants: (kept: Kept, id: number) => boolean,
    /** Whether the running thread does not go on with a wait. */
    private readonly computes: () => boolean,
  ) {}

  /** There is no thread but the main one. */
  get alone(): boolean {
    return this.#others.length === 0;
  }

  get count(): number {
    return this.#others.length + 1;
  }

  /** Whether the running thread may be ahead of another one. */
  get ahead(): boolean {
    return this.parallel && this.current !== 0;
  }

  get now(): Nanos {
    return this.kernel.now;
  }

  get horizon(): Nanos {
    if (this.alone) return this.kernel.horizon;
    const end = (Math.floor(this.now / QUANTUM) + 1) * QUANTUM;
    if (!this.parallel) return Math.min(this.kernel.horizon, end);
    if (this.current !== 0) return end;
    this.#look();
    return Math.min(this.kernel.horizon, this.#earliest().wake);
  }

  computeTo(t: Nanos): Advance.Reached | Advance.Yield {
    if (this.alone) return this.kernel.computeTo(t);
    this.next = undefined;
    if (this.#over) return this.#giveWay();
    for (;;) {
      this.#look();
      if (this.parallel && this.#goesFirst(t)) return Advance.Yield;
      const advance = this.#others.some(({ waiting }) => waiting)
        ? this.kernel.waitUntil(t, true)
        : this.kernel.computeTo(t);
      if (advance === Advance.Yield) return Advance.Yield;
      if (advance === Advance.Reached) break;
    }
    return this.#turnIsOver() ? this.#giveWay() : Advance.Reached;
  }

  waitUntil(t: Nanos): Advance {
    if (this.alone) return this.kernel.waitUntil(t);
    this.next = undefined;
    if (this.#over) return this.#giveWay();
    this.#look();
    if (this.#goesFirst(t)) return Advance.Yield;
    const advance = this.kernel.waitUntil(
      t,
      this.#others.some(({ waiting }) => !waiting),
    );
    this.#beginTurn();
    if (advance !== Advance.Attention) return advance;
    this.#look();
    return this.parallel && this.#goesFirst(this.now) ? Advance.Yield : Advance.Attention;
  }

  end(kind: FirmwareEnd["kind"], exception?: string, message?: string): void {
    this.kernel.end(kind, exception, message);
  }

  /** Adds a thread that is to begin now. */
  add(id: number, kept: Kept): void {
    this.#beginTurn();
    this.#others = [...this.#others, { id, wake: this.now, waiting: false, kept }];
  }

  /** The running thread pauses, or has ended (`undefined`): `next` is the one that runs. */
  switch(pause: Pause | undefined, kept: Kept): void {
    const others = this.#others.filter(({ id }) => id !== this.next);
    if (pause) others.push({ id: this.current, wake: pause.until, waiting: pause.waiting, kept });
    this.#others = others.sort((a, b) => a.id - b.id);
    this.current = this.next as number;
    this.next = undefined;
    this.#beginTurn();
  }

  /** The running thread has ended: another one is `next`. */
  ended(): Pause {
    this.#look();
    this.next = this.#earliest().id;
    return { until: NEVER, waiting: true };
  }

  /** What is kept of a thread that does not run. */
  kept(id: number): Kept | undefined {
    return this.#others.find((other) => other.id === id)?.kept;
  }

  /** When the whole firmware has to go on. */
  together({ until, waiting }: Pause): Pause {
    if (this.alone) return { until, waiting };
    const all = [{ wake: until, waiting }, ...this.#others];
    return {
      // On one processor nobody goes on before the one that computes.
      until: this.parallel || waiting ? Math.min(...all.map(({ wake }) => wake)) : until,
      waiting: all.some((thread) => thread.waiting),
      computing: all.some((thread) => !thread.waiting),
      goesOn: true,
    };
  }

  reset(): void {
    this.current = 0;
    this.#others = [];
    this.#quantum = 0;
    this.#over = false;
  }

  snapshot(): ThreadsState<Kept> {
    return { current: this.current, others: this.#others, quantum: this.#quantum };
  }

  restore({ current, others, quantum }: ThreadsState<Kept>): void {
    this.current = current;
    this.#others = others;
    this.#quantum = quantum;
  }

  /** Who waits no longer: something has happened that it waited for. */
  #look(): void {
    const { now } = this;
    if (!this.#others.some((other) => other.waiting && this.wants(other.kept, other.id))) return;
    this.#others = this.#others.map((other) =>
      other.waiting && this.wants(other.kept, other.id)
        ? { ...other, waiting: false, wake: Math.min(other.wake, now) }
        : other,
    );
  }

  /** Of those who want to go on at the same time, the last one made. */
  #earliest(): Turn {
    return this.#others.reduce((a, b) => (a.wake < b.wake ? a : b));
  }

  /** Makes the earliest of the others the next one, if it goes on before the running thread may at `t`. */
  #goesFirst(t: Nanos): boolean {
    const { wake, id } = this.#earliest();
    const first = wake < t || (wake === t && id > this.current);
    if (first) this.next = id;
    return first;
  }

  #beginTurn(): void {
    this.#over = false;
    this.#quantum = Math.floor(this.now / QUANTUM);
  }

  /** On one processor: whether a quantum is over, and another thread could use the next one. */
  #turnIsOver(): boolean {
    const last = this.#quantum;
    this.#beginTurn();
    // A wait takes no turn, however long it was.
    if (this.parallel || last === this.#quantum || !this.computes()) return false;
    this.#look();
    return this.#earliest().wake <= this.now;
  }

  #giveWay(): Advance.Yield {
    this.#over = true;
    this.next = this.#earliest().id;
    return Advance.Yield;
  }
}
