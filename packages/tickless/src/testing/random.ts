/** Random inputs for boards, made smaller when a test fails. Needs fast-check, an optional peer dependency. */
export { forAll, type ForAllOptions } from "./random/for-all.js";
export { forAllSeeds } from "./random/for-all-seeds.js";
export { presses, stimuli, turns, typing, type Rhythm, type Span, type Stimulus } from "./random/stimuli.js";
