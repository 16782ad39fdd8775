import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences } from "./difference.js";
import { Recorder } from "./recorder.js";
import type { Trace } from "./trace.js";

type Step = readonly [gap: number, track: "a" | "b", level: number];

function record(steps: readonly Step[], names: readonly string[] = ["a", "b"]): Trace {
  let now = 0;
  const recorder = new Recorder(() => now);
  const writers = new Map(names.map((name) => [name, recorder.track(name, "digital")]));
  for (const [gap, track, level] of steps) {
    now += gap;
    writers.get(track)?.write(level);
  }
  return recorder.trace;
}

const step = fc.tuple(fc.nat(3), fc.constantFrom("a" as const, "b" as const), fc.nat(1));

describe("the differences of two recordings", () => {
  it("are none exactly when their fingerprints are equal", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), fc.array(step, { maxLength: 4 }), (one, other) => {
        const [left, right] = [record(one), record(other)];
        expect(differences(left, right).length === 0).toBe(left.fingerprint() === right.fingerprint());
        expect(differences(left, left)).toEqual([]);
      }),
    );
  });

  it("begin with the earliest, with what each side has there", () => {
    const common: Step[] = [
      [1, "a", 1],
      [1, "b", 1],
    ];
    const left = record([...common, [5, "a", 0], [5, "b", 0]]);
    const right = record([...common, [7, "b", 0]]);
    expect(differences(left, right)).toEqual([
      {
        track: "a",
        time: 7,
        sequence: 2,
        row: 1,
        left: { time: 7, values: { level: 0 } },
        right: undefined,
        rows: [2, 1],
      },
      {
        track: "b",
        time: 9,
        sequence: 2,
        row: 1,
        left: { time: 12, values: { level: 0 } },
        right: { time: 9, values: { level: 0 } },
        rows: [2, 2],
      },
    ]);
  });

  it("are in order of time, also of what is written when it is over", () => {
    const transfer = (address: number, level: number): Trace => {
      const recorder = new Recorder(() => 5);
      const [pin, bus] = [recorder.track("a", "digital"), recorder.track("b", "i2c")];
      pin.write(level);
      bus.writeAt(2, 3, address, 0, 0, 0, new Uint8Array(0));
      return recorder.trace;
    };
    const found = differences(transfer(1, 0), transfer(2, 1));
    expect(found.map(({ track, time }) => [track, time])).toEqual([
      ["b", 2],
      ["a", 5],
    ]);
  });

  it("tell of a track that only one of them has", () => {
    const [only] = differences(record([], ["a", "b"]), record([], ["a"]));
    expect(only).toMatchObject({ track: "b", time: 0, left: undefined, right: undefined, rows: [0, undefined] });
  });
});
