import { describe, expect, it } from "vitest";
import { currentRow, keyOf } from "./event-rows.js";

const rows = [10, 20, 20, 30].map((time) => ({ time, track: "a", kind: "edge", text: "" }));

describe("rows of the table", () => {
  it("the current one is the last that has happened", () => {
    expect([5, 10, 20, 25, 99].map((cursor) => currentRow(rows, cursor))).toEqual([-1, 0, 2, 2, 3]);
  });

  it("are told apart, also at one time", () => {
    expect(new Set(rows.map((_, index) => keyOf(rows, index))).size).toBe(4);
  });
});
