import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineDiff } from "./line-diff.js";

const lines = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 8 });
const texts = (kinds: readonly string[], before: string, after: string) =>
  lineDiff(before, after).flatMap(({ kind, text }) => (kinds.includes(kind) ? [text] : []));

describe("a difference by lines", () => {
  it("shows what goes out before what comes in, and what stays between", () => {
    expect(lineDiff("x\na\nb\nc\ny\n", "x\nd\nb\ne\ny\n")).toEqual([
      { kind: "out", text: "a" },
      { kind: "in", text: "d" },
      { kind: "same", text: "b" },
      { kind: "out", text: "c" },
      { kind: "in", text: "e" },
    ]);
  });

  it("keeps an empty line beside what stays, and none between lines that change", () => {
    const said = lineDiff("a\n\nb\nc\n\nd", "e\n\nf\nc\n\ng").map(({ kind, text }) => `${kind} ${text}`);
    expect(said).toEqual(["out a", "out ", "out b", "in e", "in ", "in f", "same c", "same ", "out d", "in g"]);
  });

  it("is nothing between equal texts", () => {
    fc.assert(fc.property(lines, (own) => void expect(lineDiff(own.join("\n"), own.join("\n"))).toEqual([])));
  });

  it("has of each text a middle that stands there, in order", () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const [before, after] = [a.join("\n"), b.join("\n")];
        expect(`\n${before}\n`).toContain(["", ...texts(["out", "same"], before, after), ""].join("\n"));
        expect(`\n${after}\n`).toContain(["", ...texts(["in", "same"], before, after), ""].join("\n"));
      }),
    );
  });
});
