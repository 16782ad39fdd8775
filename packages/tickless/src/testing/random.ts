/** Random inputs for boards, made smaller when a test fails. Needs fast-check, an optional peer dependency. */
export { forAll, type ForAllOptions } from "./random/for-all.js";
export { forAllSeeds } from "./random/for-all-seeds.js";
export { bytesTyped, curves, faults, presses, stimuli, turns, typing } from "./random/stimuli.js";
export type { CurveOptions, FaultsOptions, Rhythm, Span, Stimulus } from "./random/stimuli.js";
