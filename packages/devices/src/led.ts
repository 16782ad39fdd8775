/**
 * Light-emitting diode `wokwi-led`.
 *
 * Pins: A anode, C cathode.
 * Source: Kingbright WP7113 series (5 mm indicators); voltages by colour in light.ts.
 *
 * Attributes: color (red, green, blue, yellow, orange, white, purple, cyan, or any CSS colour, which counts as red
 *   electrically), lightColor, label, gamma, flip, fps: for the user interface.
 * Outputs: `brightness` 0 to 1: the current divided by 5 mA, at most 1. A pulse train is one value, its average; below 50 Hz
 *   it is followed edge by edge, because it is seen to blink.
 * Faults: `overcurrent` above 25 mA (no resistor), `reverse-voltage` above 5 V.
 *
 * Not modelled: the load that a LED is for its wires (two LEDs in series do not light; in parallel each gets the whole
 * current); destruction; temperature; a higher limit for short pulses.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { textAttribute } from "./attributes.js";
import { diodeOf } from "./light.js";
import { connectLights, darkLights, type LightsState } from "./light-outputs.js";

function connect(ctx: DeviceContext<LightsState>): void {
  const diode = diodeOf(textAttribute(ctx.attributes, "color", "red"));
  connectLights(ctx, [{ output: "brightness", anode: ctx.pin("A"), cathode: ctx.pin("C"), diode, name: "the LED" }]);
}

export const led = defineDevice<LightsState>({
  type: "wokwi-led",
  pins: ["A", "C"],
  roles: { A: "led", C: "led-common" },
  attributes: ["color", "lightColor", "label", "gamma", "flip", "fps"],
  createState: () => darkLights(1),
  connect,
});
