import { ProjectError, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.js";

describe("readSettings", () => {
  it("reads what is there", () => {
    const text = "board: pico\nseed: 7\nduration: 5s\nscenario: a.scenario.yaml\nheap: 65536\ncpu-time: false\n";
    expect(readSettings(text, "tickless.yaml")).toEqual({
      board: "pico",
      seed: 7,
      duration: s(5),
      scenario: "a.scenario.yaml",
      heap: 65536,
      cpuTime: false,
    });
  });

  it("takes an empty file for no settings", () => {
    expect(readSettings("# nothing yet\n", "tickless.yaml")).toEqual({});
  });

  it("reports every mistake with its line", () => {
    const read = () => readSettings("sed: 1\nseed: -1\nduration: 5\n", "tickless.yaml");
    expect(read).toThrow(ProjectError);
    expect(read).toThrow(/^tickless.yaml:2: 'seed': expected a whole number from 0 on$/m);
    expect(read).toThrow(/^tickless.yaml:3: 'duration': a duration is text with a unit/m);
    for (const bytes of [1, 16_383, 2 ** 31]) {
      const heap = () => readSettings(`heap: ${bytes}\n`, "tickless.yaml");
      expect(heap).toThrow("tickless.yaml:1: 'heap': expected 16384 to 8388608 bytes");
    }
    expect(read).toThrow(/^tickless.yaml:1: unknown key 'sed' \(did you mean 'seed'\?\)$/m);
  });
});
