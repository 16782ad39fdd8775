import type { Pin } from "@tickless/sim-core";

/** The voltage that a part is supplied with between two of its pins; 0 when one of them is not connected to anything. */
export function voltsAcross(plus: Pin, ground: Pin): number {
  if (plus.thevenin().ohms === Infinity || ground.thevenin().ohms === Infinity) return 0;
  return plus.state.volts - ground.state.volts;
}
