import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  LEVEL_FLOATING,
  LEVEL_HIGH,
  LEVEL_LOW,
  LEVEL_PULSES,
  LEVEL_UNKNOWN,
  type PinColumns,
} from "../protocol/store.js";
import {
  columnRuns,
  drawsPulses,
  edgeRuns,
  gapsBetween,
  levelBefore,
  levelBit,
  pulseRuns,
  trainAt,
  trainsOf,
} from "./waveform.js";

const pin = (parts: Partial<PinColumns>): PinColumns => ({
  kind: "pin",
  levels: new Uint8Array(),
  edges: undefined,
  duty: undefined,
  trains: undefined,
  volts: undefined,
  ...parts,
});
const edges = (times: number[], levels: number[], before: number | undefined) => ({
  times: Float64Array.from(times),
  levels: Uint8Array.from(levels),
  before,
});
const identity = { offset: 0, step: 1, from: 0, to: 8 };
const same = (time: number): number => time;

describe("levels", () => {
  it("of the trace are bits", () => {
    expect([0, 1, 2, 3, 4, 9].map(levelBit)).toEqual([
      LEVEL_LOW,
      LEVEL_HIGH,
      LEVEL_UNKNOWN,
      LEVEL_FLOATING,
      LEVEL_PULSES,
      0,
    ]);
  });
});

describe("runs of columns", () => {
  it("join equal neighbours, and leave out where there is nothing", () => {
    const levels = Uint8Array.from([0, 1, 1, 3, 2, 2, 2, 0]);
    expect(columnRuns(levels, identity)).toEqual([
      { x0: 1, x1: 3, levels: LEVEL_LOW },
      { x0: 3, x1: 4, levels: LEVEL_LOW | LEVEL_HIGH },
      { x0: 4, x1: 7, levels: LEVEL_HIGH },
    ]);
  });

  it("are stretched with the columns", () => {
    const [run] = columnRuns(Uint8Array.from([1, 1]), { offset: -3, step: 10, from: 0, to: 2 });
    expect(run).toEqual({ x0: -3, x1: 17, levels: LEVEL_LOW });
  });

  it("are at most as many as columns, without gaps where all columns have something", () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1, max: 3, minLength: 1, maxLength: 200 }), (levels) => {
        const runs = columnRuns(levels, { ...identity, to: levels.length });
        expect(runs.length).toBeLessThanOrEqual(levels.length);
        expect(runs[0]?.x0).toBe(0);
        expect(runs.at(-1)?.x1).toBe(levels.length);
        runs.slice(1).forEach((run, index) => expect(run.x0).toBe(runs[index]?.x1));
      }),
    );
  });
});

describe("runs between edges", () => {
  it("begin with the level before the first, and end with the recording", () => {
    const runs = edgeRuns(pin({ edges: edges([20, 50], [1, 0], 0) }), 0, 80, same);
    expect(runs).toEqual([
      { x0: 0, x1: 20, levels: LEVEL_LOW },
      { x0: 20, x1: 50, levels: LEVEL_HIGH },
      { x0: 50, x1: 80, levels: LEVEL_LOW },
    ]);
  });

  it("begin with the first edge when there was no level before", () => {
    expect(edgeRuns(pin({ edges: edges([20], [3], undefined) }), 0, 80, same)).toEqual([
      { x0: 20, x1: 80, levels: LEVEL_FLOATING },
    ]);
  });

  it("show the state of the last of several edges in one pixel", () => {
    const runs = edgeRuns(pin({ edges: edges([20, 20.2, 20.4], [1, 0, 1], 0) }), 0, 80, Math.round);
    expect(runs.at(-1)).toEqual({ x0: 20, x1: 80, levels: LEVEL_HIGH });
    expect(runs[0]).toEqual({ x0: 0, x1: 20, levels: LEVEL_LOW });
  });

  it("without a word about before, take it from the first column", () => {
    const guess = (levels: number[], first: number): number => {
      const { before: _, ...rest } = edges([5], [first], undefined);
      return levelBefore(pin({ levels: Uint8Array.from(levels), edges: rest }));
    };
    expect(guess([LEVEL_LOW], 1)).toBe(LEVEL_LOW);
    expect(guess([LEVEL_LOW | LEVEL_HIGH], 1)).toBe(LEVEL_LOW);
    expect(guess([LEVEL_FLOATING | LEVEL_LOW], 0)).toBe(LEVEL_FLOATING);
  });
});

describe("pulse trains", () => {
  const trains = Float64Array.from([100, 10, 4, 200, 0, 0, 300, 20, 5]);

  it("are in force until the next, and there are none where the period is 0", () => {
    const found = trainsOf({ trains }, 350);
    expect(found.map(({ start, end }) => [start, end])).toEqual([
      [100, 200],
      [300, 350],
    ]);
    expect(trainAt(found, 199)?.signal.highNs).toBe(4);
    expect(trainAt(found, 250)).toBeUndefined();
  });

  it("rise at their phase", () => {
    const [train] = trainsOf({ trains: Float64Array.from([103, 10, 4]), phases: Float64Array.from([100]) }, 130);
    const runs = pulseRuns(train as never, 103, 130, same);
    expect(runs.slice(0, 3)).toEqual([
      { x0: 103, x1: 104, levels: LEVEL_HIGH },
      { x0: 104, x1: 110, levels: LEVEL_LOW },
      { x0: 110, x1: 114, levels: LEVEL_HIGH },
    ]);
    expect(runs.at(-1)?.x1).toBe(130);
  });

  it("are drawn pulse by pulse only where these are wide enough", () => {
    const [train] = trainsOf({ trains }, 350);
    expect(drawsPulses(train as never, 1)).toBe(true);
    expect(drawsPulses(train as never, 5)).toBe(false);
    const [still] = trainsOf({ trains: Float64Array.from([0, 10, 10]) }, 350);
    expect(drawsPulses(still as never, 0.1)).toBe(false);
  });

  it("have the duty that they say", () => {
    const period = fc.integer({ min: 4, max: 500 });
    fc.assert(
      fc.property(period, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (periodNs, duty) => {
        const [train] = trainsOf({ trains: Float64Array.from([0, periodNs, periodNs * duty]) }, periodNs * 50);
        const runs = pulseRuns(train as never, 0, periodNs * 50, same);
        const high = runs.filter(({ levels }) => levels === LEVEL_HIGH).reduce((sum, { x0, x1 }) => sum + x1 - x0, 0);
        expect(Math.abs(high / (periodNs * 50) - duty)).toBeLessThan(0.5 / periodNs + 1e-9);
      }),
    );
  });
});

describe("what is left between pieces", () => {
  it("is before, between and behind them", () => {
    const pieces = [
      [-5, 10],
      [20, 30],
      [30, 40],
      [90, 120],
    ] as const;
    expect(gapsBetween(0, 100, pieces)).toEqual([
      [10, 20],
      [40, 90],
    ]);
    expect(gapsBetween(0, 50, [])).toEqual([[0, 50]]);
    expect(gapsBetween(21, 39, pieces)).toEqual([]);
  });
});
