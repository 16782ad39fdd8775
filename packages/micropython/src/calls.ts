import { Advance, type Cpu, type Mcu, type Nanos } from "@tickless/sim-core";
import type { BoundHal } from "./board-hal.js";
import type { LocalClock } from "./clock.js";
import { Blocked } from "./hal-host.js";
import { SUSPEND, type HalFunction, type HalValue } from "./interpreter-types.js";

/** A HAL call in which the interpreter is suspended: plain data. */
export interface SuspendedCall {
  readonly name: string;
  readonly args: readonly HalValue[];
  /** Null: the call has not begun, for the firmware had to yield first. */
  readonly blocked: Blocked | null;
}

export interface CallsState {
  readonly stack: readonly (SuspendedCall | null)[];
  readonly handlers: number;
  readonly seen: number;
}

/** What happens around a call: the world catches up before, fuel is granted after. */
export interface CallHost {
  settle(): Advance.Reached | Advance.Yield;
  grant(): void;
  charge(ns: Nanos): void;
  /** A call begins, and the world has caught up. */
  called(): void;
  /** Passes on a Ctrl-C from the console, if there was one. */
  takeKeyboardInterrupt(): boolean;
  /** Whether a handler is to run now on top of what is suspended. */
  deliverable(softAllowed: boolean): boolean;
  /** How often threads have told that there is something for whoever polls. */
  readonly threads: { readonly signals: number };
}

/** What is no call into the machine costs nothing. */
const COSTLESS: ReadonlySet<string> = new Set([
  "bench",
  "thread_turn",
  "thread_wait",
  "thread_released",
  "thread_signal",
]);

type Performers = Readonly<Record<string, (...args: readonly HalValue[]) => unknown>>;
type Poller = (...args: readonly HalValue[]) => HalValue;

/**
 * Calls from Python into the HAL. A call that has to wait does so inside the kernel, as long as nothing needs the firmware out
 * of the way; otherwise it answers SUSPEND and is gone on with later, from what `stack` holds of it.
 */
export class HalCalls {
  /** For each activation the call in which it is suspended; null: between two bytecodes, or not begun. */
  stack: (SuspendedCall | null)[] = [];
  /** Handlers that have returned. */
  private handlers = 0;
  /** What `activity` was when `wait_ms` last returned. */
  private seen = 0;

  constructor(
    private readonly mcu: Mcu,
    private readonly cpu: Cpu,
    private readonly clock: LocalClock,
    private readonly hal: BoundHal,
    private readonly host: CallHost,
  ) {}

  /** The HAL function `name` as the interpreter calls it. */
  entry(name: string): HalFunction {
    const perform = (this.hal.functions as unknown as Performers)[name] as (...args: unknown[]) => unknown;
    const { host } = this;
    // Five parameters are what any call has, and cheaper than a rest parameter on this path.
    const enter = (a?: HalValue, b?: HalValue, c?: HalValue, d?: HalValue, e?: HalValue) => {
      if (host.settle() === Advance.Yield) return this.suspend(name, [a, b, c, d, e], null);
      host.called();
      const result = perform(a, b, c, d, e);
      if (result instanceof Blocked) return this.block(name, [a, b, c, d, e], result);
      this.charge(name);
      host.grant();
      return result as HalValue;
    };
    return enter;
  }

  /** As `time_s`, from inside C code, which cannot be suspended: if the world cannot catch up, it does so right behind it. */
  secondsNow(): number {
    const settled = this.host.settle() === Advance.Reached;
    if (!settled) this.clock.stop();
    const seconds = this.mcu.rtc.seconds(this.clock.shown);
    this.charge("time_s");
    if (settled) this.host.grant();
    return seconds;
  }

  /** Goes on with the call of the top activation: its result, or SUSPEND. Undefined if it is not in a call. */
  goOn(): HalValue | typeof SUSPEND {
    const call = this.stack.at(-1);
    if (!call) return undefined;
    const result = call.blocked ? this.wait(call, call.blocked) : this.begin(call);
    if (result !== SUSPEND) this.finish(call.name);
    return result;
  }

  /** Where the top activation waits: undefined when it is to go on as soon as it may. */
  get waitingUntil(): Nanos | undefined {
    return this.stack.at(-1)?.blocked?.until;
  }

  /** Whether the program is neither over nor to go on with a call that waits. */
  get computes(): boolean {
    return this.stack.length > 0 && !this.stack.at(-1)?.blocked;
  }

  /** Whether a handler may run on top of what is suspended now: not before a call that has been made has begun. */
  get interruptible(): boolean {
    return this.stack.at(-1)?.blocked !== null;
  }

  /** Whether a soft one may. */
  get softAllowed(): boolean {
    const call = this.stack.at(-1);
    return call?.blocked?.soft ?? !call;
  }

