import { describe, expect, it } from "vitest";
import type { Comparison, TrackDifference } from "../protocol/store.js";
import { countText, firstDifference, verdict } from "./compare-text.js";

const difference = (track: string, kind: string, time: number): TrackDifference => {
  return { track, kind, time, a: undefined, b: undefined };
};
const comparison = (...differences: TrackDifference[]): Comparison => {
  return { until: 2e9, differences, onlyA: [], onlyB: [], common: 40 };
};

describe("what is said of two runs", () => {
  it("is that they are the same, as far as both are known", () => {
    expect(verdict(comparison(), 2e9)).toEqual({ text: "the same", at: undefined });
    expect(verdict(comparison(), 3e9)).toEqual({ text: "the same up to 2.000000 s", at: undefined });
    expect(verdict(undefined, 2e9).text).toBe("comparing …");
    expect(verdict({ ...comparison(), common: 0 }, 2e9).text).toBe("have no track in common");
  });

  it("is where they part, the heap apart", () => {
    const heap = difference("pico.heap", "heap", 5e5);
    const both = comparison(heap, difference("pico.GP14", "digital", 1_234_000));
    expect(verdict(both, 2e9)).toEqual({ text: "part at 1.234 ms", at: 1_234_000 });
    expect(firstDifference(both)?.track).toBe("pico.GP14");
    expect(verdict(comparison(heap), 2e9)).toEqual({ text: "part at 500.000 µs, in the heap only", at: 5e5 });
  });

  it("counts the tracks", () => {
    expect(countText(comparison(difference("a", "digital", 1)))).toBe("1 of 40 tracks that both have differs");
    expect(countText(comparison())).toBe("0 of 40 tracks that both have differ");
  });
});
