import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitText } from "./pen.js";

const measure = (text: string): number => text.length * 7;

describe("text that has to fit", () => {
  it("is whole when it fits, cut when not, and nothing when hardly anything would be left", () => {
    expect(fitText("waiting", 49, measure)).toBe("waiting");
    expect(fitText("waiting", 48, measure)).toBe("waiti…");
    expect(fitText("waiting", 20, measure)).toBe("");
    expect(fitText("waiting", -3, measure)).toBe("");
  });

  it("never is wider than its room", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 200 }), (text, room) => {
        expect(measure(fitText(text, room, measure))).toBeLessThanOrEqual(room);
      }),
    );
  });
});
