/** A contact that opens at random moments for a random short time: dirt, wear, a cracked joint. */
import { log } from "@tickless/sim-core/exact-math";
import { us, type DeviceContext, type FaultControl, type Nanos } from "@tickless/sim-core";

/** Openings, shortest and longest. */
const OPEN_NS: readonly [Nanos, Nanos] = [us(5), us(5000)];
/** Mean of what `logUniform` draws between them. */
const MEAN_OPEN = (OPEN_NS[1] - OPEN_NS[0]) / log(OPEN_NS[1] / OPEN_NS[0]);

type Context = Pick<DeviceContext<unknown>, "timer" | "faultControl">;

export interface Intermittent {
  /** Whether it is open just now. */
  readonly lifted: boolean;
  /** To be called when `touching` has changed. */
  update(): void;
}

/**
 * Declares a fault that opens a contact now and then while `touching()`: its value is the share of that time in which it is open.
 * `changed` is called when it opens or closes.
 */
export function declareIntermittent(
  ctx: Context,
  name: string,
  description: string,
  touching: () => boolean,
  changed: () => void,
): Intermittent {
  const lift = (lifted: boolean): void => {
    if (lifted === (fault.memory === 1)) return;
    fault.memory = lifted ? 1 : 0;
    changed();
  };
  const goOn = (): void => {
    const closed = MEAN_OPEN / fault.value - MEAN_OPEN;
    const { random } = fault;
    timer.start(Math.round(fault.memory === 1 ? random.logUniform(...OPEN_NS) : 1 + random.exponential(closed)));
  };
  const timer = ctx.timer(() => {
    lift(fault.memory === 0);
    goOn();
  });
  const update = (): void => {
    const active = fault.value > 0 && touching();
    if (active && !timer.pending) goOn();
    if (active) return;
    timer.stop();
    lift(false);
  };
  const fault: FaultControl = ctx.faultControl(name, { description, max: 1, typical: 0.2 }, update);
  return {
    get lifted() {
      return fault.memory === 1;
    },
    update,
  };
}
