/**
 * Clock generator `wokwi-clock-generator`: a square wave.
 *
 * Pins: CLK, 0 and 3.3 V behind 40 ohm; GND (need not be connected).
 *
 * Attributes: frequency in Hz, with k or M: "10k" (default), "1M", "32768", "0.5". At most 20 MHz.
 * Outputs: none beside the wire. Duty 50 %, the first rising edge at time 0. It is one value: edges are computed only where
 *   something follows them.
 *
 * Not modelled: jitter, drift, starting up.
 */
import { defineDevice, strong, type DeviceContext } from "@tickless/sim-core";
import { textAttribute } from "../attributes.js";
import { HIGH_VOLTS } from "./signal.js";

const FALLBACK = 10_000;
const MAX_HERTZ = 20e6;
const PREFIXES: Readonly<Record<string, number>> = { "": 1, k: 1e3, K: 1e3, M: 1e6, m: 1e6 };

/** Hz of "10k", "1.5 MHz", "32768"; undefined when it is nothing of that kind. */
export function parseHertz(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*([kKmM]?)(?:[hH][zZ])?$/.exec(text.trim());
  return match ? Number(match[1]) * (PREFIXES[match[2] as string] as number) : undefined;
}

function connect(ctx: DeviceContext<unknown>): void {
  const text = textAttribute(ctx.attributes, "frequency", String(FALLBACK));
  const hertz = parseHertz(text);
  const good = hertz !== undefined && hertz > 0 && hertz <= MAX_HERTZ;
  if (!good) ctx.warn(`'frequency' is '${text}', taken for ${FALLBACK}`, "write Hz up to 20M, for example 10k or 1M");
  const periodNs = 1e9 / (good ? hertz : FALLBACK);
  ctx.pin("CLK").set({ ...strong(HIGH_VOLTS), pwm: { periodNs, highNs: periodNs / 2, startNs: 0 } });
}

export const clockGenerator = defineDevice({
  type: "wokwi-clock-generator",
  pins: ["CLK", "GND"],
  roles: { CLK: "output", GND: "passive" },
  attributes: ["frequency"],
  connect,
});
