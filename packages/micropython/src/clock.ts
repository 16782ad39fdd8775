import { Advance, type BoardClock, type Cpu, type Nanos } from "@tickless/sim-core";

/** Bytecodes granted at most at once, so that fuel stays a small integer. */
const MAX_GRANT = 1 << 28;
/** With CPU time off, bytecodes that run in one instant before a program counts as polling… */
const SPIN_BYTECODES = 100_000;
/** …of which each output counts as so many, since it takes the host as long… */
const SPIN_PER_OUTPUT = 100;
/** …and the time that then passes, so that a polling loop sees the world move and ends at the run's limit. */
const SPIN_NS = 1_000_000;

/** Where fuel is kept: a counter that goes down by one for each bytecode. */
export interface FuelTank {
  fuel: number;
}

export interface ClockState {
  readonly start: Nanos;
  readonly granted: number;
  readonly debt: Nanos;
  readonly spent: number;
  readonly spun: number;
}

/**
 * The firmware's local time: what the board's clock showed when fuel was last granted, plus the bytecodes since, plus the
 * cost of calls into the machine. It runs ahead of the kernel's clock until `settle` lets the world catch up.
 */
export class LocalClock {
  /** By the board's clock, like all of the time that is counted here. */
  private start: Nanos = 0;
  private granted = 0;
  private debt: Nanos = 0;
  private spent = 0;
  /** With CPU time off: bytecodes that have run in this instant. */
  private spun = 0;

  /** Set before time begins. */
  tank: FuelTank = { fuel: 0 };

  /** `nsPerBytecode` may change while running (CPU frequency); 0 means that bytecodes take no time. */
  constructor(
    private readonly cpu: Cpu,
    private readonly board: BoardClock,
    private readonly nsPerBytecode: () => Nanos,
  ) {}

  /** Starts counting now, with no fuel. */
  reset(): void {
    this.start = this.board.at(this.cpu.now);
    this.debt = 0;
    this.spun = 0;
    this.granted = 0;
    this.tank.fuel = 0;
  }

  /** Bytecodes run since the start. */
  get bytecodes(): number {
    return this.spent + this.granted - this.left;
  }

  /** Local time, as virtual time: never behind the kernel's. */
  get now(): Nanos {
    return this.virtual(this.shown);
  }

  /** Local time, as the board's clock shows it. */
  get shown(): Nanos {
    return this.start + this.debt + (this.granted - this.left) * this.nsPerBytecode();
  }

  /** A slow board's clock shows the same for several nanoseconds: the first of them may be in the past. */
  private virtual(shown: Nanos): Nanos {
    return Math.max(this.cpu.now, this.board.when(shown));
  }

  private get left(): number {
    return Math.max(0, this.tank.fuel);
  }

  /** Adds CPU time that no bytecode accounts for. */
  charge(ns: Nanos): void {
    this.debt += ns;
  }

  /** Lets the world catch up with local time. On Yield, nothing may be done before a later call has returned Reached. */
  settle(): Advance.Reached | Advance.Yield {
    this.count();
    const shown = this.start + this.debt;
    const advance = this.cpu.computeTo(this.virtual(shown));
    if (advance === Advance.Reached) {
      // On the way there the board's clock may have begun to run at another speed.
      this.begin(this.board.when(shown) === this.cpu.now ? shown : this.board.at(this.cpu.now));
    }
    return advance;
  }

  /** After a wait inside the kernel, which began settled: local time is the kernel's again. */
  waited(): void {
    this.begin(this.board.at(this.cpu.now));
  }

  private begin(start: Nanos): void {
    if (start !== this.start) this.spun = 0;
    this.start = start;
    this.debt = 0;
  }

  /**
   * Grants the fuel that reaches to whatever happens next; at least one bytecode, so that a program always gets on. No bytecode
   * may have run since local time was settled.
   */
  grant(most = MAX_GRANT): void {
    const ns = this.nsPerBytecode();
    const time = this.board.at(this.cpu.horizon) - this.start - this.debt;
    const bytecodes = ns === 0 ? SPIN_BYTECODES - this.spun : Math.ceil(time / ns);
    this.granted = this.tank.fuel = Math.max(1, Math.min(bytecodes, most));
  }

  /** Something was printed, in this instant if that takes no time. */
  printed(): void {
    if (this.nsPerBytecode() === 0) this.spun += SPIN_PER_OUTPUT;
  }

  /** No more counted bytecodes before the firmware has been asked. */
  stop(): void {
    this.count();
    this.granted = this.tank.fuel = 0;
  }

  /** Turns the bytecodes since fuel was granted into time. */
  private count(): void {
    const { left } = this;
    const used = this.granted - left;
    if (used === 0) return;
    const ns = this.nsPerBytecode();
    this.debt += used * ns;
    this.spent += used;
    if (ns === 0) this.spun += used;
    this.granted = left;
  }

  /** Fuel ran out. With CPU time off this is what makes time pass. */
  exhausted(): void {
    this.count();
    if (this.spun >= SPIN_BYTECODES) this.charge(SPIN_NS);
  }

  /** Another thread is to run: from now on this is its local time. Returns that of the one that ran. */
  exchange(next: ClockState): ClockState {
    this.stop();
    const last = this.snapshot();
    this.restore({ ...next, spent: this.spent });
    return last;
  }

  /** The local time of a thread that begins now. */
  beginning(): ClockState {
    return { start: this.board.at(this.cpu.now), granted: 0, debt: 0, spent: 0, spun: 0 };
  }

  snapshot(): ClockState {
    return { start: this.start, granted: this.granted, debt: this.debt, spent: this.spent, spun: this.spun };
  }

  /** The tank's own contents are restored by its owner. */
  restore(state: ClockState): void {
    this.start = state.start;
    this.granted = state.granted;
    this.debt = state.debt;
    this.spent = state.spent;
    this.spun = state.spun;
  }
}
