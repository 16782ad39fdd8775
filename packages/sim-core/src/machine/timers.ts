import type { Timer } from "../device.js";
import { us, type Nanos } from "../time.js";
import { ENOMEM } from "./errno.js";
import type { InterruptsState } from "./interrupts.js";
import type { McuContext } from "./mcu-context.js";

/*
 * Timers as the SDK's alarm pool makes them from the RP2040's 64-bit µs timer (datasheet 4.6): any number chosen by the
 * program is an id. A periodic timer counts from its last due time, so that late handlers do not make it drift.
 *
 * A hard timer whose handler cannot keep up has at most MAX_WAITING requests waiting; further ones are lost and recorded
 * (soft ones: see Interrupts). On the chip such a timer leaves the program no time at all.
 *
 * Not modelled: the raw alarm registers, pausing in debug mode.
 */

const SLOTS = 32;
const MAX_WAITING = 8;
/** The timer counts µs. */
const SHORTEST: Nanos = us(1);

interface TimerSlot {
  readonly id: number;
  readonly period: Nanos;
  readonly periodic: boolean;
  readonly hard: boolean;
  /** What the board's clock will show. */
  due: Nanos;
}

export interface TimersState {
  slots: (TimerSlot | null)[];
}

export class TimerUnit {
  private readonly timers: Timer[];

  constructor(
    private readonly ctx: McuContext<TimersState>,
    private readonly interrupts: () => InterruptsState,
  ) {
    this.timers = Array.from({ length: SLOTS }, (_, slot) => ctx.timer(() => this.fire(slot)));
  }

  static initialState(): TimersState {
    return { slots: new Array<TimerSlot | null>(SLOTS).fill(null) };
  }

  get armed(): boolean {
    return this.ctx.state.slots.some((slot) => slot !== null);
  }

  /** Starts a timer, anew if it runs. Returns 0, or -ENOMEM when all alarms are taken. */
  start(id: number, periodNs: Nanos, periodic: boolean, hard: boolean): number {
    const { slots } = this.ctx.state;
    const same = slots.findIndex((slot) => slot?.id === id);
    const index = same >= 0 ? same : slots.indexOf(null);
    if (index < 0) return -ENOMEM;
    const period = Math.max(SHORTEST, Math.round(periodNs));
    const due = this.ctx.clock.at(this.ctx.now) + period;
    slots[index] = { id, period, periodic, hard, due };
    this.timer(index).startAt(this.ctx.clock.when(due));
    return 0;
  }

  stop(id: number): void {
    const { slots } = this.ctx.state;
    slots.forEach((slot, index) => {
      if (slot?.id !== id) return;
      slots[index] = null;
      this.timer(index).stop();
    });
  }

  isRunning(id: number): boolean {
    return this.ctx.state.slots.some((slot) => slot?.id === id);
  }

  reset(): void {
    for (const timer of this.timers) timer.stop();
    this.ctx.state = TimerUnit.initialState();
  }

  private timer(index: number): Timer {
    return this.timers[index] as Timer;
  }

  /** In virtual time; what should have been while the clock was still slower is due now. */
  private nextDue(slot: TimerSlot): Nanos {
    return Math.max(this.ctx.now, this.ctx.clock.when((slot.due += slot.period)));
  }

  private fire(index: number): void {
    const { slots } = this.ctx.state;
    const slot = slots[index] as TimerSlot;
    if (slot.periodic) this.timer(index).startAt(this.nextDue(slot));
    else slots[index] = null;
    const { id, hard } = slot;
    const waiting = this.interrupts().pending.filter((request) => request.kind === 1 && request.id === id).length;
    if (hard && waiting >= MAX_WAITING) {
      this.ctx.fault("interrupt-lost", `timer ${id}: ${MAX_WAITING} calls of its hard handler are already waiting`);
    } else this.ctx.interrupts.raise({ kind: 1, id, arg: hard ? 1 : 0, hard });
  }
}
