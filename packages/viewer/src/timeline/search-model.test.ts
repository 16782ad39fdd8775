import { describe, expect, it } from "vitest";
import { hitText, MOST_HITS, queryOf } from "./search-model.js";

const hits = (count: number) => Array.from({ length: count }, (_, time) => ({ time, track: "", kind: "", text: "" }));

describe("a search", () => {
  it("asks for text as soon as there is some", () => {
    expect(queryOf({ kind: "serial", text: " ready ", lane: undefined })).toEqual({ kind: "serial", text: "ready" });
    expect(queryOf({ kind: "any", text: "  ", lane: undefined })).toBeUndefined();
  });

  it("asks for edges of the selected lane", () => {
    expect(queryOf({ kind: "falling", text: "", lane: "pico.GP1" })).toEqual({
      kind: "edge",
      lane: "pico.GP1",
      edge: "falling",
    });
    expect(queryOf({ kind: "edge", text: "", lane: "pico.GP1" })).toMatchObject({ edge: "any" });
    expect(queryOf({ kind: "rising", text: "", lane: undefined })).toBeUndefined();
  });

  it("asks for exceptions and faults without a text", () => {
    expect(queryOf({ kind: "exception", text: "left over", lane: undefined })).toEqual({ kind: "exception" });
  });
});

describe("the count of hits", () => {
  it("says where the cursor is among them", () => {
    expect(hitText(hits(12), 2)).toBe("3 of 12");
    expect(hitText(hits(12), 99)).toBe("12 hits");
    expect([hitText(hits(1), 99), hitText([], 0)]).toEqual(["1 hit", "no hits"]);
  });

  it("says when there are more", () => {
    expect(hitText(hits(MOST_HITS), 0)).toBe(`1 of ${MOST_HITS}+`);
  });
});
