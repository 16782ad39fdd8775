import { describe, expect, it } from "vitest";
import { History } from "./history.js";

describe("the history of lines", () => {
  it("goes back to earlier lines, and forth to the one being written", () => {
    const history = new History();
    for (const line of ["one", "two"]) history.add(line);
    expect(history.go(-1, "dra")).toBe("two");
    expect(history.go(-1, "two")).toBe("one");
    expect(history.go(-1, "one")).toBe("one");
    expect(history.go(1, "one")).toBe("two");
    expect(history.go(1, "two")).toBe("dra");
    expect(history.go(1, "dra")).toBe("dra");
  });

  it("does not keep empty lines, nor one twice in a row", () => {
    const history = new History();
    for (const line of ["a", "a", "", "b"]) history.add(line);
    expect([history.go(-1, ""), history.go(-1, ""), history.go(-1, "")]).toEqual(["b", "a", "a"]);
  });

  it("forgets the oldest", () => {
    const history = new History();
    for (let i = 0; i < 60; i++) history.add(String(i));
    let line = "";
    for (let i = 0; i < 100; i++) line = history.go(-1, line);
    expect(line).toBe("10");
  });
});
