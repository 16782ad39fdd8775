/**
 * Temperature sensor `wokwi-ntc-temperature-sensor`: a thermistor in a divider.
 *
 * Pins: VCC, GND; OUT, the divider: 10 kilohm to VCC, the thermistor to GND, so that warmer is less voltage.
 * Source: Vishay NTCLE100E3 data sheet (10 kilohm at 25 °C, R = R25 exp(B (1/T - 1/298.15 K)), -40 to 125 °C).
 *
 * Attributes: temperature at first, °C (default 24); beta, K (3950).
 * Controls: `temperature` -55 to 125 °C. Outputs: none but the wire's voltage.
 *
 * Not modelled: the seconds that the bead takes to follow, the warmth of its own current, tolerance; B is one constant.
 */
import { exp } from "@tickless/sim-core/exact-math";
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "./attributes.js";

export const CELSIUS = { min: -55, max: 125, fallback: 24 };
const SERIES_OHMS = 10_000;
const OHMS_AT_25 = 10_000;
const KELVIN = 273.15;

/** Ohms of the thermistor. */
export const thermistorOhms = (celsius: number, beta: number): number =>
  OHMS_AT_25 * exp(beta * (1 / (celsius + KELVIN) - 1 / (25 + KELVIN)));

function connect(ctx: DeviceContext<unknown>): void {
  const beta = numberAttribute(ctx, "beta", { fallback: 3950, min: 100, max: 10_000 });
  const initial = numberAttribute(ctx, "temperature", CELSIUS);
  ctx.link("OUT", "VCC").set(SERIES_OHMS);
  const bead = ctx.link("OUT", "GND");
  const warm = (celsius: number): void => bead.set(thermistorOhms(celsius, beta));
  warm(initial);
  ctx.control("temperature", { min: CELSIUS.min, max: CELSIUS.max, initial, unit: "°C" }, warm);
}

export const ntc = defineDevice({
  type: "wokwi-ntc-temperature-sensor",
  pins: ["GND", "VCC", "OUT"],
  roles: { OUT: "analog" },
  attributes: ["temperature", "beta"],
  connect,
});
