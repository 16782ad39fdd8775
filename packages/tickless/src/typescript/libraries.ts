import * as simCore from "@tickless/sim-core";

/** What programs may import besides files of their own. */
export const LIBRARIES: ReadonlyMap<string, object> = new Map<string, object>([
  ["@tickless/sim-core", simCore],
  ["@tickless/sim-core/firmware/asyncio", simCore.asyncio],
]);
