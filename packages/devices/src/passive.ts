/**
 * Parts without behaviour of their own: `wokwi-gnd`, `wokwi-vcc` (supplies), `wokwi-junction` (joins wires), `wokwi-text` and `wokwi-logo`
 * (decoration).
 *
 * Pins: GND; VCC; J. Attributes: voltage of `wokwi-vcc`, volts (default 5); the texts' are for the user interface.
 * Faults: `short-circuit` when something else holds the wire of `wokwi-vcc` at another voltage.
 *
 * Not modelled: limits of the supply's current.
 */
import { defineDevice, supply, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "./attributes.js";

/** Volts by which a supply's wire may differ from it. */
const TOLERANCE = 0.25;

export const ground = defineDevice({ type: "wokwi-gnd", pins: ["GND"], supplies: { GND: 0 }, attributes: [] });

function connectSupply(ctx: DeviceContext<unknown>): void {
  const volts = numberAttribute(ctx, "voltage", { fallback: 5, min: 0, max: 60 });
  const pin = ctx.pin("VCC");
  pin.set(supply(volts));
  ctx.watchState(pin, () => {
    const other = pin.state.volts;
    if (Math.abs(other - volts) <= TOLERANCE) return;
    ctx.fault("short-circuit", `this pin supplies ${volts} V, but something holds its wire at ${other.toFixed(1)} V`);
  });
}

export const supplyRail = defineDevice({
  type: "wokwi-vcc",
  pins: ["VCC"],
  attributes: ["voltage"],
  connect: connectSupply,
});

/** A point at which wires meet. */
export const junction = defineDevice({ type: "wokwi-junction", pins: ["J"], attributes: ["*"] });

export const text = defineDevice({ type: "wokwi-text", aliases: ["wokwi-logo"], pins: [], attributes: ["*"] });
