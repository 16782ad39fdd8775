import type { McuSpec } from "./mcu-spec.js";

const OWN_DIGITS = 6;

/**
 * What `machine.unique_id()` tells, hexadecimal: as every chip has another number, so have boards of different ids in a project. The
 * last three bytes come from the id (FNV-1a), those before from the kind of board; so it depends on no other board. `macAddress` is an
 * attribute of the part: the number of an ESP32 is the address of its radio.
 */
export function uniqueIdOf(spec: McuSpec, id: string, macAddress?: unknown): string {
  const given = typeof macAddress === "string" ? macAddressOf(macAddress) : undefined;
  if (given !== undefined) return given;
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  const own = ((hash >>> 0) ^ (hash >>> 24)) & 0xffffff;
  return spec.uniqueId.slice(0, -OWN_DIGITS) + own.toString(16).padStart(OWN_DIGITS, "0");
}

/** Six bytes as "24:0a:c4:12:45:56", with colons, hyphens or nothing between, as 12 hexadecimal digits; undefined: it is none. */
export function macAddressOf(text: string): string | undefined {
  const found = /^[0-9a-f]{2}([:-]?)(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i.test(text.trim());
  return found ? text.replaceAll(/[^0-9a-f]/gi, "").toLowerCase() : undefined;
}
