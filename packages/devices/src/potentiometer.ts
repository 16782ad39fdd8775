/**
 * Potentiometers `wokwi-potentiometer` (rotary) and `wokwi-slide-potentiometer`: a 10 kilohm linear track with a wiper.
 *
 * Pins: GND and VCC, the track's ends; SIG, the wiper.
 * Source: Bourns PTV09 and PTA4543 data sheets (10 kilohm, linear; residual resistance at the ends).
 *
 * Attributes: value 0 to 1023, where the wiper stands at first; travelLength (slide), for the user interface.
 * Controls: `position` 0 (at GND) to 1 (at VCC).
 *
 * Not modelled: noise of the wiper, tolerance, end stops, logarithmic tracks.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "./attributes.js";

export const TRACK_OHMS = 10_000;
/** Left between the wiper and an end of the track. */
export const END_OHMS = 1;
const MAX_VALUE = 1023;

function connect(ctx: DeviceContext<unknown>): void {
  const below = ctx.link("SIG", "GND");
  const above = ctx.link("SIG", "VCC");
  const move = (position: number): void => {
    below.set(Math.max(END_OHMS, position * TRACK_OHMS));
    above.set(Math.max(END_OHMS, (1 - position) * TRACK_OHMS));
  };
  const initial = numberAttribute(ctx, "value", { fallback: 0, min: 0, max: MAX_VALUE }) / MAX_VALUE;
  ctx.control("position", { min: 0, max: 1, initial, kind: "range" }, move);
  move(initial);
}

export const potentiometer = defineDevice({
  type: "wokwi-potentiometer",
  aliases: ["wokwi-slide-potentiometer"],
  pins: ["GND", "SIG", "VCC"],
  attributes: ["value", "travelLength"],
  connect,
});
