import type { Manifest } from "./manifest.js";

/** What makes recordings here; both decide how a run goes. */
export const PROGRAM = "tickless 0.1.0";
/** Runs Python. */
export const ENGINE = "MicroPython 1.27.0";

/** One sentence when something else made the recording than would run it now; undefined: it is the same. */
export function otherVersions({ program, engine }: Manifest): string | undefined {
  if (program === PROGRAM && engine === ENGINE) return undefined;
  return `it was made by ${program} with ${engine}; this is ${PROGRAM} with ${ENGINE}`;
}
