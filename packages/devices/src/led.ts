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
import {
  brightnessOf,
  diodeOf,
  isSlow,
  lightBetween,
  MAX_AMPERES,
  MAX_REVERSE_VOLTS,
  terminalOf,
  type Light,
} from "./light.js";

interface LedState {
  brightness: number;
  overcurrent: boolean;
  reversed: boolean;
}

function connect(ctx: DeviceContext<LedState>): void {
  const diode = diodeOf(textAttribute(ctx.attributes, "color", "red"));
  const anode = ctx.pin("A");
  const cathode = ctx.pin("C");
  const brightness = ctx.output("brightness", "output");
  brightness.write(0);

  const update = (): void => {
    const light = lightBetween(terminalOf(anode, ctx.now), terminalOf(cathode, ctx.now), diode);
    const value = brightnessOf(light);
    if (value !== ctx.state.brightness) brightness.write(value);
    ctx.state.brightness = value;
    report(ctx, light);
  };
  const edges = [ctx.watchLevel(anode, update), ctx.watchLevel(cathode, update)];
  const follow = (): void => {
    [anode, cathode].forEach((pin, index) => {
      const watch = edges[index];
      if (watch) watch.active = isSlow(pin);
    });
    update();
  };
  for (const watch of edges) watch.active = false;
  ctx.watchState(anode, follow);
  ctx.watchState(cathode, follow);
}

/** Reports each excursion beyond the limits once. */
function report(ctx: DeviceContext<LedState>, light: Light): void {
  const overcurrent = light.peak > MAX_AMPERES;
  const reversed = light.reverse > MAX_REVERSE_VOLTS;
  if (overcurrent && !ctx.state.overcurrent) {
    const milliamperes = (light.peak * 1e3).toFixed(0);
    ctx.fault("overcurrent", `${milliamperes} mA flow, the LED stands 25 mA: is there a resistor in series?`);
  }
  if (reversed && !ctx.state.reversed) {
    ctx.fault("reverse-voltage", `${light.reverse.toFixed(1)} V in reverse, the LED stands 5 V`);
  }
  ctx.state.overcurrent = overcurrent;
  ctx.state.reversed = reversed;
}

export const led = defineDevice<LedState>({
  type: "wokwi-led",
  pins: ["A", "C"],
  attributes: ["color", "lightColor", "label", "gamma", "flip", "fps"],
  createState: () => ({ brightness: 0, overcurrent: false, reversed: false }),
  connect,
});
