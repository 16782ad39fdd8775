import { type Cpu, type Mcu, type Pause } from "@tickless/sim-core";
import type { CallsState, HalCalls } from "./calls.js";
import type { ClockState, LocalClock } from "./clock.js";
import type { Console, ConsoleState } from "./console.js";
import type { ThreadHost } from "./hal-host.js";
import type { HalFunction, PyRef } from "./interpreter-types.js";
import type { Interpreter } from "./interpreter.js";
import type { Outbox, Output } from "./outbox.js";
import type { Row, TaskRows } from "./task-rows.js";
import { Threads, type ThreadsState } from "./threads.js";

/** What a thread has of its own, while another one runs. Plain data. */
export interface Kept {
  /** By which the Python side knows what it is to call; null: it has begun. */
  readonly token: number | null;
  readonly clock: ClockState;
  readonly calls: Pick<CallsState, "stack" | "seen">;
  readonly rows: readonly Row[];
  readonly console: ConsoleState;
  readonly unsent: readonly Output[];
}

export interface ProgramThreadsState {
  readonly order: ThreadsState<Kept>;
  readonly last: number;
  readonly releases: number;
  readonly signals: number;
}

/** Whose parts are exchanged when another thread goes on. */
export interface ThreadParts {
  readonly interpreter: Interpreter;
  readonly clock: LocalClock;
  readonly calls: HalCalls;
  readonly tasks: TaskRows;
  readonly console: Console;
  readonly outbox: Outbox;
  readonly dispatcher: PyRef;
  /** `outcome`: how the main program ended. */
  readonly main: { readonly outcome: unknown };
}

/** FreeRTOS has memory for about as many. */
const MOST_TASKS = 16;
const BUSY = -1;
/** As which kind of call the Python side's dispatcher knows it. */
const THREAD_BEGINS = -1;

/** The threads of a program: the second core of an RP2040, FreeRTOS's tasks under one lock on an ESP32. */
export class ProgramThreads implements ThreadHost {
  readonly order: Threads<Kept>;
  /** The number of the last thread. */
  private last = 0;
  /** How often a lock was released that somebody could wait for. */
  releases = 0;
  signals = 0;
  private readonly twoCores: boolean;

  constructor(
    private readonly mcu: Mcu,
    cpu: Cpu,
    private readonly parts: ThreadParts,
  ) {
    this.twoCores = mcu.spec.port === "rp2";
    this.order = new Threads<Kept>(
      cpu,
      this.twoCores,
      ({ calls }, id) => parts.calls.hasWhatItWaitsFor(calls) || (id === 0 && this.mainWants(calls)),
      () => parts.calls.computes,
    );
  }

  get current(): number {
    return this.order.current;
  }

  get isMain(): boolean {
    return this.order.current === 0;
  }

  /** The running one has. */
  get hasEnded(): boolean {
    return !this.isMain && this.parts.calls.stack.length === 0;
  }

  start(token: number, stackBytes: number): number {
    const { order, parts } = this;
    if (order.count > (this.twoCores ? 1 : MOST_TASKS)) return BUSY;
    const id = this.twoCores ? 1 : ++this.last;
    parts.interpreter.addThread(id, stackBytes);
    const { clock, calls } = parts;
    const beginning = { clock: clock.beginning(), calls: calls.beginning() };
    order.add(id, { token, ...beginning, rows: [], console: { report: null }, unsent: [] });
    return id;
  }

  released(): void {
    this.releases++;
  }

  signal(): void {
    this.signals++;
  }

  /** The HAL function that reads a clock: before anybody sees what was read, the others are to get there. */
  clockReader(read: HalFunction): HalFunction {
    return () => {
      const time = read();
      if (this.order.ahead) this.parts.clock.stop();
      return time;
    };
  }

  /** Lets the thread go on whose turn it is; `pause`: where the running one stands, unless it has ended. */
  switch(pause: Pause | undefined): void {
    const { parts, order } = this;
    const { interpreter, clock, calls, tasks, outbox, console } = parts;
    const from = order.current;
    const next = order.kept(order.next as number) as Kept;
    const kept: Kept = {
      token: null,
      clock: clock.exchange(next.clock),
      calls: calls.exchange(next.calls),
      rows: tasks.exchange(next.rows),
      console: console.snapshot(),
      unsent: outbox.exchange(next.unsent),
    };
    console.restore(next.console);
    order.switch(pause, kept);
    interpreter.switchThread(order.current);
    if (!pause) interpreter.removeThread(from);
    if (next.token === null) return;
    interpreter.call(parts.dispatcher, THREAD_BEGINS, next.token, 0);
    calls.stack.push(null);
  }

  /** Whether the main program has something to do while it waits in these calls, besides what it waits for. */
  private mainWants({ stack }: Kept["calls"]): boolean {
    const call = stack.at(-1);
    const { interrupts, serial } = this.mcu;
    if (interrupts.deliverable(call?.blocked?.soft ?? !call)) return true;
    return call !== undefined && serial.interrupted && this.parts.main.outcome === null;
  }

  reset(): void {
    this.order.reset();
    this.last = this.releases = this.signals = 0;
  }

  snapshot(): ProgramThreadsState {
    const { last, releases, signals } = this;
    return { order: this.order.snapshot(), last, releases, signals };
  }

  restore({ order, last, releases, signals }: ProgramThreadsState): void {
    this.order.restore(order);
    Object.assign(this, { last, releases, signals });
  }
}
