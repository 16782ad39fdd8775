import * as simCore from "@tickless/sim-core";
import * as exactMath from "@tickless/sim-core/exact-math";
import * as part from "../part.js";

/** What parts may import besides files of their own and packages. */
export const PART_LIBRARIES: ReadonlyMap<string, object> = new Map<string, object>([
  ["tickless/part", part],
  ["@tickless/sim-core", simCore],
  ["@tickless/sim-core/exact-math", exactMath],
]);
