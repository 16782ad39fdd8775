/**
 * LED bar graph `wokwi-led-bar-graph`: ten LEDs in a row, each on its own two pins.
 *
 * Pins: A1 to A10 anodes, C1 to C10 cathodes; 1 is at the top.
 * Source: Kingbright DC-10 series (10 segments, red GaAsP 2.0 V, green 2.2 V at 20 mA; at most 25 to 30 mA each).
 *
 * Attributes: color: that of all (as for `wokwi-led`; "lime" counts as green), or "GYR" (five green, three yellow, two red) or
 *   "BCYR" (one blue, four cyan, three yellow, two red), from the top.
 * Outputs: `brightness1` to `brightness10`, 0 to 1, as the brightness of `wokwi-led`.
 * Faults: `overcurrent` above 25 mA (no resistor), `reverse-voltage` above 5 V.
 *
 * Not modelled: what led.ts does not model.
 */
import { defineDevice, type Attributes, type DeviceContext } from "@tickless/sim-core";
import { textAttribute } from "./attributes.js";
import { diodeOf } from "./light.js";
import { connectLights, darkLights, type LightsState } from "./light-outputs.js";

export const BAR_LEDS = 10;

const repeat = (color: string, count: number): string[] => new Array<string>(count).fill(color);

const MIXED: Readonly<Record<string, readonly string[]>> = {
  GYR: [...repeat("green", 5), ...repeat("yellow", 3), ...repeat("red", 2)],
  BCYR: [...repeat("blue", 1), ...repeat("cyan", 4), ...repeat("yellow", 3), ...repeat("red", 2)],
};

/** The colours of the ten LEDs from the top. */
export function barColors(attributes: Attributes): readonly string[] {
  const color = textAttribute(attributes, "color", "red");
  return MIXED[color.toUpperCase()] ?? repeat(color.toLowerCase() === "lime" ? "green" : color, BAR_LEDS);
}

function connect(ctx: DeviceContext<LightsState>): void {
  const lights = barColors(ctx.attributes).map((color, index) => ({
    output: `brightness${index + 1}`,
    anode: ctx.pin(`A${index + 1}`),
    cathode: ctx.pin(`C${index + 1}`),
    diode: diodeOf(color),
    name: `LED ${index + 1}`,
  }));
  connectLights(ctx, lights);
}

const numbered = (letter: string): string[] => Array.from({ length: BAR_LEDS }, (_, index) => `${letter}${index + 1}`);

export const ledBarGraph = defineDevice<LightsState>({
  type: "wokwi-led-bar-graph",
  pins: [...numbered("A"), ...numbered("C")],
  roles: {
    ...Object.fromEntries(numbered("A").map((pin) => [pin, "led"] as const)),
    ...Object.fromEntries(numbered("C").map((pin) => [pin, "led-common"] as const)),
  },
  attributes: ["color"],
  createState: () => darkLights(BAR_LEDS),
  connect,
});
