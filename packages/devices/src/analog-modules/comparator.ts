/**
 * What sensor modules with an LM393 have in common: a comparator that looks at the analog output, and a digital output of its open collector
 * with 10 kilohm to VCC (LM393 data sheet: low below 0.4 V at 4 mA: 100 ohm; from 2 V on).
 */
import { HIGH_Z, pull, strong, type DeviceContext } from "@tickless/sim-core";
import { declareSupply, type Supply } from "../power.js";

const PULL_OHMS = 10_000;
const COLLECTOR_OHMS = 100;
const LEAST_VOLTS = 2;

export interface ComparatorState {
  /** It is above, or below, the threshold: the lamp on the board. */
  detected: 0 | 1;
}

export interface ComparatorSpec {
  /** Names of the pins. */
  readonly analog: string;
  readonly digital: string;
  /** The digital output while something is detected; default low. */
  readonly active?: 0 | 1;
  detects(volts: number): boolean;
}

/** Declares the comparator, its supply and its output track `detected`. Without supply the digital output lets go. */
export function declareComparator(ctx: DeviceContext<ComparatorState>, spec: ComparatorSpec): Supply {
  const [analog, digital] = [ctx.pin(spec.analog), ctx.pin(spec.digital)];
  const output = ctx.output("detected", "output");
  output.write(0);
  const compare = (): void => {
    const { volts } = supply;
    const detected = volts > 0 && spec.detects(analog.state.volts) ? 1 : 0;
    const high = (detected === 1) === (spec.active === 1);
    digital.set(volts === 0 ? HIGH_Z : high ? pull(volts, PULL_OHMS) : strong(0, COLLECTOR_OHMS));
    if (detected !== ctx.state.detected) output.write(detected);
    ctx.state.detected = detected;
  };
  const supply = declareSupply(ctx, LEAST_VOLTS, compare);
  ctx.watchState(analog, compare);
  return supply;
}
