import type { Nanos } from "../../../time.js";

/** A wire of a bus; idle before its first change. */
export interface BusWire {
  /** "i2c0_SCL": how the waveform is called, inside its part's scope. */
  readonly name: string;
  /** In order of time, the first at 0; each to another level. */
  changes(): Iterable<readonly [Nanos, "0" | "1"]>;
}

/** Those of the levels that differ from the one before. */
export function* changesOnly(levels: Iterable<readonly [Nanos, 0 | 1]>): Iterable<readonly [Nanos, "0" | "1"]> {
  let last: 0 | 1 | undefined;
  for (const [time, level] of levels) {
    if (level === last) continue;
    last = level;
    yield [time, level === 1 ? "1" : "0"];
  }
}
