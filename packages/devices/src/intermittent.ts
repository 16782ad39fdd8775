/** A contact that opens at random moments for a random short time: dirt, wear, a cracked joint. */
import { log } from "@tickless/sim-core/exact-math";
import { us, type DeviceContext, type FaultControl, type Nanos } from "@tickless/sim-core";

/** Openings, shortest and longest. */
const OPEN_NS: readonly [Nanos, Nanos] = [us(5), us(5000)];
/** Mean of what `logUniform` draws between them. */
const MEAN_OPEN = (OPEN_NS[1] - OPEN_NS[0]) / log(OPEN_NS[1] / OPEN_NS[0]);

type Context = Pick<DeviceContext<unknown>, "timer" | "faultControl">;

/** Some contacts by their numbers, from 0; at most 31. */
export interface Intermittent {
  /** Whether this one is open just now. */
  lifted(index: number): boolean;
  /** To be called when its `touching` has changed. */
  update(index: number): void;
}

/**
 * Declares a fault that opens each of these contacts now and then while it is `touching`: its value is the share of that time in which
 * it is open. `changed` is called when one opens or closes.
 */
export function declareIntermittent(
  ctx: Context,
  name: string,
  description: string,
  touching: readonly (() => boolean)[],
  changed: (index: number) => void,
): Intermittent {
  const lifted = (index: number): boolean => ((fault.memory >> index) & 1) === 1;
  const lift = (index: number, wanted: boolean): void => {
    if (wanted === lifted(index)) return;
    fault.memory ^= 1 << index;
    changed(index);
  };
  const goOn = (index: number): void => {
    const closed = MEAN_OPEN / fault.value - MEAN_OPEN;
    const { random } = fault;
    timers[index]?.start(Math.round(lifted(index) ? random.logUniform(...OPEN_NS) : 1 + random.exponential(closed)));
  };
  const timers = touching.map((_, index) =>
    ctx.timer(() => {
      lift(index, !lifted(index));
      goOn(index);
    }),
  );
  const update = (index: number): void => {
    const active = fault.value > 0 && touching[index]?.() === true;
    if (active && timers[index]?.pending === false) goOn(index);
    if (active) return;
    timers[index]?.stop();
    lift(index, false);
  };
  const fault: FaultControl = ctx.faultControl(name, { description, max: 1, typical: 0.2 }, () => {
    for (const index of touching.keys()) update(index);
  });
  return { lifted, update };
}
