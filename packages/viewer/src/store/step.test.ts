import { nextPwmEdge } from "@tickless/sim-core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LaneRef } from "../protocol/store.js";
import { inForce, rowsOf } from "../../tests/support/naive.js";
import { recorded, share, steps, timeIn, type Recorded } from "../../tests/support/recordings.js";

const LANES: readonly LaneRef[] = [
  { id: "pico.GP1", kind: "pin", tracks: ["pico.GP1"] },
  { id: "pico.i2c0", kind: "i2c", tracks: ["pico.i2c0"] },
  { id: "pico.tasks", kind: "tasks", tracks: ["pico.tasks"] },
  { id: "faults", kind: "faults", tracks: ["led1.faults", "btn1.faults"] },
];
const lane = fc.constantFrom(...LANES);

/** The times at which anything happens on a lane, in order. */
function happenings({ trace }: Recorded, { kind, tracks }: LaneRef): number[] {
  const names = kind === "pin" ? ["pico.GP1", "pico.GP1.pwm", "pico.GP1.volts"] : tracks;
  const times = names.flatMap((name) =>
    rowsOf(trace, name).flatMap(({ time, values }) => (kind === "i2c" ? [time, time + (values[0] as number)] : [time])),
  );
  return times.sort((a, b) => a - b);
}

describe("the next and the previous thing on lanes", () => {
  it("are the nearest in time that are not now", () => {
    fc.assert(
      fc.property(steps(), share, fc.subarray([...LANES]), (all, at, lanes) => {
        const run = recorded(all);
        const time = timeIn(at, run);
        const times = lanes.flatMap((each) => happenings(run, each)).sort((a, b) => a - b);
        expect(run.store.next(time, 1, lanes)).toBe(times.find((other) => other > time));
        expect(run.store.next(time, -1, lanes)).toBe(times.findLast((other) => other < time));
      }),
      { numRuns: 300 },
    );
  });
});

/** Edges of the train at this time, as far as it goes. */
function pulses({ trace, end }: Recorded, time: number): number[] {
  const [levels, trains] = [rowsOf(trace, "pico.GP1"), rowsOf(trace, "pico.GP1.pwm")];
  const [level, train] = [inForce(levels, time), inForce(trains, time)];
  if (level?.values[0] !== 4 || !train || train.values[0] === 0) return [];
  const next = [...levels, ...trains].map((row) => row.time).filter((other) => other > time);
  const [from, to] = [Math.max(level.time, train.time), Math.min(end, ...next)];
  const [periodNs, highNs, startNs] = train.values as [number, number, number];
  const edges: number[] = [];
  const signal = { periodNs, highNs, startNs };
  for (
    let edge = nextPwmEdge(signal, Math.max(from, time - 500) - 1);
    edge <= Math.min(to, time + 500);
    edge = nextPwmEdge(signal, edge)
  )
    edges.push(edge);
  return edges;
}

describe("the nearest thing on a lane", () => {
  it("may also be an edge of a pulse train, and is not too far away", () => {
    fc.assert(
      fc.property(steps(), share, lane, fc.nat(400), (all, at, asked, within) => {
        const run = recorded(all);
        const time = timeIn(at, run);
        const times = [...happenings(run, asked), ...(asked.kind === "pin" ? pulses(run, time) : [])].sort(
          (a, b) => a - b,
        );
        let best: number | undefined;
        for (const other of times) {
          if (Math.abs(other - time) > within) continue;
          if (best === undefined || Math.abs(other - time) < Math.abs(best - time)) best = other;
        }
        expect(run.store.nearest(time, within, asked)).toBe(best);
      }),
      { numRuns: 500 },
    );
  });
});
