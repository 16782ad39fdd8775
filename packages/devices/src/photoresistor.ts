/**
 * Light sensor module `wokwi-photoresistor-sensor`: a photoresistor in a divider, and a comparator.
 *
 * Pins: VCC, GND; AO, the divider: 10 kilohm to VCC, the photoresistor to GND, so that more light is less voltage; DO, the
 *   comparator's open collector with 10 kilohm to VCC: low in the light, high in the dark.
 * Source: GL5528 data sheet (R = RL10 (lux / 10)^-gamma; 50 kilohm here as on Wokwi's part, gamma 0.7);
 *   LM393: see analog-modules/comparator.ts.
 *
 * Attributes: lux, the light at first (default 500); rl10, kilohm at 10 lux (50); gamma (0.7); threshold, volts at AO above
 *   which it counts as dark (2.5).
 * Controls: `lux` 0.1 to 100000. Outputs: `detected` 1 while DO is low: the lamp on the board. Without supply DO lets go.
 *
 * Not modelled: the tens of milliseconds that the cell takes to follow, its memory of light, temperature; hysteresis.
 */
import { pow } from "@tickless/sim-core/exact-math";
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { declareComparator, type ComparatorState } from "./analog-modules/comparator.js";
import { numberAttribute } from "./attributes.js";

export const LUX = { min: 0.1, max: 100_000, fallback: 500 };
export const SERIES_OHMS = 10_000;

/** Ohms of the photoresistor. */
export const cellOhms = (lux: number, kilohmAt10: number, gamma: number): number =>
  kilohmAt10 * 1e3 * pow(lux / 10, -gamma);

function connect(ctx: DeviceContext<ComparatorState>): void {
  const kilohm = numberAttribute(ctx, "rl10", { fallback: 50, min: 0.01, max: 10_000 });
  const gamma = numberAttribute(ctx, "gamma", { fallback: 0.7, min: 0.01, max: 5 });
  const threshold = numberAttribute(ctx, "threshold", { fallback: 2.5, min: 0, max: 60 });
  const initial = numberAttribute(ctx, "lux", LUX);
  ctx.link("AO", "VCC").set(SERIES_OHMS);
  const cell = ctx.link("AO", "GND");
  const light = (lux: number): void => cell.set(cellOhms(lux, kilohm, gamma));
  light(initial);
  ctx.control("lux", { min: LUX.min, max: LUX.max, initial, unit: "lx" }, light);

  declareComparator(ctx, { analog: "AO", digital: "DO", detects: (volts) => volts <= threshold });
}

export const photoresistor = defineDevice<ComparatorState>({
  type: "wokwi-photoresistor-sensor",
  pins: ["VCC", "GND", "DO", "AO"],
  roles: { AO: "analog", DO: "open-drain" },
  pullUps: ["DO"],
  attributes: ["lux", "rl10", "gamma", "threshold"],
  createState: () => ({ detected: 0 }),
  connect,
});
