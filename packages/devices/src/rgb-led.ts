/**
 * RGB LED `wokwi-rgb-led`: a red, a green and a blue LED with one common pin.
 *
 * Pins: R, G, B, COM. With a common anode COM is at the supply and a colour is lit by a low pin, with a common cathode COM is
 *   at ground and a colour is lit by a high pin.
 * Source: Kingbright WP154A4SUREQBFZGW (at 20 mA red 1.9 to 2.0 V, green and blue 3.2 to 3.3 V; at most 25 mA each).
 *
 * Attributes: common ("anode", the default, or "cathode"); fps: for the user interface.
 * Outputs: `red`, `green`, `blue` 0 to 1, as the brightness of `wokwi-led`.
 * Faults: `overcurrent` above 25 mA (no resistor), `reverse-voltage` above 5 V.
 *
 * Not modelled: what led.ts does not model; in particular one resistor at COM gives each colour the whole current.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { choiceAttribute } from "./attributes.js";
import { diodeOf } from "./light.js";
import { connectLights, darkLights, type LightsState } from "./light-outputs.js";

/** Pin, output, and the indicator LED whose voltage it has: the green of these is an InGaN LED like the blue. */
const COLORS = [
  ["R", "red", "red"],
  ["G", "green", "cyan"],
  ["B", "blue", "blue"],
] as const;

function connect(ctx: DeviceContext<LightsState>): void {
  const common = choiceAttribute(ctx, "common", ["anode", "cathode"], "anode");
  const com = ctx.pin("COM");
  const lights = COLORS.map(([name, output, like]) => {
    const pin = ctx.pin(name);
    const [anode, cathode] = common === "anode" ? [com, pin] : [pin, com];
    return { output, anode, cathode, diode: diodeOf(like), name: `the ${output} LED` };
  });
  connectLights(ctx, lights);
}

export const rgbLed = defineDevice<LightsState>({
  type: "wokwi-rgb-led",
  pins: ["R", "COM", "G", "B"],
  roles: { R: "led", G: "led", B: "led", COM: "led-common" },
  attributes: ["common", "fps"],
  createState: () => darkLights(COLORS.length),
  connect,
});
