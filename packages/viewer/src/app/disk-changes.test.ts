import { describe, expect, it } from "vitest";
import { diskChanges } from "./disk-changes.js";

const before = { "main.py": "1", "lib/x.py": "x" };

describe("changes on the disk", () => {
  it("are taken over: new texts, new files, files that are gone", () => {
    const after = { "main.py": "2", "new.py": "n" };
    expect(diskChanges(before, after, before)).toEqual({
      taken: { "main.py": "2", "new.py": "n" },
      removed: ["lib/x.py"],
      kept: [],
    });
  });

  it("leave alone what was edited here", () => {
    const here = { "main.py": "mine", "lib/x.py": "x", "own.py": "o" };
    expect(diskChanges(before, { "main.py": "2", "lib/x.py": "y" }, here)).toEqual({
      taken: { "lib/x.py": "y" },
      removed: [],
      kept: ["main.py"],
    });
  });

  it("are none when the same was done here", () => {
    const after = { "main.py": "2" };
    expect(diskChanges(before, after, after)).toEqual({ taken: {}, removed: [], kept: [] });
  });
});
