import type { DeviceContext, Pin } from "@tickless/sim-core";
import { brightnessOf, diodeOf, isSlow, lightBetween, terminalOf } from "../light.js";

const GROUND = { volts: 0, ohms: 0, pwm: null };

/** A light on the board, over a resistor from a pin to ground: output `led`, 0 to 1. It does not load the pin. */
export function connectBoardLed(ctx: DeviceContext<unknown>, pin: Pin, color: string, ohms: number): void {
  const diode = diodeOf(color);
  const track = ctx.output("led", "output");
  track.write(0);
  const update = (): void => {
    track.write(brightnessOf(lightBetween(terminalOf(pin, ctx.now), GROUND, diode, ohms)));
  };
  const edges = ctx.watchLevel(pin, update);
  edges.active = false;
  ctx.watchState(pin, () => {
    edges.active = isSlow(pin);
    update();
  });
}
