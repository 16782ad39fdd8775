/**
 * 1-Wire as a part of the bus has it: resets, presence, and time slots, from the edges of the line.
 *
 * Source: DS18B20 data sheet (Maxim 19-7487), figures 15 and 16: reset low for at least 480 µs; presence 15 to 60 µs after it,
 * for 60 to 240 µs; a slot is 60 to 120 µs and begins with a fall; a write is sampled 15 to 60 µs after that, a 0 is held for at
 * least 15 µs.
 */
import { formatTime, HIGH_Z, strong, us, type DeviceContext, type Nanos, type Pin } from "@tickless/sim-core";

/** A shorter one is still recognised by a part whose oscillator is slow. */
const LEAST_RESET: Nanos = us(430);
/** A low this long is no time slot any more. */
const LONGEST_SLOT: Nanos = us(120);
const PRESENCE_AFTER: Nanos = us(30);
const PRESENCE: Nanos = us(120);
/** When a written bit is looked at, and until when a 0 is held. */
const SAMPLE: Nanos = us(30);
const OUTPUT_OHMS = 30;

export interface SlotsState {
  phase: "idle" | "before-presence" | "presence" | "slots";
  /** When the line fell; -1: it is high. */
  fell: Nanos;
  /** It has been low ever since there is power: without a pull-up it floats until the controller drives it. */
  neverHigh: boolean;
  /** What goes on within a slot. */
  slot: "none" | "read" | "write";
}

export const slotsState = (): SlotsState => ({ phase: "idle", fell: -1, neverHigh: false, slot: "none" });

/** Who is behind the slots. */
export interface SlotUser {
  /** The controller has reset the bus. */
  reset(): void;
  /** What the next slot is for: it sends this bit (a 1 or nothing leaves the line alone), or it gets one. */
  next(): 0 | 1 | "listen" | "off";
  /** The bit `next` told has been sent. */
  sent(): void;
  received(bit: 0 | 1): void;
  fault(kind: string, message: string): void;
}

export class Slots {
  private readonly timer;
  private readonly watch;

  constructor(
    private readonly ctx: Pick<DeviceContext<unknown>, "now" | "timer" | "watchLevel">,
    private readonly line: Pin,
    private readonly state: () => SlotsState,
    private readonly user: SlotUser,
  ) {
    this.timer = ctx.timer(() => this.timeOver());
    this.watch = ctx.watchLevel(line, () => this.edge());
    this.watch.active = false;
  }

  /** Switches it on or off (without supply). */
  set on(on: boolean) {
    this.timer.stop();
    this.release();
    const isLow = on && this.line.read() === 0;
    Object.assign(this.state(), slotsState(), isLow ? { fell: this.ctx.now, neverHigh: true } : {});
    this.watch.active = on;
  }

  private edge(): void {
    const state = this.state();
    if (this.line.read() === 0) {
      if (state.fell >= 0) return;
      state.fell = this.ctx.now;
      if (state.phase === "slots") this.beginSlot();
      return;
    }
    const low = state.fell < 0 ? 0 : this.ctx.now - state.fell;
    const { neverHigh } = state;
    Object.assign(state, { fell: -1, neverHigh: false });
    if (low >= LEAST_RESET) return this.beginReset();
    if (neverHigh || low <= LONGEST_SLOT || state.phase === "before-presence" || state.phase === "presence") return;
    this.user.fault(
      "timing",
      `the line was low for ${formatTime(low)}: too short for a reset (480 µs), too long for a bit`,
    );
  }

  private beginReset(): void {
    const state = this.state();
    Object.assign(state, { phase: "before-presence", slot: "none" });
    this.user.reset();
    this.timer.start(PRESENCE_AFTER);
  }

  private beginSlot(): void {
    const state = this.state();
    const next = this.user.next();
    if (next === "off") return;
    state.slot = next === "listen" ? "write" : "read";
    if (next === 0) this.pull();
    this.timer.start(SAMPLE);
  }

  private timeOver(): void {
    const state = this.state();
    if (state.phase === "before-presence") {
      state.phase = "presence";
      this.pull();
      this.timer.start(PRESENCE);
      return;
    }
    if (state.phase === "presence") {
      state.phase = "slots";
      return this.release();
    }
    const { slot } = state;
    state.slot = "none";
    if (slot === "read") {
      this.release();
      this.user.sent();
    } else if (slot === "write") this.user.received(this.line.read());
  }

  private pull(): void {
    this.line.set(strong(0, OUTPUT_OHMS));
  }

  private release(): void {
    if (this.line.drive.ohms !== Infinity) this.line.set(HIGH_Z);
  }
}
