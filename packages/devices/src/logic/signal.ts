/**
 * Logic in which a pulse train stays one value: a gate passes on or inverts a train, and edges are computed only where two
 * different trains meet.
 */
import { samePwm, strong, toggles, type DeviceContext, type Nanos, type Pin, type PwmSignal } from "@tickless/sim-core";

/** Output stage: 3.3 V CMOS. */
export const HIGH_VOLTS = 3.3;
/** Propagation delay, as of 74HC at 3.3 V to 5 V. */
export const DELAY: Nanos = 10;

/** A level, or a train that toggles. */
export type Signal = 0 | 1 | PwmSignal;

export const sameSignal = (a: Signal, b: Signal): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && samePwm(a, b));

/** What an input gets. A floating one reads what it was last. */
export function signalOf(pin: Pin): Signal {
  const { pwm, level } = pin.state;
  return pwm && level === 1 && toggles(pwm) ? pwm : pin.read();
}

export type Logic = (levels: readonly number[]) => boolean;

/** What comes out for these inputs. Undefined: it depends on several different trains. */
export function combine(logic: Logic, inputs: readonly Signal[]): Signal | undefined {
  const trains: PwmSignal[] = [];
  for (const input of inputs) {
    if (typeof input === "object" && !trains.some((train) => samePwm(train, input))) trains.push(input);
  }
  const at = (high: number): 0 | 1 =>
    logic(
      inputs.map((input) =>
        typeof input === "object" ? (high >> trains.findIndex((train) => samePwm(train, input))) & 1 : input,
      ),
    )
      ? 1
      : 0;
  const combinations = 1 << trains.length;
  const deciding = trains.filter((_, train) => {
    for (let high = 0; high < combinations; high++) if (at(high) !== at(high ^ (1 << train))) return true;
    return false;
  });
  const [train] = deciding;
  if (!train) return at(0);
  if (deciding.length > 1) return undefined;
  return at(1 << trains.indexOf(train)) === 1 ? train : inverted(train);
}

export function inverted({ periodNs, highNs, startNs }: PwmSignal): PwmSignal {
  const highFrom = startNs + highNs;
  const whole = Math.round(highFrom);
  // The start is whole; the fraction of a ns that is left over goes to the high time.
  return { periodNs, highNs: periodNs - highNs + (highFrom - whole), startNs: whole };
}

/** An output's memory: what it does, and what it is about to do. */
export interface OutputState {
  now: Signal;
  next: Signal;
}

export const restingOutput = (): OutputState => ({ now: 0, next: 0 });

/** An output that follows after the delay; a change back before that leaves no trace (inertial delay). */
export function delayedOutput(
  ctx: DeviceContext<unknown>,
  pin: Pin,
  memory: () => OutputState,
): (signal: Signal) => void {
  const apply = (signal: Signal): void => {
    if (typeof signal === "number") pin.set(strong(signal * HIGH_VOLTS));
    else pin.set({ ...strong(HIGH_VOLTS), pwm: { ...signal, startNs: signal.startNs + DELAY } });
  };
  const timer = ctx.timer(() => {
    const state = memory();
    state.now = state.next;
    apply(state.now);
  });
  apply(0);
  return (signal) => {
    const state = memory();
    if (sameSignal(signal, state.next)) return;
    state.next = signal;
    if (sameSignal(signal, state.now)) timer.stop();
    else timer.start(DELAY);
  };
}