  /** Whether what a suspended thread waits for is there. */
  hasWhatItWaitsFor({ stack, seen }: Pick<CallsState, "stack" | "seen">): boolean {
    const call = stack.at(-1);
    return !!call?.blocked && this.poll(call, seen) !== undefined;
  }

  /** Another thread is to run, and is in these calls. Returns those of the one that ran. */
  exchange({ stack, seen }: Pick<CallsState, "stack" | "seen">): Pick<CallsState, "stack" | "seen"> {
    const last = { stack: this.stack, seen: this.seen };
    this.stack = [...stack];
    this.seen = seen;
    return last;
  }

  /** Those of a thread that has not begun. */
  beginning(): Pick<CallsState, "stack" | "seen"> {
    return { stack: [], seen: this.activity };
  }

  /** A handler on top of the top activation has returned. */
  handlerReturned(): void {
    this.handlers++;
  }

  /** The board starts anew. */
  reset(): void {
    this.stack = [];
    this.seen = this.activity;
  }

  snapshot(): CallsState {
    return { stack: [...this.stack], handlers: this.handlers, seen: this.seen };
  }

  restore(state: CallsState): void {
    this.stack = [...state.stack];
    this.handlers = state.handlers;
    this.seen = state.seen;
  }

  /** Counts what a poll of streams and flags could have missed. */
  private get activity(): number {
    return this.handlers + this.mcu.serial.received + this.mcu.uart.activity + this.host.threads.signals;
  }

  private suspend(name: string, args: readonly HalValue[], blocked: Blocked | null): typeof SUSPEND {
    this.stack[this.stack.length - 1] = { name, args, blocked };
    return SUSPEND;
  }

  private block(name: string, args: readonly HalValue[], blocked: Blocked): HalValue | typeof SUSPEND {
    const call = { name, args, blocked };
    if (name === "lightsleep") this.seen = this.activity;
    const value = this.wait(call, blocked);
    if (value === SUSPEND) {
      this.stack[this.stack.length - 1] = call;
      return SUSPEND;
    }
    this.finish(name);
    this.host.grant();
    return value;
  }

  private begin(call: SuspendedCall): HalValue | typeof SUSPEND {
    this.host.called();
    const result = (this.hal.functions as unknown as Performers)[call.name]?.(...call.args);
    if (!(result instanceof Blocked)) return result as HalValue;
    const begun = { ...call, blocked: result };
    if (call.name === "lightsleep") this.seen = this.activity;
    this.stack[this.stack.length - 1] = begun;
    return this.wait(begun, result);
  }

  private finish(name: string): void {
    this.stack[this.stack.length - 1] = null;
    this.charge(name);
  }

  private charge(name: string): void {
    if (!COSTLESS.has(name)) this.host.charge(this.mcu.callCost(name));
  }

  /** Waits inside the kernel; SUSPEND when the interpreter must be left first, to yield or to run a handler. */
  private wait(call: SuspendedCall, { until, soft, result }: Blocked): HalValue | typeof SUSPEND {
    for (;;) {
      const value = this.poll(call);
      if (value !== undefined) return call.name === "deepsleep" ? this.timeOver(call, result) : this.awake(call, value);
      if (this.host.takeKeyboardInterrupt()) return this.awake(call, result);
      if (this.host.deliverable(soft)) return SUSPEND;
      const advance = this.cpu.waitUntil(until);
      this.clock.waited();
      if (advance === Advance.Reached) return this.timeOver(call, result);
      if (advance === Advance.Yield) return SUSPEND;
      // A handler goes first, as it does when the firmware had to yield just then.
      if (this.host.deliverable(soft)) return SUSPEND;
    }
  }

  /**
   * The call's result, if something gave it one before its time. `wait_ms` ends for a handler that ran, for input that came and
   * for a UART that interrupted, since it last returned, not just while it waits: the poll before it may have looked a moment too
   * early.
   */
  private poll(call: SuspendedCall, seen = this.seen): HalValue {
    const poller = this.hal.pollers[call.name] as Poller | undefined;
    if (poller) return poller(...call.args);
    if (call.name !== "wait_ms" && call.name !== "lightsleep") return undefined;
    return this.activity === seen ? undefined : 1;
  }

  private timeOver(call: SuspendedCall, result: HalValue): HalValue | typeof SUSPEND {
    if (call.name !== "deepsleep") return this.awake(call, result);
    this.mcu.wake.end();
    this.mcu.requestReset("deepsleep");
    return SUSPEND;
  }

  private awake(call: SuspendedCall, value: HalValue): HalValue {
    if (call.name === "wait_ms") this.seen = this.activity;
    if (call.name === "lightsleep") {
      this.mcu.power.setAsleep(false);
      this.mcu.wake.end();
    }
    return value;
  }
}
