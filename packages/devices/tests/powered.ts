import { bench, type Bench } from "./bench.js";

/** A part "part" between a supply and ground, with a probe named like it at each of these pins. */
export const powered = (
  type: string,
  attributes: object,
  outputs: readonly string[],
  volts = "5",
  more: Readonly<Record<string, string>> = {},
): Bench =>
  bench(
    {
      part: [type, attributes as Record<string, string>],
      v: ["wokwi-vcc", { voltage: volts }],
      gnd: "wokwi-gnd",
      ...Object.fromEntries(outputs.map((pin) => [pin, "probe"] as const)),
      ...more,
    },
    ["part:VCC v:VCC", "part:GND gnd:GND", ...outputs.map((pin) => `part:${pin} ${pin}:P`)],
  );
