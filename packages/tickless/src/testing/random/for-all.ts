import * as fc from "fast-check";
import type { Input } from "../../runner/model.js";
import { inputsToScenario } from "../../scenario-record.js";
import { Tries } from "../kept-benches.js";
import { runsOr, seedFromEnvironment } from "./environment.js";
import { failureOf } from "./for-all-seeds.js";

export interface ForAllOptions {
  /** How many inputs to try; default 100. TICKLESS_RUNS says another number. */
  readonly runs?: number;
  /** What inputs are drawn by; default 1, so that each run of the tests tries the same. TICKLESS_SEED says another. */
  readonly seed?: number;
}

/**
 * Runs `body` with many inputs. When one fails, smaller ones are tried, and the smallest that still fails is thrown as TestFailure:
 * with the input, the command that replays it, and what failed.
 */
export function forAll<T>(arbitrary: fc.Arbitrary<T>, body: (input: T) => void, options: ForAllOptions = {}): void {
  const only = seedFromEnvironment();
  const seed = only?.seed ?? options.seed ?? 1;
  const path = only && only.path !== "" ? { path: only.path } : {};
  const tries = new Tries();
  // What it returns says nothing: some matchers return false.
  const property = fc.property(arbitrary, (input) => tries.run(() => body(input)));
  const result = fc.check(property, { numRuns: runsOr(options.runs ?? 100), seed, ...path });
  tries.end();
  if (!result.failed) return;
  const [input] = result.counterexample ?? [];
  const count = `run ${result.numRuns}, made smaller ${result.numShrinks} times`;
  const what = `fails (${count}) with\n\n${shown(input)}\n\nthe smallest input found`;
  throw failureOf(result.errorInstance, what, `${seed}/${result.counterexamplePath ?? ""}`, forAll);
}

/** Stimuli as the steps of a scenario, which a project can play; anything else as fast-check writes it. */
function shown(input: unknown): string {
  const text = isInputs(input) && input.length > 0 ? scenarioSteps(input) : fc.stringify(input);
  return text.replaceAll(/^/gm, "  ");
}

function isInputs(input: unknown): input is readonly Input[] {
  const isInput = (one: unknown): boolean => typeof one === "object" && one !== null && "time" in one && "kind" in one;
  return Array.isArray(input) && input.every(isInput);
}

const scenarioSteps = (inputs: readonly Input[]): string =>
  inputsToScenario(inputs, "smallest")
    .replace(/^name:.*\nversion:.*\n/, "")
    .trimEnd();
