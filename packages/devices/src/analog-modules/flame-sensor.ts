/**
 * Flame sensor module `wokwi-flame-sensor`: a photodiode for infrared light, and a comparator.
 *
 * Pins: VCC, GND; AOUT: 10 kilohm to VCC, the photodiode to GND, so that more light is less voltage; DOUT, the comparator's open collector
 *   with 10 kilohm to VCC: low while it sees a flame.
 * Source: Everlight YG1006 data sheet (760 to 1100 nm); comparator: see comparator.ts.
 *
 * Attributes: flame, the light at first, 0 to 1 (default 0); threshold, volts at AOUT below which it is a flame (2.5).
 * Controls: `flame` 0 (dark) to 1 (as much as pulls AOUT to GND): AOUT is (1 - flame) VCC. Outputs: `detected` 1 while DOUT is low: the
 *   lamp on the board. Without supply DOUT lets go.
 *
 * Not modelled: distance and angle, sunlight and lamps, the flicker of a flame.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "../attributes.js";
import { declareComparator, type ComparatorState } from "./comparator.js";

export const FLAME = { min: 0, max: 1, fallback: 0 };
const SERIES_OHMS = 10_000;
const LEAST_OHMS = 1;

/** Ohms that draw as much as the photodiode's current. */
const diodeOhms = (flame: number): number =>
  flame <= 0 ? Infinity : Math.max(LEAST_OHMS, (SERIES_OHMS * (1 - flame)) / flame);

function connect(ctx: DeviceContext<ComparatorState>): void {
  const initial = numberAttribute(ctx, "flame", FLAME);
  const threshold = numberAttribute(ctx, "threshold", { fallback: 2.5, min: 0, max: 60 });
  ctx.link("AOUT", "VCC").set(SERIES_OHMS);
  const diode = ctx.link("AOUT", "GND");
  const burn = (flame: number): void => diode.set(diodeOhms(flame));
  burn(initial);
  ctx.control("flame", { min: FLAME.min, max: FLAME.max, initial }, burn);
  declareComparator(ctx, { analog: "AOUT", digital: "DOUT", detects: (volts) => volts <= threshold });
}

export const flameSensor = defineDevice<ComparatorState>({
  type: "wokwi-flame-sensor",
  pins: ["VCC", "GND", "DOUT", "AOUT"],
  roles: { AOUT: "analog", DOUT: "open-drain" },
  pullUps: ["DOUT"],
  attributes: ["flame", "threshold"],
  createState: () => ({ detected: 0 }),
  connect,
});
