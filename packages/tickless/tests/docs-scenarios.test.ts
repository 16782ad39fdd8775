import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { formatProblem } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { loadProject } from "../src/cli/load-project.js";
import { ProjectRun, succeeded } from "../src/runner/run.js";
import { COMMANDS, SKIPPED } from "../src/scenario-commands.js";
import { readScenario } from "../src/scenario.js";
import { engineFor } from "../src/testing/engine.js";
import { blocks } from "./support/markdown.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const text = readFileSync(`${root}docs/scenarios.md`, "utf8");
const all = blocks(text).filter(({ info }) => info.startsWith("yaml "));

describe("docs/scenarios.md", () => {
  it("has every step", () => {
    const shown = all.map((block) => block.text).join("");
    for (const name of [...Object.keys(COMMANDS), "repeat"].filter((name) => name !== "expect-fingerprint")) {
      expect(shown).toMatch(new RegExp(`^ *- ${name}:`, "m"));
    }
    for (const name of ["expect-fingerprint", ...SKIPPED]) expect(text).toContain(name);
  });

  it.each(all)("the scenario in line $line passes", ({ info, text: steps }) => {
    const loaded = loadProject(`examples/${info.slice("yaml ".length)}`, root);
    // A block of steps alone is a scenario, too.
    const file = steps.startsWith("name:") ? steps : `steps:\n${steps}`;
    const { scenario, problems } = readScenario(file, "scenarios.md");
    expect(problems.map(formatProblem)).toEqual([]);
    const run = new ProjectRun(loaded, {
      firmware: engineFor(loaded),
      clock: () => 0,
      scenario: scenario!,
      endsWithScenario: true,
    });
    while (run.step());
    const result = run.result();
    expect(result.scenario).toMatchObject({ message: "", finished: true });
    expect(succeeded(result) || result.exception === "KeyboardInterrupt").toBe(true);
  });
});
