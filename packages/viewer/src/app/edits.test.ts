import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectOf, type ProjectFiles } from "../protocol/project.js";
import { editsOf, hashOf, readEdits, withEdits, writeEdits } from "./edits.js";
import { sameFiles } from "./page-model.js";

const path = fc.constantFrom("main.py", "lib/a.py", "diagram.json", "notes.txt");
const project: fc.Arbitrary<ProjectFiles> = fc
  .tuple(
    fc.dictionary(path, fc.string({ unit: "grapheme" })),
    fc.dictionary(fc.constantFrom("a.bin", "b.bin"), fc.uint8Array({ maxLength: 5 })),
  )
  .map(([files, binary]) => projectOf("p", { ...files }, { ...binary }));

describe("edits that are kept", () => {
  it("make of the project what it was edited to, after they have been written and read", () => {
    fc.assert(
      fc.property(project, project, (original, edited) => {
        const edits = editsOf(original, edited);
        if (!edits) return expect(sameFiles(original, edited)).toBe(true);
        expect(sameFiles(withEdits(original, readEdits(writeEdits(edits))!), edited)).toBe(true);
      }),
    );
  });

  it("know the project that they are edits of", () => {
    fc.assert(
      fc.property(project, project, (one, other) => {
        expect(hashOf(one) === hashOf(other)).toBe(sameFiles(one, other));
        const edits = editsOf(one, other);
        if (edits) expect(edits.hash).toBe(hashOf(one));
      }),
    );
  });

  it("are none when nobody can read them", () => {
    for (const text of [
      undefined,
      "",
      "{}",
      "[1]",
      '{"hash":1}',
      '{"hash":1,"name":"p","files":{"../x":""},"removed":[]}',
    ])
      expect(readEdits(text)).toBeUndefined();
  });
});
