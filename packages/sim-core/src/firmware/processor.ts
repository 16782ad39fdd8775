import type { InterruptRequest } from "../machine/interrupts.js";
import type { Mcu } from "../machine/mcu.js";
import type { Nanos } from "../time.js";
import { Advance, type Cpu, type Pause } from "./firmware.js";

/** Machine calls without ever waiting after which a program counts as caught in a loop: ten seconds of asking for the time. */
const MAX_CALLS = 20_000_000;
/** Calls that leave nothing behind. Each other one may fill the recording, and counts as this many, or as its bytes. */
const READS: ReadonlySet<string> = new Set(
  "ticks_ms ticks_us pin_get adc_read_u16 stdin_readinto uart_any uart_poll uart_read".split(" "),
);
const CALLS_OF_A_WRITE = 20;

/** What the processor waits for: a time, or something that ends it sooner. */
export interface Wait {
  readonly until: Nanos;
  /** Soft handlers may run meanwhile; hard ones always do. */
  readonly soft: boolean;
  over(): boolean;
}

/**
 * The processor under a TypeScript program: its local time, which runs ahead of the kernel's by the cost of what was called,
 * and its interrupts.
 *
 * What a program does between two waits, and what a handler does, happens at one instant; its cost passes afterwards, before
 * anything else runs. Handlers do not interrupt each other.
 */
export class Processor {
  /** Handlers that have returned. */
  handled = 0;
  /** By the board's clock. */
  private time: Nanos;
  private calls = 0;
  private handling: InterruptRequest | undefined;
  private entered = false;

  constructor(
    readonly mcu: Mcu,
    private readonly cpu: Cpu,
    private readonly cpuTime: boolean,
    private readonly handler: (request: InterruptRequest) => void,
  ) {
    this.time = mcu.clock.at(cpu.now);
  }

  /** Local time. */
  get now(): Nanos {
    // A slow board's clock shows the same for several nanoseconds: the first of them may be in the past.
    return Math.max(this.cpu.now, this.mcu.clock.when(this.shown));
  }

  /** Local time, as the board's clock shows it. */
  get shown(): Nanos {
    return Math.max(this.time, this.mcu.clock.at(this.cpu.now));
  }

  /** When so much of the board's time has passed. */
  after(ns: Nanos): Nanos {
    return this.mcu.clock.when(this.shown + ns);
  }

  /** Spends the CPU time of a call into the machine, by HAL name. */
  charge(call: string, times = 1): void {
    this.calls += READS.has(call) ? 1 : Math.max(CALLS_OF_A_WRITE, times);
    if (this.calls > MAX_CALLS) throw new Error("too many calls into the machine without waiting in between");
    if (this.cpuTime) this.spend(times * this.mcu.callCost(call));
  }

  spend(ns: Nanos): void {
    this.time = this.shown + ns;
  }

  /** Lets the world catch up with local time, and handlers run. Returns where to pause when the firmware has to yield. */
  catchUp(soft: boolean): Pause | undefined {
    for (;;) {
      const time = this.now;
      if (this.cpu.computeTo(time) === Advance.Yield) return { until: time, waiting: false };
      this.calls = 0;
      if (!this.handle(soft)) return undefined;
    }
  }

  wait(wait: Wait): Pause | undefined {
    for (;;) {
      const pause = this.catchUp(wait.soft);
      if (pause) return pause;
      if (wait.over()) return undefined;
      const advance = this.cpu.waitUntil(wait.until);
      if (advance === Advance.Reached) return undefined;
      if (advance === Advance.Yield) return { until: wait.until, waiting: true };
    }
  }

  /** One step of a handler's life, the world having caught up: it is called, has come to its end, or the next one is due. */
  private handle(soft: boolean): boolean {
    const { interrupts } = this.mcu;
    if (!this.handling) {
      this.handling = interrupts.take(soft);
      if (!this.handling) return false;
      this.charge("interrupt");
    } else if (!this.entered) {
      this.entered = true;
      this.handler(this.handling);
    } else {
      this.entered = false;
      this.handling = undefined;
      this.handled++;
      interrupts.leave();
    }
    return true;
  }
}
