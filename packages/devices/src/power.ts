/** What feeds a part: whether it works at all, and between which voltages its outputs swing. */
import { HIGH_Z, strong, type DeviceContext, type Drive, type Pin } from "@tickless/sim-core";

/** A wire behind more than this feeds nothing. */
const MAX_OHMS = 1000;

export interface Supply {
  /** Volts between the supply pins; 0 when that is too little to work or one of them is open. */
  readonly volts: number;
}

/** Declares the supply pins. `changed` runs when their wires change, and at time 0 if they are driven at all. */
export function declareSupply(
  ctx: Pick<DeviceContext<unknown>, "pin" | "watchState">,
  least: number,
  changed: () => void,
  [plus, minus]: readonly [string, string] = ["VCC", "GND"],
): Supply {
  const [vcc, ground] = [ctx.pin(plus), ctx.pin(minus)];
  ctx.watchState(vcc, changed);
  ctx.watchState(ground, changed);
  return {
    get volts() {
      const [from, to] = [vcc.thevenin(), ground.thevenin()];
      const volts = from.volts - to.volts;
      return from.ohms <= MAX_OHMS && to.ohms <= MAX_OHMS && volts >= least ? volts : 0;
    },
  };
}

/** Ohms of a module's push-pull output. */
const OUTPUT_OHMS = 100;

/** Drives an output; without supply it lets go. `volts` when high, at most the supply's. */
export function driveOutput(pin: Pin, high: boolean, supply: Supply, volts = Infinity): void {
  const most = supply.volts;
  const drive: Drive = most === 0 ? HIGH_Z : strong(high ? Math.min(most, volts) : 0, OUTPUT_OHMS);
  const { drive: before } = pin;
  if (before.volts !== drive.volts || before.ohms !== drive.ohms) pin.set(drive);
}
