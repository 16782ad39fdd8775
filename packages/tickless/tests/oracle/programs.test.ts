import { describe, expect, it } from "vitest";
import { programs } from "./programs/index.js";
import { runPython } from "./support/board.js";
import { difference, withoutOuterTask } from "./support/compare.js";
import type { Pair } from "./support/pair.js";
import { runTypeScript } from "./support/typescript.js";

const PREFIX = `import asyncio
from asyncio import *
from oracle import *
from primitives import *

report_losses()
`;

describe.each(Object.entries(programs))("%s", (_, pairs: readonly Pair[]) => {
  it.each(pairs.map((each): [string, Pair] => [each.name, each]))("%s", (_, program) => {
    const { python, end = "finished", runs } = program;
    const expected = runPython(`${PREFIX}${python}${runs ? "" : "\nrun(main())\n"}`);
    const actual = runTypeScript((...board) => program.typescript(...board));
    expect(difference(expected, runs ? withoutOuterTask(actual) : actual)).toBeUndefined();
    expect(expected.end).toBe(end);
  });
});
