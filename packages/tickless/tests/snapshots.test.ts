import { fileURLToPath } from "node:url";
import { ms, Random, s, type Nanos } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { loadProject } from "../src/cli/load-project.js";
import { loadRuntime } from "../src/cli/runtime.js";
import { micropython } from "../src/runner/firmware.js";
import { ProjectRun } from "../src/runner/run.js";
import { readScenario } from "../src/scenario.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const firmware = micropython(loadRuntime());
const MOMENTS = 100;

/** How much of each example is run; its presses begin within that. */
const EXAMPLES: Readonly<Record<string, Nanos>> = {
  "01-blink": s(3),
  "02-button-polling": ms(600),
  "03-button-debounce-asyncio": s(1.5),
  "04-fade-and-scroll": s(1.5),
};

function start(example: string): ProjectRun {
  const project = loadProject(`examples/${example}`, root);
  const { scenario } = readScenario(project.scenarios[0]!.text, project.scenarios[0]!.file);
  return new ProjectRun(project, { firmware, clock: () => 0, scenario: scenario! });
}

describe.each(Object.entries(EXAMPLES))("example %s", (example, until) => {
  it(`ends as the straight run from snapshots of ${MOMENTS} random moments`, () => {
    const straight = start(example);
    straight.sim.runUntil(until);
    const expected = straight.sim.trace.fingerprint();

    const { sim } = start(example);
    const random = new Random(1, example);
    const moments = Array.from({ length: MOMENTS }, () => random.int(0, until)).sort((a, b) => a - b);
    const snapshots = moments.map((moment) => {
      sim.runUntil(moment);
      return sim.snapshot();
    });
    sim.runUntil(until);
    expect(sim.trace.fingerprint()).toBe(expected);
    for (const snapshot of snapshots) {
      sim.restore(snapshot);
      expect(sim.now).toBe(snapshot.now);
      sim.runUntil(until);
      expect(sim.trace.fingerprint()).toBe(expected);
    }
  });

  it("gives snapshots that are plain data", () => {
    const { sim } = start(example);
    sim.runUntil(until / 2);
    const snapshot = structuredClone(sim.snapshot());
    sim.runUntil(until);
    const expected = sim.trace.fingerprint();
    sim.restore(snapshot);
    sim.runUntil(until);
    expect(sim.trace.fingerprint()).toBe(expected);
  });
});
