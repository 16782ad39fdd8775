/**
 * Gas sensor module `wokwi-gas-sensor` with an MQ-2: a sensor whose resistance falls with combustible gas, and a comparator.
 *
 * Pins: VCC, GND; AOUT, the divider: the sensor to VCC, a load to GND, so that more gas is more voltage; DOUT, the comparator's open collector
 *   with 10 kilohm to VCC: low while there is more gas than the threshold.
 * Source: Hanwei MQ-2 data sheet (sensitivity to LPG: Rs / R0 is 1.7 at 200 ppm and 0.26 at 10000 ppm, a straight line in the doubly
 *   logarithmic diagram; 9.8 in clean air; R0 10 kilohm; load 5 to 47 kilohm, 47 here); comparator: see comparator.ts.
 *
 * Attributes: ppm, the gas at first (default 400); threshold, volts at AOUT above which it counts as gas (4.4: at 5 V that is 1500 ppm).
 * Controls: `ppm` 0 to 100000. Outputs: `detected` 1 while DOUT is low: the lamp on the board. Without supply DOUT lets go.
 *
 * Not modelled: the heater, its 150 mA and the minute that it takes to warm up; the seconds that the sensor takes to follow; other gases than
 * LPG; humidity and temperature.
 */
import { pow } from "@tickless/sim-core/exact-math";
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "../attributes.js";
import { declareComparator, type ComparatorState } from "./comparator.js";

export const PPM = { min: 0, max: 100_000, fallback: 400 };
const OHMS_AT_R0 = 10_000;
const LOAD_OHMS = 47_000;
const CLEAN_AIR = 9.8;
/** The line through both points: log(1.7 / 0.26) / log(10000 / 200), and where it crosses 1. */
const SLOPE = 0.48;
const UNITY_PPM = 604;

/** Ohms of the sensor. */
export const gasOhms = (ppm: number): number =>
  OHMS_AT_R0 * (ppm <= 0 ? CLEAN_AIR : Math.min(CLEAN_AIR, pow(ppm / UNITY_PPM, -SLOPE)));

function connect(ctx: DeviceContext<ComparatorState>): void {
  const initial = numberAttribute(ctx, "ppm", PPM);
  const threshold = numberAttribute(ctx, "threshold", { fallback: 4.4, min: 0, max: 60 });
  const sensor = ctx.link("AOUT", "VCC");
  ctx.link("AOUT", "GND").set(LOAD_OHMS);
  const fill = (ppm: number): void => sensor.set(gasOhms(ppm));
  fill(initial);
  ctx.control("ppm", { min: PPM.min, max: PPM.max, initial, unit: "ppm" }, fill);
  declareComparator(ctx, { analog: "AOUT", digital: "DOUT", detects: (volts) => volts >= threshold });
}

export const gasSensor = defineDevice<ComparatorState>({
  type: "wokwi-gas-sensor",
  pins: ["VCC", "GND", "DOUT", "AOUT"],
  roles: { AOUT: "analog", DOUT: "open-drain" },
  pullUps: ["DOUT"],
  attributes: ["ppm", "threshold"],
  createState: () => ({ detected: 0 }),
  connect,
});
