import type { Timer } from "../device.js";
import { us, type Nanos } from "../time.js";
import { EINVAL } from "./errno.js";
import type { Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";

/*
 * C code that bit-bangs one open-drain line with interrupts off (1-Wire, DHT sensors), as the list of what it does: drive,
 * wait, look, measure a pulse.
 *
 * Not modelled: what the code between the steps takes, and what a polling loop misses or adds (about 1 µs).
 */

/** What takes no time. */
type Moment = { readonly kind: "low" } | { readonly kind: "release" } | { readonly kind: "sample" };

type Span =
  | { readonly kind: "wait"; readonly for: Nanos }
  /** Until the line has the level, or the script fails. */
  | { readonly kind: "await"; readonly level: 0 | 1; readonly within: Nanos }
  /** Measures a pulse, as `machine.time_pulse_us`: each of its ends may take so long, or the script fails. */
  | { readonly kind: "pulse"; readonly level: 0 | 1; readonly within: Nanos };

/** One step; times in ns of the board's clock. */
export type LineStep = Moment | Span;

export interface LineScriptState {
  /** The pin, or -1 when no script runs. */
  gpio: number;
  steps: readonly LineStep[];
  next: number;
  /** When the pulse that is being measured began, by the board's clock; -1: not yet. */
  beganAt: Nanos;
  /** Levels sampled and µs measured, in order. */
  values: number[];
  failed: boolean;
}

export class LineScript {
  private readonly timer: Timer;

  constructor(
    private readonly ctx: McuContext<LineScriptState>,
    private readonly gpio: Gpio,
  ) {
    this.timer = ctx.timer(() => this.timeOver());
    gpio.edgeListeners.push((pin, level) => this.edge(pin, level));
  }

  static initialState(): LineScriptState {
    return { gpio: -1, steps: [], next: 0, beganAt: -1, values: [], failed: false };
  }

  /** Starts a script; one that runs is given up. Returns 0 or -EINVAL. */
  begin(gpio: number, steps: readonly LineStep[]): number {
    if (!this.gpio.has(gpio)) return -EINVAL;
    this.reset();
    this.ctx.state = { ...LineScript.initialState(), gpio, steps };
    this.gpio.tap(gpio, true);
    this.proceed();
    return 0;
  }

  /** Undefined while a script runs; then what it sampled and measured, or "failed". */
  result(): readonly number[] | "failed" | undefined {
    const { gpio, failed, values } = this.ctx.state;
    if (gpio >= 0) return undefined;
    return failed ? "failed" : values;
  }

  reset(): void {
    this.timer.stop();
    if (this.ctx.state.gpio >= 0) this.gpio.tap(this.ctx.state.gpio, false);
    this.ctx.state = LineScript.initialState();
  }

  private proceed(): void {
    const { state } = this.ctx;
    for (let step = state.steps[state.next]; step; step = state.steps[++state.next]) {
      if (step.kind === "sample") state.values.push(this.gpio.read(state.gpio));
      else if (step.kind === "low") this.gpio.write(state.gpio, 0);
      else if (step.kind === "release") this.gpio.write(state.gpio, 1);
      else if (!this.isDone(step)) return;
    }
    this.finish(false);
  }

  /** Starts a step that takes time; whether it is done at once. */
  private isDone(step: Span): boolean {
    const { state } = this.ctx;
    const there = step.kind !== "wait" && this.gpio.read(state.gpio) === step.level;
    if (step.kind === "await" && there) return true;
    state.beganAt = step.kind === "pulse" && there ? this.clockNow : -1;
    this.start(step.kind === "wait" ? step.for : step.within);
    return false;
  }

  private edge(gpio: number, level: 0 | 1): void {
    const { state } = this.ctx;
    const step = state.steps[state.next];
    if (gpio !== state.gpio || !step || !("level" in step)) return;
    if (step.kind === "await" && level === step.level) return this.pass();
    if (step.kind !== "pulse") return;
    const now = this.clockNow;
    if (state.beganAt >= 0 && level !== step.level) {
      state.values.push(Math.floor(now / us(1)) - Math.floor(state.beganAt / us(1)));
      this.pass();
    } else if (state.beganAt < 0 && level === step.level) {
      state.beganAt = now;
      this.start(step.within);
    }
  }

  /** The timer, by the board's clock. */
  private start(delay: Nanos): void {
    const { clock, now } = this.ctx;
    this.timer.startAt(clock.after(now, delay));
  }

  private timeOver(): void {
    const { state } = this.ctx;
    if (state.steps[state.next]?.kind === "wait") this.pass();
    else this.finish(true);
  }

  private pass(): void {
    this.timer.stop();
    this.ctx.state.next++;
    this.proceed();
  }

  private get clockNow(): Nanos {
    return this.ctx.clock.at(this.ctx.now);
  }

  private finish(failed: boolean): void {
    const { values } = this.ctx.state;
    this.reset();
    Object.assign(this.ctx.state, { values, failed });
    this.ctx.attention();
  }
}
