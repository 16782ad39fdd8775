import type { Board } from "../board.js";
import { didYouMean } from "../did-you-mean.js";
import { analog, HIGH_Z } from "../net.js";
import type { Network } from "../network.js";

/** What a source does: 0, 1, or nothing (high impedance). */
export type DriveLevel = 0 | 1 | "z";

/** Of a signal generator's output; firmer than a pull-up, and about as firm as a pin. */
const SOURCE_OHMS = 50;
const DEFAULT_SUPPLY = 3.3;

/** Drives a wire from outside the board, like a signal generator on the bench: 0 V or the first board's supply behind 50 ohm. */
export class Source {
  private readonly pin: number;
  private readonly volts: number;

  /** May be made at any time; drives nothing until it is set. Its drive is part of the network's snapshots. */
  constructor(
    private readonly network: Network,
    { parts }: Board,
    net: number,
    name: string,
  ) {
    this.pin = network.addOutsidePin(net, name);
    this.volts = parts.find(({ definition }) => definition.mcu)?.definition.mcu?.supplyVolts ?? DEFAULT_SUPPLY;
  }

  set(level: DriveLevel): void {
    this.network.setDrive(this.pin, level === "z" ? HIGH_Z : analog(level * this.volts, SOURCE_OHMS));
  }
}

/** The wire at a pin, or why nobody can drive it. */
export function drivableNet(
  { parts, supplies }: Board,
  part: string,
  pin: string,
): { readonly net: number } | { readonly message: string; readonly part?: string; readonly hint?: string } {
  const found = parts.find(({ id }) => id === part);
  if (!found)
    return {
      message: `there is no part '${part}'`,
      ...didYouMean(
        part,
        parts.map(({ id }) => id),
      ),
    };
  const net = found.nets.get(pin);
  if (net === undefined)
    return { message: `the part has no pin '${pin}'`, part, ...didYouMean(pin, [...found.nets.keys()]) };
  const volts = supplies.get(net);
  if (volts === undefined) return { net };
  return { message: `pin '${pin}' cannot be driven: its wire is a supply of ${volts} V`, part };
}
