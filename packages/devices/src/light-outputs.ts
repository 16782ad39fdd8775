import type { DeviceContext, Pin } from "@tickless/sim-core";
import {
  brightnessOf,
  isSlow,
  lightBetween,
  MAX_AMPERES,
  MAX_REVERSE_VOLTS,
  terminalOf,
  type Diode,
  type Light,
} from "./light.js";

/** A LED of a part: its output track has the brightness, 0 to 1. */
export interface LightSpec {
  readonly output: string;
  readonly anode: Pin;
  readonly cathode: Pin;
  readonly diode: Diode;
  /** For messages: "the LED", "the red LED". */
  readonly name: string;
}

/** What a part remembers of each of its LEDs. */
export interface LightMemory {
  brightness: number;
  overcurrent: boolean;
  reversed: boolean;
}

export interface LightsState {
  readonly lights: LightMemory[];
}

export const darkLights = (count: number): LightsState => ({
  lights: Array.from({ length: count }, () => ({ brightness: 0, overcurrent: false, reversed: false })),
});

/**
 * Follows the wires of a part's LEDs: writes their brightness and reports overcurrent and reverse voltage. A pulse train is one
 * value; slow ones are followed edge by edge. Each pin is watched once, however many LEDs share it.
 */
export function connectLights(ctx: DeviceContext<LightsState>, specs: readonly LightSpec[]): void {
  const outputs = specs.map(({ output }) => ctx.output(output, "output"));
  for (const output of outputs) output.write(0);

  const update = (index: number): void => {
    const { anode, cathode, diode, name } = specs[index] as LightSpec;
    const memory = ctx.state.lights[index] as LightMemory;
    const light = lightBetween(terminalOf(anode, ctx.now), terminalOf(cathode, ctx.now), diode);
    const value = brightnessOf(light);
    if (value !== memory.brightness) outputs[index]?.write(value);
    memory.brightness = value;
    report(ctx, memory, light, name);
  };
  const pins = [...new Set(specs.flatMap(({ anode, cathode }) => [anode, cathode]))];
  const updates = pins.map((pin) => {
    const touched = specs.flatMap(({ anode, cathode }, index) => (anode === pin || cathode === pin ? [index] : []));
    return (): void => touched.forEach(update);
  });
  const edges = pins.map((pin, index) => ctx.watchLevel(pin, updates[index] as () => void));
  for (const watch of edges) watch.active = false;
  pins.forEach((pin, index) =>
    ctx.watchState(pin, () => {
      pins.forEach((other, at) => {
        const watch = edges[at];
        if (watch) watch.active = isSlow(other);
      });
      updates[index]?.();
    }),
  );
}

/** Reports each excursion beyond the limits once. */
function report(ctx: DeviceContext<LightsState>, memory: LightMemory, light: Light, name: string): void {
  const overcurrent = light.peak > MAX_AMPERES;
  const reversed = light.reverse > MAX_REVERSE_VOLTS;
  if (overcurrent && !memory.overcurrent) {
    const milliamperes = (light.peak * 1e3).toFixed(0);
    ctx.fault("overcurrent", `${milliamperes} mA flow, ${name} stands 25 mA: is there a resistor in series?`);
  }
  if (reversed && !memory.reversed) {
    ctx.fault("reverse-voltage", `${light.reverse.toFixed(1)} V in reverse, ${name} stands 5 V`);
  }
  memory.overcurrent = overcurrent;
  memory.reversed = reversed;
}
