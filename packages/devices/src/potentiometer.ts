/**
 * Potentiometers `wokwi-potentiometer` (rotary) and `wokwi-slide-potentiometer`: a 10 kilohm linear track with a wiper.
 *
 * Pins: GND and VCC, the track's ends; SIG, the wiper.
 * Source: Bourns PTV09 and PTA4543 data sheets (10 kilohm, linear; residual resistance at the ends).
 *
 * Attributes: value 0 to 1023, where the wiper stands at first; travelLength (slide), for the user interface.
 * Controls: `position` 0 (at GND) to 1 (at VCC).
 * What can break: `worn`, the share of the time in which the wiper has lifted off the track, 5 µs to 5 ms at a time; SIG floats then.
 *
 * Not modelled: noise of the wiper, tolerance, end stops, logarithmic tracks.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "./attributes.js";
import { declareIntermittent } from "./intermittent.js";

export const TRACK_OHMS = 10_000;
/** Left between the wiper and an end of the track. */
export const END_OHMS = 1;
const MAX_VALUE = 1023;

interface PotentiometerState {
  position: number;
}

function connect(ctx: DeviceContext<PotentiometerState>): void {
  const below = ctx.link("SIG", "GND");
  const above = ctx.link("SIG", "VCC");
  const settle = (): void => {
    const { position } = ctx.state;
    const lifted = wiper.lifted(0);
    below.set(lifted ? Infinity : Math.max(END_OHMS, position * TRACK_OHMS));
    above.set(lifted ? Infinity : Math.max(END_OHMS, (1 - position) * TRACK_OHMS));
  };
  const wiper = declareIntermittent(
    ctx,
    "worn",
    "The wiper lifts off the track at random for 5 µs to 5 ms: the share of the time in which it has.",
    [() => true],
    settle,
  );
  const move = (position: number): void => {
    ctx.state.position = position;
    settle();
  };
  const initial = numberAttribute(ctx, "value", { fallback: 0, min: 0, max: MAX_VALUE }) / MAX_VALUE;
  ctx.control("position", { min: 0, max: 1, initial, kind: "range" }, move);
  move(initial);
}

export const potentiometer = defineDevice<PotentiometerState>({
  type: "wokwi-potentiometer",
  aliases: ["wokwi-slide-potentiometer"],
  pins: ["GND", "SIG", "VCC"],
  // It works without a supply too, as a variable resistor.
  roles: { GND: "passive", SIG: "analog", VCC: "passive" },
  attributes: ["value", "travelLength"],
  createState: () => ({ position: 0 }),
  connect,
});
