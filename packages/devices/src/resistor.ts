/**
 * Resistor `wokwi-resistor`.
 *
 * Pins: 1, 2. Attributes: value in ohm (default 1000): "220", "4700", "4k7", "10k", "1M", "0R5", "2.2k".
 *
 * Not modelled: tolerance, noise, power.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { textAttribute } from "./attributes.js";

const MULTIPLIERS: Readonly<Record<string, number>> = { R: 1, K: 1e3, M: 1e6, G: 1e9 };

/** Ohms of "4k7" (IEC 60062), "10k", "220", "1M", "470 Ω"; undefined when it is nothing of that kind. */
export function parseOhms(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*([RrKkMG])?(\d+)?\s*(?:[Oo]hms?|[Ωω])?$/.exec(text.trim());
  if (!match) return undefined;
  const [, whole = "", letter = "R", fraction = ""] = match;
  if (fraction !== "" && (match[2] === undefined || whole.includes("."))) return undefined;
  const digits = fraction === "" ? whole : `${whole}.${fraction}`;
  return Number(digits) * (MULTIPLIERS[letter.toUpperCase()] as number);
}

function connect(ctx: DeviceContext<unknown>): void {
  const text = textAttribute(ctx.attributes, "value", "1000");
  const ohms = parseOhms(text);
  if (ohms === undefined) ctx.warn(`'value' is '${text}', taken for 1000`, "write ohms, for example 220, 4k7 or 10k");
  ctx.link("1", "2").set(ohms ?? 1000);
}

export const resistor = defineDevice({ type: "wokwi-resistor", pins: ["1", "2"], attributes: ["value"], connect });
