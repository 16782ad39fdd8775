import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CurveColumns, LaneColumns } from "../protocol/store.js";
import { differences } from "./difference.js";

const map = (to: number) => ({ offset: 0, step: 1, from: 0, to });
const pin = (levels: number[]): LaneColumns => ({
  kind: "pin",
  levels: Uint8Array.from(levels),
  edges: undefined,
  duty: undefined,
  trains: undefined,
  volts: undefined,
});
const curve = (values: number[]): CurveColumns => ({
  kind: "curve",
  min: Float32Array.from(values),
  max: Float32Array.from(values),
  range: [0, 1],
});

describe("the ghost", () => {
  it("is seen where the runs differ, and a pixel around", () => {
    expect(differences(pin([1, 1, 2, 2, 1]), pin([1, 1, 1, 2, 1]), map(5))).toEqual([[1, 4]]);
  });

  it("is one piece where differences lie close together", () => {
    const a = pin(Array<number>(40).fill(1));
    const b = pin(Array.from({ length: 40 }, (_, i) => (i === 5 || i === 10 || i === 30 ? 2 : 1)));
    expect(differences(a, b, map(40))).toEqual([
      [4, 12],
      [29, 32],
    ]);
  });

  it("is never seen against itself, not even where there is no value", () => {
    const values = fc.array(fc.oneof(fc.constant(NaN), fc.double({ noNaN: true })), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(values, (some) => {
        expect(differences(curve(some), curve(some), map(some.length))).toEqual([]);
      }),
    );
  });

  it("is seen where only one of the runs has a value", () => {
    expect(differences(curve([NaN, 0.5]), curve([0.5, 0.5]), map(2))).toEqual([[-1, 2]]);
  });

  it("is not there for lanes of another kind", () => {
    expect(differences(pin([1]), curve([1]), map(1))).toEqual([]);
  });
});
