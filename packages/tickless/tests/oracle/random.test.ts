import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { descriptions } from "./random/arbitrary.js";
import { emit } from "./random/emit.js";
import { PYTHON, TYPESCRIPT } from "./random/languages.js";
import { inPython, inTypeScript } from "./random/run.js";
import { difference } from "./support/compare.js";

/** TICKLESS_LONG=1 for many; TICKLESS_SEED for others; TICKLESS_SHRINK=0 to be done with the first that disagrees. */
const long = Boolean(process.env["TICKLESS_LONG"]);
const numRuns = long ? 1000 : 100;
const endOnFailure = process.env["TICKLESS_SHRINK"] === "0";
const seed = Number(process.env["TICKLESS_SEED"] ?? 1);

describe("random task programs", () => {
  it(`do the same in both languages (${numRuns})`, () => {
    const agree = fc.property(descriptions, (description) => {
      const parted = difference(inPython(description), inTypeScript(description));
      if (parted === undefined) return;
      throw new Error(`${parted}\n\n${emit(description, PYTHON)}\n${emit(description, TYPESCRIPT)}`);
    });
    const { failed, counterexamplePath, errorInstance } = fc.check(agree, { numRuns, seed, endOnFailure });
    const message = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
    expect(failed, `seed ${seed}, path ${counterexamplePath}: ${message}`).toBe(false);
  }, 600_000);
});
