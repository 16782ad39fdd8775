import type { McuSpec } from "./mcu-spec.js";

const OWN_DIGITS = 6;

/**
 * What `machine.unique_id()` tells, hexadecimal: as every chip has another number, so have boards of different ids in a project. The
 * last three bytes come from the id (FNV-1a), those before from the kind of board; so it depends on no other board.
 */
export function uniqueIdOf(spec: McuSpec, id: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  const own = ((hash >>> 0) ^ (hash >>> 24)) & 0xffffff;
  return spec.uniqueId.slice(0, -OWN_DIGITS) + own.toString(16).padStart(OWN_DIGITS, "0");
}
